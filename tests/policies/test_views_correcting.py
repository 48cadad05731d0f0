"""The page on which what was read in a policy is corrected: kept at each step, left and come back to, undone."""

import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from core import clock
from core.conflicts import Conflict
from core.correcting import keeping
from core.models import Preview, ReadingCorrection, Upload
from core.rules import Stale
from policies.actions.correcting import correct_reading, undo_policy_import
from policies.document import Refused
from policies.models import Draft, Version
from policies.reading.checking import ChangeKind, Checked, checked_as
from policies.rules import UNDO_FOR
from policies.views.correcting import MEANWHILE
from tests.at_once import at_once
from tests.policies.cast import Cast, make_cast
from tests.policies.test_views_starting import Importer, content

TEXT = """Leadership and Succession Policy

Aims

This policy aims to:
- grow our own leaders; keep what a leader knows
- fill each post in time

Who checks

The governing board looks at the plan in June.
"""


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


@pytest.fixture
def head(cast: Cast) -> Importer:
    return Importer(cast, cast.head)


@pytest.fixture
def preview(head: Importer) -> Preview:
    return head.read(TEXT.encode())


def loosened(preview: Preview, *texts: str) -> Preview:
    """The same, as if these words had found no place."""
    assert preview.result is not None
    given = [{"text": text, "place": "line 1", "reason": "A note.", "lines": [1, 1]} for text in texts]
    preview.result["unplaced"] = given
    preview.save()
    return preview


def sections(preview: Preview) -> list[tuple[str, list[str]]]:
    version = Version.objects.get(source=preview.upload)
    return [(section.heading, [clause.text for clause in section.clauses]) for section in version.text.sections]


def reading(preview: Preview) -> Checked:
    """What was read, corrected as it stands."""
    assert preview.result is not None
    return checked_as(preview.result, log(preview).operations)


def log(preview: Preview) -> keeping.Log:
    return keeping.log_of(preview.upload)


def test_each_correction_comes_back_to_its_place_and_is_listed(head: Importer, preview: Preview) -> None:
    answer = head.correct(preview, op="split", key="s0.1", before="keep what")
    assert answer.headers["Location"].endswith("?at=s0.1#s0.1")
    page = unescape(content(head.client.get(answer.headers["Location"])))
    assert "“grow our own leaders; keep what a leader knows” is split before “keep what”." in page
    assert 'id="c1"' in page
    head.correct(preview, op="heading", key="s1", words="Monitoring")
    head.correct(preview, op="retype", key="c1", words="keep what leaders know", points="for a year\n\nfor two")
    head.confirm(preview)
    assert sections(preview) == [
        ("Aims", ["This policy aims to:", "grow our own leaders;", "keep what leaders know", "fill each post in time"]),
        ("Monitoring", ["The governing board looks at the plan in June."]),
    ]
    done = unescape(content(head.client.get(head.url("import-done", preview_id=preview.pk))))
    assert "is retyped: “keep what leaders know”." in done
    assert str(head.user) in done
    assert [line.made_by for line in log(preview).lines] == [head.user] * 3


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"op": "type", "key": "s0.1", "type": "paragraph"}, "is a paragraph."),
        ({"op": "join", "key": "s0.2"}, "is joined to the part before it."),
        ({"op": "point", "key": "s0.2"}, "is a point under the clause before it."),
        ({"op": "up", "key": "s0.2"}, "is moved up."),
        ({"op": "down", "key": "s0.2"}, "is moved down."),
        ({"op": "move-to", "key": "s0.2", "section": "s1"}, "is moved to “Who checks”."),
        ({"op": "begin", "key": "s0.1"}, "begins a section."),
        ({"op": "heading-of", "key": "s0.1"}, "becomes the heading of a section."),
        ({"op": "join-section", "key": "s1"}, "is joined to the section before it."),
        ({"op": "aside", "key": "s0.1"}, "is set aside."),
        ({"op": "name", "key": "title", "words": "Our policy"}, "The title is retyped: “Our policy”."),
        ({"op": "kinds", "kind-s1": "control"}, "“Who checks” is for: Approval and review."),
    ],
)
def test_each_control_of_the_page_makes_its_correction(
    head: Importer, preview: Preview, sent: dict[str, str], said: str
) -> None:
    assert head.correct(preview, **sent).status_code == HTTPStatus.FOUND
    assert log(preview).lines[-1].said.endswith(said)
    undone = head.correct(preview, op="undo")
    assert undone.headers["Location"].endswith("#corrections")
    assert log(preview).standing == ()
    assert "Undone: " in content(head.page(preview))


TABLE = f"""{TEXT}
Roles

| Post | Who |
| --- | --- |
| Head | Ann Example |
| Deputy | Bea Example |
"""


