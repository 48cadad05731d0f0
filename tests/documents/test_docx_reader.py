"""A Word file as its reader sees it: what shows stands in its blocks once, and what does not show is said."""

from pathlib import Path

import pytest

from documents.blocks import Block, Heading, ListItem, Note, Paragraph, Place, Source, Table
from documents.readers.docx_lists import counted

from .word_files import cell, level, numbering, p, part, r, source, table

BULLETS = numbering(level(0, "bullet", "\uf0b7"), level(1, "bullet", "o"))
INSERTED = '<w:ins w:author="A">{}</w:ins>'
DELETED = '<w:del w:author="A"><w:r><w:delText>{}</w:delText></w:r></w:del>'


def said(found: Source) -> list[str]:
    return [_said(block) for block in found.blocks]


def _said(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {block.text}"
    if isinstance(block, ListItem):
        return f"{'  ' * (block.level - 1)}{block.marker} {block.text}"
    if isinstance(block, Table):
        return " / ".join("|".join(row) for row in block.rows)
    return block.text


def test_styles_make_headings_and_a_plain_name_is_none_beside_them(tmp_path: Path) -> None:
    body = [
        p("Cover Policy", style="Title"),
        p("Aims", style="H1"),
        p("We plan."),
        p("Our staff", style="H2"),
        p("Terms"),
    ]
    found = source(tmp_path, *body, p("Each has one."))
    assert said(found) == ["# Cover Policy", "# Aims", "We plan.", "## Our staff", "Terms", "Each has one."]


def test_a_bold_line_alone_is_a_heading_and_bold_words_in_a_line_are_not(tmp_path: Path) -> None:
    bold = "<w:b/>"
    text = "The governors look at cover for every post each spring and each autumn."
    mixed = p(inside=f"<w:r><w:rPr><w:b/></w:rPr><w:t>Every</w:t></w:r>{r(' post has cover')}")
    found = source(tmp_path, p("Aims", run=bold), p(text), p("Monitoring", run=bold), mixed, p(text))
    assert said(found) == ["# Aims", text, "# Monitoring", "Every post has cover", text]


def test_a_larger_line_stands_above_a_smaller(tmp_path: Path) -> None:
    text = "The governors look at cover for every post each spring."
    large, middle = '<w:sz w:val="40"/>', '<w:sz w:val="28"/>'
    found = source(
        tmp_path, p("Cover Policy", run=large), p("Aims", run=middle), p(text), p("Review", run=middle), p(text)
    )
    assert said(found) == ["# Cover Policy", "## Aims", text, "## Review", text]


@pytest.mark.parametrize(
    ("form", "signs"),
    [
        ("decimal", ["1", "2", "27"]),
        ("lowerLetter", ["a", "b", "aa"]),
        ("upperRoman", ["I", "II", "XXVII"]),
        ("decimalZero", ["01", "02", "27"]),
        ("ordinal", ["1st", "2nd", "27th"]),
        ("cardinalText", ["One", "Two", "Twenty-seven"]),
        ("none", ["", "", ""]),
    ],
)
def test_numbers_are_counted_in_every_form(form: str, signs: list[str]) -> None:
    assert [counted(value, form) for value in (1, 2, 27)] == signs


def test_lists_count_and_start_anew_below_a_higher_number(tmp_path: Path) -> None:
    lists = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "decimal", "%1.%2.%3"))
    body = [p("One.", item=(1, 0)), p("A.", item=(1, 1)), p("B.", item=(1, 1)), p("Deep.", item=(1, 2))]
    found = source(tmp_path, *body, p("Two.", item=(1, 0)), p("A again.", item=(1, 1)), word__numbering_xml=lists)
    assert said(found) == ["1. One.", "  (a) A.", "  (b) B.", "    1.b.1 Deep.", "2. Two.", "  (a) A again."]


def test_a_list_that_goes_on_counts_on_and_one_that_starts_again_starts_where_it_says(tmp_path: Path) -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    lists = numbering(level(0, "decimal", "%1."), nums=nums)
    body = [
        p("One.", item=(1, 0)),
        p("Between."),
        p("Two.", item=(1, 0)),
        p("Seven", item=(2, 0)),
        p("Eight", item=(2, 0)),
    ]
    found = source(tmp_path, *body, word__numbering_xml=lists)
    assert said(found) == ["1. One.", "Between.", "2. Two.", "7. Seven", "8. Eight"]


def test_a_level_may_go_on_below_a_higher_number(tmp_path: Path) -> None:
    lists = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>'))
    body = [p("One.", item=(1, 0)), p("First.", item=(1, 1)), p("Two.", item=(1, 0)), p("Second.", item=(1, 1))]
    found = source(tmp_path, *body, word__numbering_xml=lists)
    assert said(found) == ["1. One.", "  1) First.", "2. Two.", "  2) Second."]


def test_bullets_are_signs_and_never_words(tmp_path: Path) -> None:
    found = source(tmp_path, p("Grow", item=(1, 0)), p("our own", item=(1, 1)), word__numbering_xml=BULLETS)
    assert said(found) == ["\uf0b7 Grow", "  ◦ our own"]
    assert found.words == ["Grow", "our", "own"]


