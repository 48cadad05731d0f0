"""What is read inside the cells of invented papers, what is set aside, and what is declined."""

from pathlib import Path

import pytest

from actionplan.reading import read_plan
from actionplan.reading.labels import name_of
from documents.blocks import Paragraph, Place, Source, Table
from documents.readers.text import read as read_text
from tests.actionplan.reading_checks import assert_nothing_lost, read, rows, source_of
from tests.documents import word_files


def test_a_word_broken_at_a_line_end_is_mended_when_it_stands_whole_elsewhere() -> None:
    plan = read(
        "Recommendation\tAction\tLead\n1. That the wheel-\tAsk the wheelwrights to come\tHGT\nwrights be heard\t\t\n"
        "2. That under-\tAsk the wheelwrights again\tHGT\nsea cables be laid\t\t\n"
    )
    assert [row.text for row in plan.recommendations] == [
        "That the wheelwrights be heard",
        "That under-sea cables be laid",
    ]


def test_a_row_that_says_no_suggests_a_decline_and_invents_no_response() -> None:
    plan = read(
        "Recommendation\tAction\tBy whom\tMilestones\n"
        "1. That a tower be built\tThere is no funding for towers.\tN/A\tN/A\n"
        "2. That a wall be built\tBuild it\tWorks\tDone by May 2031\n"
    )
    assert all(row.response is None for row in plan.recommendations)
    assert [warning for warning in plan.warnings if "declined" in warning] == [
        "Recommendation 1 seems to say that the council will not act: record its response as declined, with the reason."
    ]


@pytest.mark.parametrize(("sign", "last"), [(".", 2027), (")", 1002), ("", 1002)])
def test_a_row_is_numbered_past_999_and_where_its_number_looks_like_a_year(sign: str, last: int) -> None:
    numbers = range(998, last + 1)
    lines = [f"{n}{sign}\tThat wall {n} be built\tBuild it\tWorks" for n in numbers]
    plan = read("\n".join(["No.\tRecommendation\tAction\tLead", *lines]))
    assert [row.label for row in plan.recommendations] == [f"{n}{sign}" for n in numbers]


def test_a_year_at_the_head_of_a_line_is_no_row() -> None:
    plan = read(
        "Recommendation\tAction\tLead\n1. That a wall be built by\tBuild it by March\tHGT\n"
        "2031. Then paint it\t2031. Paint it\t\n2. That a tower be built\tBuild it\tHGT\n"
    )
    assert [row.label for row in plan.recommendations] == ["1.", "2."]


@pytest.mark.parametrize(("label", "name"), [("2a. ", "Recommendation 2a"), ("", "Recommendation 1")])
def test_a_warning_calls_a_row_what_the_page_below_it_does(label: str, name: str) -> None:
    plan = read(
        "Recommendation\tAction\tBy whom\tMilestones\n"
        f"{label}That a wall be built\tBuild it\tWorks\tDone by 31/2/2031\n"
    )
    assert list(plan.warnings) == [
        f"{name}: “31/2/2031” is not a day in the calendar: check the day and the month.",
    ]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("7.", "Recommendation 7"),
        ("2a)", "Recommendation 2a"),
        (None, "Recommendation 4"),
        ("Action 3:", "Action 3"),
        ("SR (25/26) 01", "Recommendation SR (25/26) 01"),
    ],
)
def test_a_row_is_called_by_its_number_or_by_its_place(label: str | None, name: str) -> None:
    assert name_of(label, "4") == name


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no words"),
        (" \n\u00a0\n", "no words"),
        (
            (
                "MINUTES OF THE BOARD\n\n1. Apologies for absence\nNone.\n\nRESOLVED:\n\n"
                "1. That the report be noted;\n\n2. That officers act."
            ),
            "minutes",
        ),
        (
            "Dear Governor,\n\nThank you for coming. The clerk will act by June 2024.\n\nYours sincerely,\nA. Person",
            "letter",
        ),
        ("Lettings Policy\n\nAims\n\n· To let rooms\n· To let them fairly\n\nThe policy is reviewed yearly.", "policy"),
        ("Name\tJob title\tStart date\tFTE\nA Person\tTeacher\t01/09/2020\t1.0", "No table or list"),
        ("We walked to the sea and back again.", "No table or list"),
    ],
)
def test_what_is_no_plan_is_declined_with_one_sentence(text: str, says: str) -> None:
    source = source_of(text)
    reading = read_plan(source)
    assert reading.declined is not None
    assert says in reading.declined
    assert reading.declined.endswith(".")
    shown = reading.as_json()
    assert shown["recommendations"] == shown["columns"] == shown["warnings"] == []
    assert shown["title"] is shown["context_year"] is None
    assert_nothing_lost(reading, source)


