"""The picture of the cover map: it shows what the map says, and each person looks the same wherever they stand."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given

from people.planning.cover import Band, CoverMap, Nominee, cover_map, relied_on
from people.planning.picture import COLUMNS, Picture, picture_of
from tests.people.test_cover import TODAY, post, posts


def picture(*given_posts: object) -> Picture:
    return picture_of(cover_map(given_posts, TODAY))  # type: ignore[arg-type]


def nominee(name: str, band: Band = Band.TODAY, person: str = "") -> Nominee:
    return Nominee(person or f"staff:{name}", name, band)


def letters(*names: str) -> list[str]:
    return [mark.letters for mark in picture(post(nominees=tuple(nominee(name) for name in names))).marks]


def test_every_band_has_its_column() -> None:
    assert list(COLUMNS) == list(Band)


@given(posts())
def test_it_shows_each_person_of_the_map_where_they_stand_and_nobody_else(given_posts: list[object]) -> None:
    found: CoverMap = cover_map(given_posts, TODAY)  # type: ignore[arg-type]
    drawn = picture_of(found)
    assert [line.title for line in drawn.lines] == [row.post.title for row in found.rows]
    for line, row in zip(drawn.lines, found.rows, strict=True):
        assert [[mark.name for mark in cell.marks] for cell in line.cells] == [
            [one.name for one in band] for band in row.bands
        ]
        assert [cell.is_gap for cell in line.cells] == [row.is_uncovered, False, False, False]
    assert len(drawn.marks) == found.people


@given(posts())
def test_no_two_people_have_the_same_letters_and_one_is_the_same_everywhere(given_posts: list[object]) -> None:
    drawn = picture(*given_posts)
    assert not [found for found, times in Counter(mark.letters for mark in drawn.marks).items() if times > 1]
    assert len({mark.number for mark in drawn.marks}) == len(drawn.marks)
    inside = {mark for line in drawn.lines for cell in line.cells for mark in cell.marks}
    assert inside == set(drawn.marks)


@given(posts())
def test_who_is_relied_on_alone_is_dark_and_nobody_else_is(given_posts: list[object]) -> None:
    found: CoverMap = cover_map(given_posts, TODAY)  # type: ignore[arg-type]
    drawn = picture_of(found)
    assert Counter((mark.name, mark.alone) for mark in drawn.relied_on) == Counter(relied_on(found.rows))
    assert [mark for mark in drawn.marks if mark.weight == "dark"] == sorted(
        drawn.relied_on, key=lambda mark: mark.number
    )


def test_who_stands_behind_several_posts_has_a_shape_of_their_own() -> None:
    ann, ben, cat = nominee("Ann"), nominee("Ben"), nominee("Cat")
    drawn = picture(
        post("A", nominees=(ann,)),
        post("B", nominees=(ann,)),
        post("C", nominees=(ben, cat)),
        post("D", nominees=(replace(ben, band=Band.YEARS), nominee("Dee"))),
    )
    by_name = {mark.name: mark for mark in drawn.marks}
    assert [by_name[name].weight for name in ("Ann", "Ben", "Cat", "Dee")] == ["dark", "tinted", "plain", "plain"]
    assert by_name["Ann"].outline != by_name["Ben"].outline
    assert by_name["Cat"].outline == by_name["Dee"].outline
    assert by_name["Cat"].outline not in {by_name["Ann"].outline, by_name["Ben"].outline}


def test_a_holder_who_covers_another_post_is_marked_there_too() -> None:
    drawn = picture(
        post("A", holders=(("staff:9", "Hal"),)),
        post("B", holders=(("staff:8", "Ida"),), nominees=(nominee("Hal", person="staff:9"),)),
    )
    (hal,) = drawn.marks
    assert [line.holders for line in drawn.lines] == [(("Hal", hal),), (("Ida", None),)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Rosa Mensah"], ["RM"]),
        (["Mrs Rosa Anne Mensah"], ["RM"]),
        (["Dr. Ōe"], ["Ō"]),
        (["Mr"], ["M"]),
        (["Rosa Mensah", "Ravi Mehta"], ["RM1", "RM2"]),
        (["李 小龙"], ["李小"]),
        (["123"], ["?"]),
        (["Maximiliana" * 18], ["M"]),
        (["ßeta Łuk"], ["SS"]),
    ],
)
def test_letters_come_from_the_name(names: list[str], expected: list[str]) -> None:
    assert sorted(letters(*names)) == expected


def test_an_empty_map_has_an_empty_picture() -> None:
    assert picture() == Picture(tuple(COLUMNS.values()), (), (), ())
