"""An OpenDocument text as its reader sees it: what shows stands in its blocks once, and what does not is said."""

from pathlib import Path

from documents.blocks import Note, Place, Table

from .odt_files import BULLETS, h, items, list_style, p, source, table
from .test_docx_reader import said


def test_headings_and_a_bold_line_alone(tmp_path: Path) -> None:
    body = [p("Cover Policy", style="Title"), h("Aims"), p("We plan."), p("Our staff", style="Bold"), p("All of them.")]
    found = source(tmp_path, *body, h("Review", 2), p("Each May."))
    assert said(found) == [
        "# Cover Policy",
        "# Aims",
        "We plan.",
        "## Our staff",
        "All of them.",
        "## Review",
        "Each May.",
    ]


def test_lists_count_and_start_anew_below_a_higher_number(tmp_path: Path) -> None:
    styles = list_style(("1", "", ".", 1), ("a", "(", ")", 1), ("1", "", "", 3))
    inner = items("A.", p("B.") + items("Deep.", style=""), style="")
    found = source(tmp_path, items(p("One.") + inner, "Two."), styles=styles)
    assert said(found) == ["1. One.", "  (a) A.", "  (b) B.", "    1.b.1 Deep.", "2. Two."]


def test_a_list_counts_on_where_it_says_so(tmp_path: Path) -> None:
    styles = list_style(("1", "", ".", 1))
    on, anew = 'text:continue-numbering="true"', '<text:list text:style-name="L1"><text:list-item text:start-value="7">'
    seven = f"{anew}{p('Seven.')}</text:list-item></text:list>"
    found = source(tmp_path, items("One."), p("Between."), items("Two.", more=on), seven, items("One."), styles=styles)
    assert said(found) == ["1. One.", "Between.", "2. Two.", "7. Seven.", "1. One."]


def test_bullets_are_signs_and_never_words(tmp_path: Path) -> None:
    found = source(tmp_path, items(p("Grow") + items("our own", style="")), styles=BULLETS)
    assert said(found) == ["• Grow", "  ◦ our own"]
    assert found.words == ["Grow", "our", "own"]


def test_a_merged_cell_is_said_once_and_its_columns_stay(tmp_path: Path) -> None:
    wide = f'<table:table-cell table:number-columns-spanned="2">{p("Action")}</table:table-cell>'
    covered = "<table:covered-table-cell/>"
    found = source(
        tmp_path, p("Before."), table([wide, covered, "When"], ["Write", "SES", "May"], [covered, "MEP", "June"])
    )
    assert said(found) == ["Before.", "Action||When / Write|SES|May / |MEP|June"]
    (block,) = [block for block in found.blocks if isinstance(block, Table)]
    assert str(block.place) == "table 1, rows 1-3"


def test_cells_and_rows_that_are_repeated_without_end_fill_no_memory(tmp_path: Path) -> None:
    many = '<table:table-cell table:number-columns-repeated="999999"/>'
    found = source(tmp_path, table(["a", "b", many], ["c", "d", many]))
    (block,) = found.blocks
    assert isinstance(block, Table)
    assert [row[:2] for row in block.rows] == [("a", "b"), ("c", "d")]
    assert len(block.rows[0]) < 100


def test_tracked_changes_are_taken_as_accepted_and_what_was_deleted_is_said(tmp_path: Path) -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        f"{p('may')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    body = p(inside='We <text:change text:change-id="c1"/>will plan.')
    found = source(tmp_path, changes, h("Aims"), body)
    assert said(found) == ["# Aims", "We will plan."]
    assert found.warnings[1] == "Deleted, and therefore left out: “may”."


def test_notes_comments_and_margins_stand_apart(tmp_path: Path) -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p('Since May.')}</text:note-body></text:note>"
    )
    comment = f"<office:annotation>{p('Do we?')}</office:annotation>"
    pages = f"<style:master-page><style:header>{p('Hollin Bank')}</style:header></style:master-page>"
    found = source(tmp_path, h("Aims"), p(inside=f"We{note} plan.{comment}"), pages=pages)
    assert said(found) == ["# Aims", "We plan."]
    place = Place(2, 2, "paragraph")
    assert found.notes == (Note("Since May.", place, "footnote"), Note("Do we?", place, "comment"))
    assert [block.text for block in found.furniture] == ["Hollin Bank"]


def test_boxes_are_read_and_pictures_are_said(tmp_path: Path) -> None:
    frame = f"<draw:frame><draw:text-box>{p('In a box.')}</draw:text-box><svg:desc>A tree</svg:desc></draw:frame>"
    found = source(tmp_path, h("Aims"), p(inside=f"We plan.{frame}"))
    assert said(found) == ["# Aims", "We plan.", "In a box."]
    assert found.warnings == ("The file has pictures, which are not read. They are described as “A tree”.",)


def test_spaces_tabs_and_line_ends_are_as_they_show(tmp_path: Path) -> None:
    inside = (
        'We<text:s text:c="3"/>plan\n   for<text:line-break/>Next<text:span text:style-name="Hidden">gone</text:span>'
    )
    found = source(tmp_path, h("Aims"), p(inside=inside))
    assert said(found) == ["# Aims", "We   plan for", "Next"]
    assert found.warnings == ("Hidden in the file, and therefore left out: “gone”.",)