def test_as_json_has_every_field_the_contract_names() -> None:
    shown = read("Recommendation\tAction\tLead\tDue\n1. That it rain\tAsk the sky\tHGT\tMay 2031\n").as_json()
    assert list(shown) == [
        "file", "refused", "declined", "title", "subtitle", "organisation", "context_year", "columns",
        "recommendations", "unplaced", "warnings", "words",
    ]  # fmt: skip
    assert list(shown["recommendations"][0]) == [
        "label", "text", "response", "owners", "actions", "milestones", "outcome_measures", "due", "status",
        "other", "place",
    ]  # fmt: skip
    assert shown["recommendations"][0]["due"] == {
        "words": "May 2031",
        "dates": [
            {
                "words": "May 2031",
                "earliest": "2031-05-01",
                "latest": "2031-05-31",
                "precision": "month",
                "year_inferred": False,
            }
        ],
    }


def test_brackets_under_a_column_name_belong_to_it() -> None:
    plan = read(
        "Eastmere District Council\nOverview and Scrutiny Committee\n\nTask and Finish Group: Empty Homes\n\n"
        "Rec. No.\n\nRecommendation\n\nExecutive Response\n\n(Accept / Reject)\n\nAction to be taken\n\n"
        "Officer Responsible\n\n"
        "By when\n\n1.\n\nThat the Council write to each owner of an empty house.\n\nAccept\n\n"
        "Letters go with the bills.\n\n"
        "Housing Manager\n\n31st March 2012\n\n2.\n\nThat a loan be offered.\n\nReject\n\n"
        "There is no budget for loans.\n\n"
        "n/a\n\nn/a\n\nPage 2\n"
    )
    assert (plan.organisation, plan.title) == ("Eastmere District Council", "Task and Finish Group: Empty Homes")
    assert plan.columns[2] == "Executive Response (Accept / Reject)"
    assert [row.response for row in plan.recommendations] == ["Accept", "Reject"]
    assert not [warning for warning in plan.warnings if "declined" in warning], "the paper gives its response itself"
    assert plan.words.furniture == 2


def test_a_line_with_an_owner_of_its_own_is_a_further_action_of_its_row() -> None:
    plan = read(
        "HARROW VALE SCHOOL\nGovernors' Action Plan 2018 - 2019\n\n"
        " Key area                      Actions                     Who            Timescale      Progress\n"
        " 1. Know the school better     Termly visits linked to     All            Each term      Autumn visits\n"
        "                               the plan                    governors                     done\n"
        "                               Meet the school council     Chair          Spring 2019    Not yet\n"
        " 2. Better challenge           Training on data for new    Link           By Feb 2019    Booked\n"
        "                               governors                   governor\n"
    )
    first, second = plan.recommendations
    assert [item.text for item in first.actions] == ["Termly visits linked to the plan", "Meet the school council"]
    assert first.owners is not None
    assert first.owners.teams == ("All governors", "Chair")
    assert (second.label, second.text) == ("2.", "Better challenge")


def test_a_first_column_with_a_name_of_its_own_is_the_subject() -> None:
    plan = read(
        "What the peers said\tWhat we will do\tLead\tBy when\nMembers and officers\n"
        "Be clearer about who decides.\tRewrite the guide\tHead of Law\tJuly 2022\n"
        "\tBrief all members\tHead of Law\tSept 2022\n"
        "Finance\nShow savings by service.\tNew table in the report\tHead of Finance and Assets\tQ3 2022/23\n"
    )
    assert [row.text for row in plan.recommendations] == ["Be clearer about who decides.", "Show savings by service."]
    assert [item.text for item in plan.recommendations[0].actions] == ["Rewrite the guide", "Brief all members"]
    assert plan.recommendations[1].owners is not None
    assert plan.recommendations[1].owners.teams == ("Head of Finance and Assets",)
    assert [item.text for item in plan.unplaced] == ["Members and officers", "Finance"]