def test_a_number_in_words_is_part_of_the_text(tmp_path: Path) -> None:
    lists = numbering(level(0, "decimal", "Section %1:"))
    found = source(tmp_path, p("Aims", style="H1", item=(1, 0)), p("We plan."), word__numbering_xml=lists)
    assert said(found) == ["# Section 1: Aims", "We plan."]


def test_a_merged_cell_is_said_once_and_its_columns_stay(tmp_path: Path) -> None:
    rows = [
        [cell("Action", more='<w:gridSpan w:val="2"/>'), cell("When")],
        [cell("Write", more='<w:vMerge w:val="restart"/>'), cell("SES"), cell("May")],
        [cell(p(), more="<w:vMerge/>"), cell("MEP"), cell("June")],
    ]
    found = source(tmp_path, p("Before."), table(*rows))
    assert said(found) == ["Before.", "Action||When / Write|SES|May / |MEP|June"]
    (block,) = [block for block in found.blocks if isinstance(block, Table)]
    assert (str(block.place), str(block.place.row(1))) == ("table 1, rows 1-3", "table 1, row 2")


def test_a_cell_keeps_its_paragraphs_lists_and_tables_as_lines(tmp_path: Path) -> None:
    inner = table([cell("north"), cell("south")])
    body = table([cell("One", p("two", item=(1, 0)), inner + p()), cell("x")])
    assert said(source(tmp_path, body, word__numbering_xml=BULLETS)) == ["One\n\uf0b7 two\nnorth\nsouth|x"]


def test_a_number_that_stands_alone_in_a_cell_is_kept_and_a_bullet_without_words_is_not(tmp_path: Path) -> None:
    body = table([cell(p(item=(1, 0))), cell("Ask")], [cell(p(item=(1, 0))), cell("Tell")])
    numbers = numbering(level(0, "decimal", "%1."))
    assert said(source(tmp_path, body, word__numbering_xml=numbers)) == ["1.|Ask / 2.|Tell"]
    assert said(source(tmp_path, body, word__numbering_xml=BULLETS)) == ["|Ask / |Tell"]


def test_a_frame_of_one_column_is_text(tmp_path: Path) -> None:
    found = source(tmp_path, table([cell(p("Aims", style="H1"), p("We plan."))]))
    assert said(found) == ["# Aims", "We plan."]


def test_places_count_paragraphs_and_rows_and_skip_what_is_empty(tmp_path: Path) -> None:
    found = source(tmp_path, p("Aims", style="H1"), p(), p("We plan."), table([cell("a"), cell("b")]), p("After."))
    assert [str(block.place) for block in found.blocks] == [
        "paragraph 1",
        "paragraph 2",
        "table 1, row 1",
        "paragraph 4",
    ]
    assert str(found.blocks[1].place.joined(found.blocks[2].place)) == "paragraphs 2-3"


def test_tracked_changes_are_taken_as_accepted_and_what_was_deleted_is_said(tmp_path: Path) -> None:
    body = p(inside=r("We ") + DELETED.format("may") + INSERTED.format(r("will")) + r(" plan."))
    found = source(tmp_path, p("Aims", style="H1"), body)
    assert said(found) == ["# Aims", "We will plan."]
    assert found.warnings == (
        "Changes were tracked in this file: it was read as if all of them were accepted.",
        "Deleted, and therefore left out: “may”.",
    )


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next(tmp_path: Path) -> None:
    mark = '<w:p><w:pPr><w:rPr><w:del w:author="A"/></w:rPr></w:pPr>' + r("We ") + "</w:p>"
    assert said(source(tmp_path, p("Aims", style="H1"), mark, p("plan."))) == ["# Aims", "We plan."]


def test_a_row_that_was_deleted_is_left_out_and_said(tmp_path: Path) -> None:
    gone = '<w:tr><w:trPr><w:del w:author="A"/></w:trPr>' + cell("old") + cell("row") + "</w:tr>"
    body = table([cell("a"), cell("b")]).replace("</w:tbl>", gone + "</w:tbl>")
    found = source(tmp_path, body)
    assert said(found) == ["a|b"]
    assert "Deleted, and therefore left out: “oldrow”." in found.warnings


def test_headers_and_footers_stand_apart_and_are_counted_once(tmp_path: Path) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="header" Target="header1.xml"/></Relationships>'
    )
    twice = '<w:sectPr><w:headerReference w:type="{}" r:id="r1"/></w:sectPr>'
    found = source(
        tmp_path,
        p("Aims", style="H1"),
        p("We plan."),
        twice.format("default"),
        twice.format("first"),
        word__header1_xml=part("hdr", p("Hollin Bank")),
        **{"word/_rels/document.xml.rels": relations},
    )
    assert [block.text for block in found.furniture] == ["Hollin Bank"]
    assert found.words == ["Aims", "We", "plan", "Hollin", "Bank"]


