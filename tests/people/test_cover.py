"""The cover map: who stands where, counted as people, and what stands out."""

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from people.planning.cover import Band, Impact, Level, Nominee, Post, circles, cover_map, relied_on

TODAY = datetime.date(2026, 11, 26)
_PEOPLE = st.sampled_from([(f"staff:{n}", f"Person {n}") for n in range(5)])
_DAYS = st.none() | st.dates(datetime.date(2026, 1, 1), datetime.date(2027, 12, 31))


@st.composite
def nominees(draw: st.DrawFn) -> Nominee:
    person, name = draw(_PEOPLE)
    return Nominee(person, name, draw(st.sampled_from(Band)), draw(_DAYS))


@st.composite
def posts(draw: st.DrawFn) -> list[Post]:
    return [
        Post(
            key,
            f"Post {key}",
            draw(st.sampled_from(Level)),
            draw(st.sampled_from(Impact)),
            tuple(draw(st.lists(_PEOPLE, max_size=2, unique=True))),
            tuple(draw(st.lists(nominees(), max_size=5))),
        )
        for key in range(draw(st.integers(0, 6)))
    ]


def post(title: str = "Deputy head", level: Level = Level.SENIOR, **kw: object) -> Post:
    return replace(Post(hash(title), title, level, Impact.SOME, (("staff:9", "Holder"),)), **kw)  # type: ignore[arg-type]


def today(person: int, name: str = "") -> Nominee:
    return Nominee(f"staff:{person}", name or f"Person {person}", Band.TODAY)


@given(posts())
def test_every_post_is_on_the_map_once_and_in_order(given_posts: list[Post]) -> None:
    rows = cover_map(given_posts, TODAY).rows
    assert sorted(row.post.key for row in rows) == sorted(post.key for post in given_posts)
    assert [list(Level).index(row.post.level) for row in rows] == sorted(
        list(Level).index(post.level) for post in given_posts
    )


@given(posts())
def test_nobody_covers_their_own_post_nor_after_they_have_left(given_posts: list[Post]) -> None:
    for row in cover_map(given_posts, TODAY).rows:
        shown = [nominee for band in row.bands for nominee in band]
        assert not {nominee.person for nominee in shown} & {person for person, _ in row.post.holders}
        assert all(nominee.leaves_on is None or nominee.leaves_on >= TODAY for nominee in shown)


@given(posts())
def test_people_are_counted_once_however_many_posts_they_stand_behind(given_posts: list[Post]) -> None:
    found = cover_map(given_posts, TODAY)
    people = {nominee.person for row in found.rows for band in row.bands for nominee in band}
    assert found.people == len(people) <= 5
    for row in found.rows:
        for band in row.bands:
            assert len({nominee.person for nominee in band}) == len(band)


@given(posts())
def test_reliance_is_on_those_who_alone_could_act_in_two_posts(given_posts: list[Post]) -> None:
    rows = cover_map(given_posts, TODAY).rows
    for name, count in relied_on(rows):
        alone = [row for row in rows if [nominee.name for nominee in row.bands[0]] == [name]]
        assert count == len(alone) > 1


def test_an_uncovered_headship_is_said_first() -> None:
    found = cover_map([post(nominees=(today(1),)), post("Headteacher", Level.HEADSHIP)], TODAY)
    assert found.sentences[0] == "No one could cover the headship today."
    assert found.rows[0].post.title == "Headteacher"


def test_what_stands_out_is_said_in_sentences() -> None:
    ann = today(1, "Ann Example")
    every = [post(title, nominees=(ann,)) for title in ("Deputy head", "SENCO", "Phase lead")]
    every.append(post("Business manager", holders=(), changes_from=datetime.date(2027, 9, 1)))
    assert cover_map(every, TODAY).sentences == (
        "In 1 of 4 posts no one could act today: Business manager.",
        "Three posts rely on Ann Example alone.",
        "Nobody holds Business manager.",
        "Business manager may change hands within two years, and nobody is on the way to follow.",
    )


def test_two_who_cover_each_other_alone_are_a_circle() -> None:
    one = post("Deputy head", holders=(("staff:1", "Ann"),), nominees=(today(2),))
    other = post("Assistant head", holders=(("staff:2", "Bo"),), nominees=(today(1),))
    found = cover_map([one, other], TODAY)
    assert len(circles(found.rows)) == 1
    assert "Assistant head and Deputy head are covered by each other’s holder and by nobody else." in found.sentences
    third = replace(one, nominees=(today(2), today(3)))
    assert circles(cover_map([third, other], TODAY).rows) == []


def test_three_who_cover_one_another_alone_are_a_circle_too() -> None:
    ring = [
        post(title, holders=((f"staff:{number}", title),), nominees=(today(number % 3 + 1),))
        for number, title in enumerate(("A", "B", "C"), 1)
    ]
    outside = post("Z leads to it", holders=(("staff:7", "Zed"),), nominees=(today(1),))
    found = cover_map([outside, *ring], TODAY)
    assert [[row.post.title for row in circle] for circle in circles(found.rows)] == [["A", "B", "C"]]
    assert "A, B and C are covered by each other’s holders and by nobody else." in found.sentences
    broken = [*ring[:2], replace(ring[2], nominees=())]
    assert circles(cover_map(broken, TODAY).rows) == []


@given(posts())
def test_in_a_circle_each_post_has_one_cover_who_holds_another_of_it(given_posts: list[Post]) -> None:
    rows = cover_map(given_posts, TODAY).rows
    for circle in circles(rows):
        holders = {person for row in circle for person, _ in row.post.holders}
        assert len(circle) > 1
        assert all([nominee.person in holders for nominee in row.bands[0]] == [True] for row in circle)


def test_a_school_where_all_is_well_is_told_so_and_one_without_posts_nothing() -> None:
    assert cover_map([post(nominees=(today(1),))], TODAY).sentences == ("Somebody could act today in every post.",)
    assert cover_map([], TODAY).sentences == ()