def test_a_header_that_runs_on_every_page_is_furniture() -> None:
    row = "{0}\tThat thing {0} be done before the others are.\tWrite to all schools about thing {0}.\tClerk"
    page = "\n".join(row.format(n) for n in range(1, 9))
    text = (
        f"Review of Things\n\nNo\tRecommendation\tAction\tLead\n{page}\nPage 1 of 3\nReview of Things\n"
        f"{page}\nPage 2 of 3\nReview of Things\n{page}\nPage 3 of 3\n"
    )
    source = read_text("plan.txt", text)
    plan = read_plan(source)
    assert_nothing_lost(plan, source)
    assert plan.title == "Review of Things"
    assert len(plan.recommendations) == 24
    assert plan.unplaced == ()
    assert plan.words.furniture == 3 * 4 + 2 * 3


def test_progress_beside_a_status_is_kept_under_its_own_name() -> None:
    plan = read(
        "Scrutiny Review of Ferries – Progress on Recommendations (as at March 2019)\n\n"
        "Recommendation\nProgress to date\nStatus\n\n"
        "R1 – The Council should publish its timetable.\n"
        "Published in September 2018 after a consultation.\nAchieved\n\n"
        "R2 – The Council should review its piers.\nA report is due in June 2019.\nOn track\n"
    )
    assert plan.title == "Scrutiny Review of Ferries – Progress on Recommendations (as at March 2019)"
    assert rows(plan)[0] == ("R1", "The Council should publish its timetable.")
    assert [row.status for row in plan.recommendations] == ["Achieved", "On track"]
    assert plan.recommendations[1].other == {"Progress to date": "A report is due in June 2019."}
    assert plan.context_year is not None
    assert plan.context_year.guess


def test_numbered_section_names_over_labelled_blocks_stand_outside_them() -> None:
    plan = read(
        "Highfield Federation\nSuccession: actions of the year\n\nPriority 1 – Identify future leaders\n\n"
        "What: Talk with all middle leaders\nWho: Executive Headteacher\nWhen: by February half term\n\n"
        "What: Shadowing days\nWho: Heads of School\nWhen: Summer term 2025\n\nPriority 2 – Cover for absence\n\n"
        "What: Write a cover map\nWho: Business Manager\nWhen: Easter 2025\n"
    )
    assert [row.text for row in plan.recommendations] == [
        "Talk with all middle leaders",
        "Shadowing days",
        "Write a cover map",
    ]
    assert [item.text for item in plan.unplaced] == [
        "Priority 1 – Identify future leaders",
        "Priority 2 – Cover for absence",
    ]


def test_item_over_numbers_is_the_name_of_the_numbers() -> None:
    plan = read(
        "Item\nRecommendation\nAgreed action\nWho\nWhen\n\n1.\nThe partnership should meet more often.\n"
        "Meetings to be held every month.\nChair of the\nPartnership\nJanuary\n2010\n\n"
        "2.\nMinutes should go out within a week.\nDone.\nClerk\nComplete\n"
    )
    assert rows(plan) == [
        ("1.", "The partnership should meet more often."),
        ("2.", "Minutes should go out within a week."),
    ]
    assert plan.recommendations[0].owners is not None
    assert plan.recommendations[0].owners.teams == ("Chair of the Partnership",)
    assert plan.recommendations[0].due is not None
    assert plan.recommendations[0].due.words == "January 2010"