def test_footnotes_and_comments_stand_beside_the_text_with_their_place(tmp_path: Path) -> None:
    body = p(inside=r("We plan.") + '<w:r><w:footnoteReference w:id="2"/><w:commentReference w:id="5"/></w:r>')
    notes = part(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="0">{p("-")}</w:footnote>'
        f'<w:footnote w:id="2">{p("Since May.")}</w:footnote>',
    )
    comments = part("comments", f'<w:comment w:id="5" w:author="Ann">{p("Do we?")}</w:comment>')
    found = source(tmp_path, p("Aims", style="H1"), body, word__footnotes_xml=notes, word__comments_xml=comments)
    place = Place(2, 2, "paragraph")
    assert found.notes == (Note("Since May.", place, "footnote"), Note("Do we?", place, "comment"))


def test_a_text_box_is_read_once_though_it_is_given_twice(tmp_path: Path) -> None:
    inside = f"<w:txbxContent>{p('In a box.')}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:docPr descr='A tree'/>"
        f"{inside}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    found = source(tmp_path, p("Aims", style="H1"), p(inside=r("We plan.") + box))
    assert said(found) == ["# Aims", "We plan.", "In a box."]
    assert found.warnings == ("The file has pictures, which are not read. They are described as “A tree”.",)


def test_what_is_hidden_is_left_out_and_said(tmp_path: Path) -> None:
    found = source(tmp_path, p("Aims", style="H1"), p("Secret.", run="<w:vanish/>"), p("We plan."))
    assert said(found) == ["# Aims", "We plan."]
    assert found.warnings == ("Hidden in the file, and therefore left out: “Secret.”.",)


def test_fields_controls_and_links_show_their_words_and_not_their_codes(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("1 May 2027")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('Hollin Bank')}</w:sdtContent></w:sdt>"
    body = p(inside=control + r(" reviews on ") + field + f"<w:hyperlink>{r(' here')}</w:hyperlink>")
    assert said(source(tmp_path, p("Aims", style="H1"), body)) == ["# Aims", "Hollin Bank reviews on 1 May 2027 here"]


def test_hyphens_breaks_and_spaces_are_as_they_show(tmp_path: Path) -> None:
    inside = (
        "<w:r><w:t>suc</w:t><w:softHyphen/><w:t>ces\u00adsion co</w:t><w:noBreakHyphen/><w:t>head</w:t><w:br/>"
        "<w:t>Next</w:t></w:r>"
    )
    found = source(tmp_path, p("Aims", style="H1"), p(inside=inside))
    assert said(found) == ["# Aims", "succession co-head", "Next"]


def test_a_line_of_a_contents_page_is_no_heading(tmp_path: Path) -> None:
    found = source(tmp_path, p("Contents", style="H1"), p("AIMS", style="Toc"), p("AIMS", style="H1"), p("We plan."))
    assert said(found) == ["# Contents", "AIMS", "# AIMS", "We plan."]


def test_words_poured_into_a_word_processor_are_read_as_the_text_they_were(tmp_path: Path) -> None:
    found = source(
        tmp_path, *map(p, ["COVER POLICY", "", "1. Aims", "", "This policy is for cover and", "for all staff."])
    )
    assert [line.text for line in found.lines][4:] == ["This policy is for cover and", "for all staff."]
    assert isinstance(found.blocks[-1], Paragraph)
    assert found.blocks[-1].text == "This policy is for cover and for all staff."


def test_symbols_are_signs_and_what_nobody_sees_is_left_out(tmp_path: Path) -> None:
    inside = "".join(f'<w:r><w:sym w:char="{code}"/></w:r>' for code in ("F0FC", "D800", "0007", "-1", "zz", "FFFFFF"))
    found = source(tmp_path, p("Aims", style="H1"), p(inside=inside + r(" We \u202eplan.\u202c")))
    assert said(found) == ["# Aims", "\uf0fc We plan."]
    assert all(letter.isprintable() or letter == "\uf0fc" for letter in said(found)[1])


GONE_MARK = '<w:p><w:pPr><w:rPr><w:del w:author="A"/></w:rPr></w:pPr>{}</w:p>'


def test_words_before_a_deleted_end_are_kept_though_nothing_follows(tmp_path: Path) -> None:
    found = source(tmp_path, p("We plan."), GONE_MARK.format(r("Each spring.")))
    assert said(found) == ["We plan.", "Each spring."]


def test_words_before_a_deleted_end_stay_in_their_cell(tmp_path: Path) -> None:
    rows = table([cell("Post"), cell("Cover")], [cell(GONE_MARK.format(r("Head"))), cell("Deputy")])
    assert said(source(tmp_path, rows)) == ["Post|Cover / Head|Deputy"]
    after = source(tmp_path, GONE_MARK.format(r("We plan.")), table([cell("Head"), cell("Deputy")]))
    assert said(after) == ["We plan.", "Head|Deputy"]


def test_a_note_that_nothing_refers_to_is_read_too(tmp_path: Path) -> None:
    notes = part("footnotes", f'<w:footnote w:id="2">{p("Since May.")}</w:footnote>')
    found = source(tmp_path, p("We plan."), word__footnotes_xml=notes)
    assert [(note.text, note.what) for note in found.notes] == [("Since May.", "footnote")]
