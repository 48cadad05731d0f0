"""Where a policy says its title and whose it is: in a frame, on a cover, among what a website put there."""

import pytest

from policies.document import SectionKind
from tests.policies.test_reading import reading_of

AIM = (
    "Aims\n\nThis policy aims to:\n\n- keep the garden led by somebody who knows it\n- let growers learn from growers\n"
)


def test_lines_in_a_frame_of_pipes_are_no_table() -> None:
    reading = reading_of(f"| ELM HILL ACADEMIES TRUST |\n| --- |\n| Garden Leaders Policy |\n\n{AIM}")
    assert (reading.title, reading.organisation) == ("Garden Leaders Policy", "ELM HILL ACADEMIES TRUST")


def test_a_text_with_whole_lines_in_bold_is_read_as_markdown() -> None:
    reading = reading_of(
        f"Garden Leaders Policy\n\n**Why we have one**\n\nGardens outlive gardeners, and *somebody* has to follow.\n\n"
        f"**Aims**\n\n{AIM.split(maxsplit=1)[1]}"
    )
    assert [section.heading for section in reading.sections] == ["Why we have one", "Aims"]
    assert reading.sections[0].body[0].text == "Gardens outlive gardeners, and somebody has to follow."


@pytest.mark.parametrize(
    "line",
    [
        "Elm Hill Federation                              Garden Leaders Policy",
        "Elm Hill Federation\tGarden Leaders Policy    GL/017    Issue 3    Apr. 2031",
        "Garden Leaders Policy | Elm Hill Federation",
    ],
)
def test_a_title_and_a_name_beside_each_other_are_two_things(line: str) -> None:
    reading = reading_of(f"{line}\n\n{AIM}")
    assert (reading.title, reading.organisation) == ("Garden Leaders Policy", "Elm Hill Federation")
    assert [section.kind for section in reading.sections if section.heading is None] in ([], [SectionKind.CONTROL])


@pytest.mark.parametrize(
    ("line", "name", "title"),
    [
        ("Elm Hill School GARDEN LEADERS POLICY", "Elm Hill School", "GARDEN LEADERS POLICY"),
        ("ELM HILL SCHOOL Garden Leaders Policy", "ELM HILL SCHOOL", "Garden Leaders Policy"),
        ("GARDEN POLICY of Elm Hill School", "Elm Hill School", "GARDEN POLICY of Elm Hill School"),
    ],
)
def test_a_name_and_a_title_of_which_one_is_in_capitals_are_two_things(line: str, name: str, title: str) -> None:
    reading = reading_of(f"{line}\n\n{AIM}")
    assert (reading.organisation, reading.title) == (name, title)


def test_a_title_above_what_says_what_sort_of_policy_it_is_may_name_places() -> None:
    reading = reading_of(
        f"ELM HILL ACADEMIES TRUST\n\nNew Growers for Old Schools\nA garden policy for all our academies\n\n{AIM}"
    )
    assert (reading.title, reading.subtitle) == ("New Growers for Old Schools", "A garden policy for all our academies")


def test_the_title_of_a_model_is_the_one_with_a_blank_for_the_name() -> None:
    reading = reading_of(
        f"MODEL POLICY: GARDENS\n\n(Change the model as you wish, but keep to what the law asks of you.)\n\n"
        f"[Name of school] Garden Leaders Policy\n\n{AIM}"
    )
    assert reading.title == "[Name of school] Garden Leaders Policy"
    assert [section.heading for section in reading.sections if section.heading] == ["Aims"]


def test_what_a_committee_put_before_a_policy_is_no_part_of_it() -> None:
    reading = reading_of(
        "Agenda Item 9\n\nParks Committee\n\n4 May 2031\n\nAPPENDIX 2\n\nBorough of Elmhill\n\n"
        f"Garden Leaders Strategy\n\n{AIM}"
    )
    assert (reading.title, reading.organisation) == ("Garden Leaders Strategy", "Borough of Elmhill")
    assert [left.text for left in reading.unplaced] == ["Agenda Item 9", "Parks Committee", "APPENDIX 2"]
    assert [date.window.words for date in reading.dates] == ["4 May 2031"]