@pytest.mark.parametrize(
    ("written", "teams"),
    [
        ("Clerk and governors", ("Clerk", "governors")),
        ("North and South Governor Services", ("North and South Governor Services",)),
        ("Head of Policy and Communications", ("Head of Policy and Communications",)),
        ("Cllr Able, Clerk + Assistant", ("Cllr Able", "Clerk", "Assistant")),
        ("LT/BR", ("LT", "BR")),
        ("QLT Press", ("QLT", "Press")),
        ("Chairs (others may join, e.g. the Clerk)", ("Chairs",)),
        ("n/a", ()),
        ("TBC", ()),
        ("-", ()),
    ],
)
def test_teams_are_told_apart(written: str, teams: tuple[str, ...]) -> None:
    plan = read(
        f"Recommendation\tAction\tBy whom\n1. That it rain\tAsk the sky\t{written}\n"
        "2. That it snow\tAsk again\tQLT\n3. That it thaw\tAsk the sun\tPress\n"
    )
    assert plan.recommendations[0].owners is not None
    assert plan.recommendations[0].owners.words == written
    assert plan.recommendations[0].owners.teams == teams


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("Draft by May 2031; final in June 2031", ["Draft by May 2031", "final in June 2031"]),
        ("Survey sent; answers read", ["Survey sent", "answers read"]),
        ("May 2031- first draft July 2031- Final report", ["May 2031- first draft", "July 2031- Final report"]),
        ("first talks- July 2031 final text- May 2032", ["first talks- July 2031", "final text- May 2032"]),
        ("Board told in May 2031. Panel told in July 2031.", ["Board told in May 2031.", "Panel told in July 2031."]),
        (
            "Chairs look at their boards. Panel told by May 2031",
            ["Chairs look at their boards. Panel told by May 2031"],
        ),
        ("Meetings in May 2031 and in July 2031", ["Meetings in May 2031 and in July 2031"]),
        (
            "Visits in May 2031 with notes for heads by July 2031",
            ["Visits in May 2031 with notes for heads by July 2031"],
        ),
        ("Between May 2031 and July 2031", ["Between May 2031 and July 2031"]),
    ],
)
def test_a_cell_is_cut_where_each_piece_has_a_date_of_its_own(cell: str, items: list[str]) -> None:
    plan = read(f"Recommendation\tAction\tMilestones\n1. That it rain\tAsk\t{cell}\n2. That it snow\tAsk again\tN/A\n")
    assert [item.text for item in plan.recommendations[0].milestones] == items
    assert [item.text for item in plan.recommendations[1].milestones] == ["N/A"]
    assert plan.recommendations[1].milestones[0].dates == ()


def test_a_page_of_paragraphs_is_read_as_lines_are() -> None:
    page = Place(1, 1, "page")
    texts = ["Review of Ponds", "Recommendation", "Action", "Lead", "1. That ponds be counted.", "Count them.", "Clerk"]
    texts += ["2. That ponds be cleaned.", "Clean them by May 2031.", "Works"]
    source = Source("plan.pdf", tuple(Paragraph(text, page) for text in texts))
    plan = read_plan(source)
    assert_nothing_lost(plan, source)
    assert plan.title == "Review of Ponds"
    assert plan.recommendations[0].place == "page 1"
    assert rows(plan) == [("1.", "That ponds be counted."), ("2.", "That ponds be cleaned.")]


def test_a_row_whose_name_is_merged_with_the_one_above_goes_on_with_it(tmp_path: Path) -> None:
    more = '<w:vMerge w:val="restart"/>'
    under = word_files.cell("<w:p/>", more="<w:vMerge/>")
    plan = word_files.table(
        [word_files.cell(name) for name in ("No", "Recommendation", "Action", "Owner", "By when")],
        [word_files.cell("1", more=more), word_files.cell("Share posts", more=more)]
        + [word_files.cell(text) for text in ("Write to heads", "SES", "March 2027")],
        [under, under, *(word_files.cell(text) for text in ("Hold a meeting", "MEP", "July 2027"))],
        [word_files.cell(text) for text in ("2", "Keep a register", "Ask each school", "SES", "May 2027")],
    )
    reading = read_plan(word_files.source(tmp_path, word_files.p("Action plan 2026/27", style="Title"), plan))
    assert rows(reading) == [("1", "Share posts"), ("2", "Keep a register")]
    first = reading.recommendations[0]
    assert [item.text for item in first.actions] == ["Write to heads", "Hold a meeting"]
    assert first.owners is not None
    assert first.owners.teams == ("SES", "MEP")
    assert (first.place, first.lines) == ("table 1, rows 2-3", (3, 4))


def test_what_stands_on_a_sheet_before_the_plans_own_is_no_title_of_it() -> None:
    def sheet(*rows: tuple[str, ...]) -> list[Table]:
        return [Table((), (row,), Place(number, number, "row")) for number, row in enumerate(rows, start=1)]

    blocks = [
        *sheet(("How to use this tracker",), ("Fill in the amber columns only.",)),
        *sheet(
            ("Scrutiny of school leadership: action tracker", "", ""),
            ("Recommendation", "Owner", "Due"),
            ("Publish a model policy", "Schools Team", "2028-03-29"),
            ("Offer coaching to new heads", "HR", "All year"),
        ),
    ]
    source = Source("plan.xlsx", tuple(blocks))
    plan = read_plan(source)
    assert_nothing_lost(plan, source)
    assert (plan.title, plan.subtitle) == ("Scrutiny of school leadership: action tracker", None)
    assert [left.text for left in plan.unplaced] == ["How to use this tracker", "Fill in the amber columns only."]
    assert plan.recommendations[1].due is not None
    assert plan.recommendations[1].due.dates[0].precision == "condition"
