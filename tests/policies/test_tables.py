"""The table of a policy in the editor: its cells, its rows, two tabs, and what becomes of it afterwards."""

import re
from dataclasses import replace

import pytest
from django.http import QueryDict

from policies.document import (
    MOST_COLUMNS,
    MOST_ROWS,
    Clause,
    ClauseKind,
    Document,
    Refused,
    change_table,
    compare,
)
from policies.editor.table_forms import with_other_rows
from policies.models import Draft, Version
from tests.policies.cast import Cast, plain_document
from tests.policies.test_views_editing import Editor, content

ROWS = (("Post", "Cover"), ("Head", "Deputy"), ("Deputy", "Lead"))


def with_table(rows: tuple[tuple[str, ...], ...] = ROWS, *, locked: bool = False) -> Document:
    document = plain_document("One")
    section = document.sections[0]
    table = Clause("t1", "Who covers", ClauseKind.TABLE, rows=rows, locked=locked)
    return replace(document, sections=(replace(section, clauses=(*section.clauses, table)),))


# Pure


def test_cells_change_and_rows_are_made_as_wide_as_the_widest() -> None:
    changed = change_table(with_table(), "t1", " Cover ", (("Post", " Cover "), ("Head",)))
    assert changed.clause("t1").text == "Cover"
    assert changed.clause("t1").rows == (("Post", "Cover"), ("Head", ""))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((), "at least one cell"),
        (((" ", ""),), "at least one cell"),
        ((("a",),) * (MOST_ROWS + 1), f"at most {MOST_ROWS} rows"),
        ((("a",) * (MOST_COLUMNS + 1),), f"at most {MOST_COLUMNS} columns"),
        ((("a" * 20_001,),), "at most 20,000 letters"),
        ((("{skool}",),), "is not a blank we can fill"),
    ],
)
def test_a_table_that_cannot_stand_is_refused_in_a_sentence(rows: tuple[tuple[str, ...], ...], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        change_table(with_table(), "t1", "", rows)


def test_what_is_no_table_gets_no_rows() -> None:
    with pytest.raises(Refused, match="This is no table"):
        change_table(with_table(), "c1", "One", ROWS)


def test_a_comparison_marks_the_cell_that_changed_alone() -> None:
    before = with_table()
    after = change_table(before, "t1", "Who covers", (*ROWS[:2], ("Deputy", "Nobody")))
    (change,) = compare(before, after).differing
    assert [(piece.mark.value, piece.text.strip()) for piece in change.pieces if piece.mark.value != "same"] == [
        ("removed", "Lead"),
        ("added", "Nobody"),
    ]


def sent(**fields: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"rows": "3", "columns": "1", "cell-0-0": "a", "cell-1-0": "b", "cell-2-0": "c"} | fields)
    return data


@pytest.mark.parametrize(
    ("button", "rows", "cells"),
    [
        ({"row-add": "1"}, "4", ["a", "b", "c"]),
        ({"row-remove": "1"}, "2", ["a", "c"]),
        ({"row-remove": "2"}, "2", ["a", "b"]),
        ({"row-remove": "3"}, "3", ["a", "b", "c"]),
        ({"row-remove": "-1"}, "3", ["a", "b", "c"]),
        ({"row-remove": "9" * 5_000}, "3", ["a", "b", "c"]),
    ],
)
def test_a_row_is_added_at_the_end_and_removed_where_its_button_is(
    button: dict[str, str], rows: str, cells: list[str]
) -> None:
    data = with_other_rows(sent(**button))
    assert data["rows"] == rows
    assert [data[f"cell-{row}-0"] for row in range(len(cells))] == cells


# Pages


@pytest.fixture
def head(cast: Cast) -> Editor:
    cast.publish(with_table())
    cast.take()
    return Editor(cast, cast.head)


def table_of(editor: Editor) -> Clause:
    draft = Draft.objects.filter(editor=editor.user).first()
    document = draft.text if draft else Version.objects.of(editor.cast.school)[0].text
    return next(clause for clause in document.clauses() if clause.kind is ClauseKind.TABLE)


def cells_of(page: str) -> dict[str, str]:
    return dict(re.findall(r'<textarea name="((?:cell-[\d-]+)|text)"[^>]*>\s*([^<]*)</textarea>', page))


def opened(editor: Editor) -> dict[str, str]:
    table = table_of(editor)
    page = content(editor.client.get(editor.url("clause-change", clause_id=table.id)))
    return editor.open("clause-change", clause_id=table.id) | cells_of(page)