FOOT = """\
Elm Hill School
Park Lane, Elmhill
© 2031 Elm Hill School
Website design by SchoolPages
Privacy Policy
Sitemap
"""


def test_the_foot_of_a_website_is_no_part_of_a_policy() -> None:
    reading = reading_of(
        f"Elm Hill School\n\nGarden Leaders Policy\n\n{AIM}\nMore\n\nThe tool policy goes with this.\n\n{FOOT}"
    )
    assert [section.heading for section in reading.sections] == ["Aims", "More"]
    assert [left.text for left in reading.unplaced] == FOOT.splitlines()
    assert reading.words.source == reading.words.placed + reading.words.unplaced + reading.words.furniture


def test_names_at_the_end_of_a_policy_are_no_foot_of_a_website() -> None:
    reading = reading_of(
        f"Garden Leaders Policy\n\n{AIM}\nRelated policies\n\nCookie policy\nTool policy\nElm Hill School\n"
    )
    assert reading.unplaced == ()


LINKED = f"""\
[1]Elm Hill School [logo.gif]

Garden Leaders Policy

{AIM}
Further reading

1. https://www.gardens.example/books

[2]Top of page | [3]Next: Tools

References

1. https://www.elmhill.example/
2. https://www.elmhill.example/garden.htm#top
3. https://www.elmhill.example/tools.htm
"""


def test_the_addresses_of_links_that_a_browser_wrote_as_text_are_no_part_of_a_policy() -> None:
    reading = reading_of(LINKED)
    assert [section.heading for section in reading.sections] == ["Aims", "Further reading"]
    assert [left.text for left in reading.unplaced][-2:] == [
        "2. https://www.elmhill.example/garden.htm#top",
        "3. https://www.elmhill.example/tools.htm",
    ]
    assert reading.organisation == "Elm Hill School"


def test_a_title_whose_first_line_leans_on_the_next_is_one_title() -> None:
    reading = reading_of(f"Elm Hill School\n\nWelcoming Growers and\n\nGarden Leaders Policy\n\n{AIM}")
    assert reading.title == "Welcoming Growers and Garden Leaders Policy"


def test_a_short_line_between_the_title_and_the_first_heading_is_its_subtitle() -> None:
    line = "A model for gardens of every size that its growers may change as they wish"
    reading = reading_of(f"Garden Leaders Policy\n\n{line}\n\n{AIM}")
    assert (reading.title, reading.subtitle) == ("Garden Leaders Policy", line)


@pytest.mark.parametrize("shelf", ["Policies and guidance", "Our policies", "Procedures, plans and forms"])
def test_the_name_of_a_shelf_of_papers_is_no_title(shelf: str) -> None:
    reading = reading_of(f"Elm Hill Trust | Gardens | {shelf}\n\nGarden Leaders Policy\n\nText of it follows.\n\n{AIM}")
    assert (reading.title, reading.organisation) == ("Garden Leaders Policy", "Elm Hill Trust")


@pytest.mark.parametrize("label", ["Policy ref: GL/SH-017", "Policy reference: GL/SH-017"])
def test_the_reference_of_a_policy_is_control_and_no_title(label: str) -> None:
    reading = reading_of(f"Elm Hill School          {label}\n\nGarden Leaders: Policy 2031\n\n{AIM}")
    assert reading.title == "Garden Leaders: Policy 2031"
    assert reading.sections[0].body[0].rows == ((label.partition(" GL")[0], "GL/SH-017"),)


@pytest.mark.parametrize("name", ["LEADERS OF THE GARDEN", "LEADING AND GROWING ON"])
def test_the_number_of_a_chapter_is_no_title_and_its_name_is(name: str) -> None:
    reading = reading_of(f"Elm Hill School\n\nCHAPTER 9\n\n{name}\n\n{AIM}")
    assert reading.title == name
    assert [left.text for left in reading.unplaced] == ["CHAPTER 9"]