def sent_cells(*cells: str) -> dict[str, str]:
    """The cells of a table of two columns, as its form sends them."""
    names = {f"cell-{place // 2}-{place % 2}": cell for place, cell in enumerate(cells)}
    return {"op": "cells", "rows": str(len(cells) // 2), "columns": "2", "words": "Who holds what"} | names


def test_a_table_is_retyped_in_its_cells(head: Importer) -> None:
    preview = head.read(TABLE.encode())
    (key,) = (part.key for part in reading(preview).parts() if part.body.type == "table")
    page = content(head.client.get(head.url("import-check", preview_id=preview.pk), {"at": key}))
    assert re.search(rf'id="{key}-cells-cell-1-1"[^>]*>\s*Ann Example</textarea>', page)
    assert f'id="{key}-cells-cell-3-0"' in page  # a row for what is missing
    assert "Heads of the columns" in page
    cells = ("Post", "Holder", "Head", "Ann Sample", "", "", "Bursar", "Cy Sample")
    assert head.correct(preview, key=key, **sent_cells(*cells)).headers["Location"].endswith(f"?at={key}#{key}")
    head.confirm(preview)
    (table,) = (one for one in Version.objects.get(source=preview.upload).text.clauses() if one.rows)
    assert table.text == "Who holds what"
    assert table.rows == (("Post", "Holder"), ("Head", "Ann Sample"), ("Bursar", "Cy Sample"))


def test_cells_that_cannot_be_taken_are_shown_as_they_were_typed(head: Importer) -> None:
    preview = head.read(TABLE.encode())
    (key,) = (part.key for part in reading(preview).parts() if part.body.type == "table")
    empty = head.correct(preview, key=key, **sent_cells("", "", "", ""))
    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'href="#{key}-cells-words"' in content(empty)
    assert "Write in at least one cell of the table" in content(empty)
    opened_on = log(preview).token
    head.correct(preview, key=key, **sent_cells("Post", "Who"))
    # The table has one row now: all that was typed in the other window is there all the same.
    typed = sent_cells("Post", "Holder", "Head", "Ann", "Clerk", "typed in the second window")
    page = unescape(content(head.correct(preview, key=key, opened_on=opened_on, **typed)))
    assert MEANWHILE in page
    assert "typed in the second window</textarea>" in page
    head.correct(preview, op="aside", key=key)
    gone = content(head.correct(preview, key=key, **typed))
    assert "You typed: typed in the second window" in gone


def test_a_table_larger_than_a_form_says_where_it_is_mended(head: Importer) -> None:
    rows = "".join(f"| Post {number} | Somebody |\n" for number in range(90))
    preview = head.read((TABLE + rows).encode())
    (key,) = (part.key for part in reading(preview).parts() if part.body.type == "table")
    page = content(head.client.get(head.url("import-check", preview_id=preview.pk), {"at": key}))
    assert "This table is too large to be retyped here." in page
    assert "cell-0-0" not in page


def test_undoing_takes_back_the_last_that_stands_and_no_more_than_there_are(head: Importer, preview: Preview) -> None:
    for key in ("s0.1", "s0.2"):
        head.correct(preview, op="aside", key=key)
    for standing in (1, 0):
        head.correct(preview, op="undo")
        assert len(log(preview).standing) == standing
    answer = head.correct(preview, op="undo")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "There is no correction to undo." in content(answer)
    assert len(log(preview).lines) == 4


def test_a_reading_is_left_and_come_back_to_from_where_documents_are_chosen(head: Importer, preview: Preview) -> None:
    head.correct(preview, op="aside", key="s0.1")
    chosen = content(head.client.get(head.url("import")))
    assert "Readings you have not finished" in chosen
    assert f'href="{head.url("import-check", preview_id=preview.pk)}"' in chosen
    assert "grow our own leaders; keep what a leader knows (line 6)" in content(head.page(preview))
    lead = Importer(head.cast, head.cast.lead)
    assert "not finished" not in content(lead.client.get(lead.url("import")))


def test_words_that_stand_nowhere_are_placed_or_set_aside_before_anything_is_confirmed(
    head: Importer, preview: Preview
) -> None:
    loosened(preview, "Draft for comment", "Shred after reading")
    page = content(head.page(preview))
    assert page.index("Words that stand nowhere yet") < page.index("What we read")
    confirm = head.url("import-confirm", preview_id=preview.pk)
    assert "2 pieces of the document stand nowhere yet" in " ".join(content(head.client.get(confirm)).split())
    refused = head.client.get(head.confirm(preview).headers["Location"])
    assert "2 pieces of the document stand nowhere yet. Place or set aside each." in content(refused)
    assert not Version.objects.exists()
    head.correct(preview, op="place", key="u0", section="s1", type="paragraph")
    head.correct(preview, op="aside", key="u1")
    page = content(head.page(preview))
    assert "Every word is placed, or set aside by you (3 words)." in page
    head.confirm(preview)
    assert sections(preview)[1][1][-1] == "Draft for comment"
    assert "Shred" not in str(Version.objects.get().document)


def test_all_that_is_left_is_set_aside_at_once(head: Importer, preview: Preview) -> None:
    loosened(preview, *(f"Piece {number}" for number in range(50)))
    page = content(head.page(preview))
    assert page.count('name="op" value="place"') == 20
    assert "And 30 more" in page
    head.correct(preview, op="rest-aside")
    head.confirm(preview)
    assert Version.objects.count() == 1


# Two tabs -------------------------------------------------------------------------------------------------------------
def test_of_two_windows_the_second_keeps_what_was_typed_and_changes_nothing(head: Importer, preview: Preview) -> None:
    opened_on = log(preview).token
    head.correct(preview, op="aside", key="s0.2")
    typed = {"op": "retype", "key": "s0.1", "words": "typed in the second window", "points": "and a point"}
    answer = head.correct(preview, opened_on=opened_on, **typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = unescape(content(answer))
    assert MEANWHILE in page
    assert "typed in the second window</textarea>" in page
    assert "and a point</textarea>" in page
    assert log(preview).token in page
    assert len(log(preview).lines) == 1
    # What it was about is gone: what was typed is still there, to be copied.
    gone = unescape(content(head.correct(preview, op="retype", key="s0.2", words="of a part that is gone")))
    assert "You typed: of a part that is gone" in gone
    kinds = unescape(content(head.correct(preview, opened_on=opened_on, op="kinds", **{"kind-s1": "control"})))
    assert MEANWHILE in kinds
    assert '<option value="control" selected' in kinds


def test_a_form_that_is_sent_twice_says_a_thing_once(head: Importer, preview: Preview) -> None:
    opened_on = log(preview).token
    for _ in range(2):
        answer = head.correct(preview, opened_on=opened_on, op="up", key="s0.2")
        assert answer.status_code == HTTPStatus.FOUND
    assert len(log(preview).lines) == 1


def test_what_was_corrected_after_the_confirm_page_was_opened_is_not_confirmed_unseen(
    head: Importer, preview: Preview
) -> None:
    opened_on = log(preview).token
    head.correct(preview, op="aside", key="s0.2")
    answer = head.confirm(preview, opened_on=opened_on)
    assert answer.headers["Location"] == head.url("import-check", preview_id=preview.pk)
    assert not Version.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_windows_that_send_at_once_one_is_told() -> None:
    head = Importer(cast := make_cast(name="Bryn Awel School"), cast.head)
    preview = head.read(TEXT.encode())
    given = {"school": cast.school, "preview": preview, "opened_on": log(preview).token, "by": cast.head}
    wrong = at_once(
        *(
            partial(correct_reading, operations=[ChangeKind("s1", kind)], **given)  # type: ignore[arg-type]
            for kind in ("control", "other")
        )
    )
    assert [type(error) for error in wrong] == [Conflict]
    assert len(log(preview).lines) == 1


# Attack ---------------------------------------------------------------------------------------------------------------
def test_nobody_corrects_the_reading_of_somebody_else_or_of_another_school(
    head: Importer, preview: Preview, cast: Cast
) -> None:
    lead = Importer(cast, cast.lead)
    assert lead.correct(preview, op="aside", key="s0.1").status_code == HTTPStatus.NOT_FOUND
    with pytest.raises(Stale, match="made by somebody else"):
        correct_reading(
            school=cast.school, preview=preview, operations=[ChangeKind("s0", "aims")], opened_on="", by=cast.lead
        )
    Preview.objects.filter(pk=preview.pk).update(organisation="school:1")
    assert head.correct(preview, op="aside", key="s0.1").status_code == HTTPStatus.NOT_FOUND
    assert not ReadingCorrection.objects.exists()


@pytest.mark.parametrize(
    "forged",
    [
        {"op": "erase", "key": "s0"},
        {"op": "", "key": "s0.1"},
        {"op": "aside", "key": "s99"},
        {"op": "aside", "key": "<script>"},
        {"op": "move-to", "key": "s0.1", "section": "s7"},
        {"op": "type", "key": "s0.1", "type": "table"},
        {"op": "name", "key": "organisation", "words": "x"},
        {"op": "retype", "key": "s0.1", "words": "a\u202eb"},
        {"op": "retype", "key": "s0.1", "words": "x" * 20_001},
        {"op": "heading", "key": "s0", "words": "x" * 301},
        {"op": "split", "key": "s0.1", "before": "(" * 50},
        {"op": "join", "key": "s0.0"},
        {"op": "undo"},
    ],
)
def test_what_cannot_be_corrected_is_said_in_a_sentence(
    head: Importer, preview: Preview, forged: dict[str, str]
) -> None:
    answer = head.correct(preview, **forged)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = content(answer)
    assert "There is a problem" in page or "Not corrected" in page
    assert "<title>Error: " in page
    assert "<script>&" not in page
    assert not ReadingCorrection.objects.exists()


def test_hostile_words_stand_as_words(head: Importer, preview: Preview) -> None:
    words = '<script>alert(1)</script> {{ 7 }} "quoted" &amp;'
    head.correct(preview, op="retype", key="s0.1", words=words)
    head.correct(preview, op="heading", key="s0", words="N" * 200)
    page = content(head.page(preview))
    assert "<script>alert" not in page
    assert words in unescape(page)
    assert "N" * 200 in page


def test_a_reading_that_ran_out_or_is_confirmed_takes_no_correction(head: Importer, preview: Preview) -> None:
    head.confirm(preview)
    head.correct(preview, op="aside", key="s0.1")
    other = head.read(TEXT.replace("June", "May").encode())
    Preview.objects.filter(pk=other.pk).update(expires_at=other.made_at)
    assert head.correct(other, op="aside", key="s0.1").headers["Location"] == head.url("import")
    assert not ReadingCorrection.objects.exists()


def test_a_long_document_is_shown_a_stretch_at_a_time(head: Importer, cast: Cast) -> None:
    clauses = "".join(
        f"- plan for post number {number}\n  with care and in good time\n  whoever holds it\n\n\n\n"
        for number in range(830)
    )
    preview = head.read(f"Succession policy\n\nWhat we will do\n\nThe school will:\n\n{clauses}".encode())
    assert preview.is_ready, preview.sentence
    assert len((preview.result or {})["lines"]) > 4_900
    url = head.url("import-check", preview_id=preview.pk)
    answer = head.client.get(url)
    assert len(answer.content) < 400_000
    page = content(answer)
    assert "Stretch 1 of 14." in page
    last = content(head.client.get(url, {"at": "s0.800"}))
    assert "Stretch 14 of 14." in last
    assert 'id="s0.800-retype-words"' in last
    line = re.search(r'id="line-(\d+)"', last)
    assert line is not None
    assert int(line[1]) > 4_000
    later = content(head.client.get(url, {"page": "1", "line": "2000"}))
    assert 'id="line-2000"' in later
    assert 'id="s0.1"' in later
    assert "?near=s0." in later


def test_the_pages_ask_the_database_little(
    head: Importer, preview: Preview, django_assert_max_num_queries: Any
) -> None:
    for key in ("s0.1", "s0.2"):
        head.correct(preview, op="aside", key=key)
    loosened(preview, "Draft for comment")
    with django_assert_max_num_queries(12):
        head.page(preview)
    with django_assert_max_num_queries(12):
        head.client.get(head.url("import"))
    head.correct(preview, op="rest-aside")
    head.confirm(preview)
    with django_assert_max_num_queries(12):
        head.client.get(head.url("import-done", preview_id=preview.pk))


# Undo -----------------------------------------------------------------------------------------------------------------
def test_a_version_that_was_brought_in_is_taken_out_again_with_its_document(head: Importer, preview: Preview) -> None:
    head.correct(preview, op="aside", key="s0.1")
    head.confirm(preview)
    url = head.url("import-undo", preview_id=preview.pk)
    assert url in content(head.client.get(head.url("import-done", preview_id=preview.pk)))
    asked = " ".join(content(head.client.get(url)).split())
    assert "1 correction of what was read in it" in asked
    assert Version.objects.exists()
    answer = head.client.post(url, follow=True)
    assert "Version 1 is taken out again." in content(answer)
    for rows in (Version, Upload, Preview, ReadingCorrection):
        assert not rows._default_manager.exists()


def test_a_version_that_somebody_went_on_from_or_that_is_a_day_old_stays(head: Importer, preview: Preview) -> None:
    head.confirm(preview)
    version = Version.objects.get()
    url = head.url("import-undo", preview_id=preview.pk)
    draft = Draft.objects.create(
        policy=version.policy, editor=head.cast.lead, base=version, document=version.document, saved_at=clock.now()
    )
    answer = head.client.post(url, follow=True)
    assert "Somebody has gone on from this version" in content(answer)
    assert url not in content(answer)
    draft.delete()
    with clock.at(version.made_at + UNDO_FOR), pytest.raises(Refused, match="more than 24 hours ago"):
        undo_policy_import(school=head.cast.school, version=version, by=head.user)
    assert Version.objects.exists()
    undo_policy_import(school=head.cast.school, version=version, by=head.user)
    with pytest.raises(Refused, match="taken out already"):
        undo_policy_import(school=head.cast.school, version=version, by=head.user)