def test_a_cell_is_changed_and_a_row_added_and_removed_without_scripts(head: Editor) -> None:
    table = table_of(head)
    held = opened(head) | {"cell-1-1": "The deputy"}
    page = content(head.send("clause-change", held | {"row-add": "1"}, clause_id=table.id))
    assert not Draft.objects.exists(), "a row more is only shown"
    assert re.search(r'name="cell-3-0"[^>]*autofocus', page)
    assert cells_of(page)["cell-1-1"] == "The deputy"
    held |= {"rows": "4", "cell-3-0": "Clerk", "cell-3-1": "Chair"}
    page = content(head.send("clause-change", held | {"row-remove": "2"}, clause_id=table.id))
    assert "Lead" not in cells_of(page).values()
    held = head.open("clause-change", clause_id=table.id) | cells_of(page) | {"rows": "3"}
    head.send("clause-change", held, clause_id=table.id)
    assert table_of(head).rows == (("Post", "Cover"), ("Head", "The deputy"), ("Clerk", "Chair"))
    assert table_of(head).id == table.id
    assert "<td" in content(head.client.get(head.url("preview")))


def test_of_two_tabs_the_second_sees_what_the_first_saved_and_keeps_its_cells(head: Editor) -> None:
    table = table_of(head)
    first, second = opened(head), opened(head)
    head.send("clause-change", first | {"cell-1-1": "First"}, clause_id=table.id)
    page = content(head.send("clause-change", second | {"cell-1-1": "Second"}, clause_id=table.id))
    assert "Somebody changed this clause" in page
    assert cells_of(page)["cell-1-1"] == "Second"
    assert table_of(head).rows[1] == ("Head", "First")


def test_cells_typed_into_a_table_that_is_gone_are_still_on_the_page(head: Editor) -> None:
    table = table_of(head)
    held = opened(head)
    head.send("clause-remove", head.open("clause-remove", clause_id=table.id), clause_id=table.id)
    page = content(head.send("clause-change", held | {"cell-1-1": "Long words"}, clause_id=table.id))
    assert cells_of(page)["cell-1-1"] == "Long words"
    assert "no longer in the policy" in page


@pytest.mark.parametrize("size", [{"rows": "x"}, {"rows": "99999999", "columns": "9"}, {"rows": "-1"}, {"columns": ""}])
def test_a_size_that_was_not_shown_is_answered_in_a_page(head: Editor, size: dict[str, str]) -> None:
    table = table_of(head)
    answer = head.send("clause-change", opened(head) | size, clause_id=table.id)
    assert answer.status_code == 200
    assert table_of(head) == table


def test_a_table_is_saved_while_it_is_typed(head: Editor) -> None:
    table = table_of(head)
    url = head.url("clause-change", clause_id=table.id)
    answer = head.client.post(url, opened(head) | {"cell-2-1": "<b>Chair</b>"}, headers={"X-Autosave": "1"})
    assert answer.json()["saved"].startswith("Saved ")
    assert table_of(head).rows[2] == ("Deputy", "<b>Chair</b>")
    assert "<b>Chair" not in content(head.client.get(head.url("edit")))


def test_a_table_larger_than_a_form_says_so(cast: Cast) -> None:
    cast.publish(with_table((("a",),) * (MOST_ROWS + 1)))
    cast.take()
    editor = Editor(cast, cast.head)
    table = table_of(editor)
    page = content(editor.client.get(editor.url("clause-change", clause_id=table.id)))
    assert "This table is too large to be changed here" in page
    editor.send("clause-change", opened(editor), clause_id=table.id)
    assert table_of(editor) == table


def test_blanks_bold_words_and_signs_in_cells_look_as_they_do_elsewhere(cast: Cast) -> None:
    rows = (('Post & "place"', "{school} <b>"), ("**Head** & deputy", "{school}\n[guide](https://example.org/)"))
    document = with_table(rows)
    section = replace(document.sections[0], heading="Heads & {school}")
    table = replace(section.clauses[1], text="")
    cast.publish(replace(document, sections=(replace(section, clauses=(section.clauses[0], table)),)))
    cast.take()
    editor = Editor(cast, cast.head)
    for page in ("edit", "preview"):
        shown = content(editor.client.get(editor.url(page)))
        assert "<strong>Head</strong> &amp; deputy" in shown
        assert '<a href="https://example.org/" rel="noreferrer">guide</a>' in shown
        assert f'data-label="{cast.school.name} &lt;b&gt;"' in shown
        assert f"Heads &amp; {cast.school.name}</caption>" in shown
        assert "&amp;amp;" not in shown
        assert "{school}" not in shown.partition("<table>")[2].partition("</table>")[0]


def test_a_core_table_stays_as_the_model_has_it(cast: Cast) -> None:
    cast.publish(with_table(locked=True))
    cast.take()
    editor = Editor(cast, cast.head)
    table = table_of(editor)
    assert editor.url("clause-change", clause_id=table.id) not in content(editor.client.get(editor.url("edit")))
    page = content(editor.send("clause-change", opened(editor) | {"cell-1-1": "Other"}, clause_id=table.id))
    assert "core clause of the model policy" in page
    assert table_of(editor) == table