def test_a_title_in_capitals_may_have_a_blank_for_the_name_of_the_school() -> None:
    reading = reading_of(f"LEADING THE GARDEN AT ........................ SCHOOL\n\n{AIM}")
    assert (reading.title, reading.organisation) == ("LEADING THE GARDEN AT ........................ SCHOOL", None)


def test_a_board_of_education_is_an_organisation() -> None:
    assert (
        reading_of(f"ELMHILL BOARD OF EDUCATION\n\nGarden Policy\n\n{AIM}").organisation == "ELMHILL BOARD OF EDUCATION"
    )


MENU = """\
#[1]alternate

[2]Skip to main content

[3]Elm Hill School

Menu

* [4]Home
* [5]Gardens

You are here: [6]Home / [7]Gardens / Leaders

"""


def test_the_menu_that_a_browser_wrote_as_text_is_no_part_of_a_policy() -> None:
    reading = reading_of(
        f"{MENU}Garden Leaders Policy\n\nGardens outlive gardeners, as the [8]book of them says.\n\n{AIM}\n"
        "[9]Print this page\n\nReferences\n\nVisible links\n8. https://www.elmhill.example/book\n9. javascript:a()\n"
    )
    assert (reading.title, reading.organisation) == ("Garden Leaders Policy", "Elm Hill School")
    assert [section.heading for section in reading.sections] == [None, "Aims"]
    assert len(reading.unplaced) == 7 + 5
    assert reading.words.source == reading.words.placed + reading.words.unplaced + reading.words.furniture


def test_a_signature_below_two_dashes_is_no_part_of_a_policy() -> None:
    reading = reading_of(
        f"Garden Leaders Policy\n\n{AIM}\n--\nParks Office, The Old Barn, Elmhill\nGarden Policy v1.2\n"
    )
    assert [section.heading for section in reading.sections] == ["Aims"]
    assert [left.text for left in reading.unplaced] == [
        "--",
        "Parks Office, The Old Barn, Elmhill",
        "Garden Policy v1.2",
    ]


@pytest.mark.parametrize("line", ["Garden Leaders Policy - Elm Hill School", "Elm Hill School – Garden Leaders Policy"])
def test_a_title_and_a_name_that_a_dash_parts_are_two_things(line: str) -> None:
    reading = reading_of(f"{line}\n\n{AIM}")
    assert (reading.title, reading.organisation) == ("Garden Leaders Policy", "Elm Hill School")


def test_a_post_that_ends_as_a_school_does_is_no_organisation() -> None:
    reading = reading_of(
        f"Garden Leaders Policy\n\n{AIM}\nWho\n\nThe Garden Keeper and Head of School look after it.\n"
    )
    assert reading.organisation is None


def test_a_header_that_ends_with_the_title_below_it_is_not_the_title() -> None:
    header = "Elm Hill Academies Trust Garden Leaders Policy"
    reading = reading_of(f"{header}\n\nGarden Leaders Policy\n\nNext review: May 2033\n\n{AIM}")
    assert reading.title == "Garden Leaders Policy"
    assert [left.text for left in reading.unplaced] == [header]


@pytest.mark.parametrize(
    "said", ["MODEL POLICY FOR SCHOOLS TO ADOPT", "Template policy", "Model document for all academies"]
)
def test_that_a_paper_is_a_model_is_no_title(said: str) -> None:
    reading = reading_of(f"{said}\n\nGarden Leaders Policy\n\n{AIM}- let nobody wait to be asked\n")
    assert (reading.title, reading.subtitle) == ("Garden Leaders Policy", None)
    assert [piece.text for piece in reading.unplaced] == [said]


def test_a_model_that_says_what_it_is_about_is_one() -> None:
    reading = reading_of(f"Model policy for garden leaders\n\n{AIM}- let nobody wait to be asked\n")
    assert reading.title == "Model policy for garden leaders"
