"""How papers lay their rows out once an extractor has been at them: between pages, in halves, without lines."""

import pytest

from tests.actionplan.reading_checks import read, rows, told

# Between pages

SPACED = (
    "Ref   Recommendation               Lead          Target date\n"
    "A1    That heads be asked          Clerk         May 2027\n"
    "      when they mean to go.\n"
)


@pytest.mark.parametrize(
    "between",
    [
        "\n\n                    12\n\nScrutiny Board        Agenda item 9\n\n",
        "\n                    Page 4\nScrutiny Board        Agenda item 9\nThe Wold Review (cont.)\n\n",
        "\nWold Council Leadership Plan v2 (agreed 3.3.27)            7 | P a g e\n\n",
        "\nWold Council Leadership Plan Page 1 of 2\n\n",
        "\nThe Wold Review        Heads         Sept 2027                 5\n\n",
    ],
)
def test_what_heads_or_ends_a_page_is_no_part_of_a_row(between: str) -> None:
    plan = read(
        f"Scrutiny Board        Agenda item 9\n\nThe Wold Review\n\n{SPACED}{between}"
        "A2    That boards be told.         HR            June 2027\n"
    )
    assert told(plan) == [
        ("A1", "That heads be asked when they mean to go.", "Clerk", "May 2027"),
        ("A2", "That boards be told.", "HR", "June 2027"),
    ]


def test_lines_that_only_differ_by_the_number_at_their_end_are_footers() -> None:
    plan = read(
        "Plan\n\nRecommendation 1\nAsk all heads.\nOwner\nClerk\nDue date\nMay 2027\n"
        "Report of the Year | Wold Council          31\n\n"
        "Recommendation 2\nTell the board.\nOwner\nHR\nDue date\nJune 2027\n"
        "Report of the Year | Wold Council          32\n\n"
        "Recommendation 3\nLook again.\nOwner\nHR\nDue date\nJuly 2027\n"
    )
    assert [one.due.words for one in plan.recommendations if one.due] == ["May 2027", "June 2027", "July 2027"]


@pytest.mark.parametrize(
    "above",
    [
        "Scrutiny Board         Appendix A\n\n",
        "Home | Your Council | Schools\n\n",
        "Home > Schools > Leadership\n\n",
        "Wold Council\nCommercial in confidence\n",
        "CABINET - 3 MAY 2027\n",
    ],
)
def test_the_way_to_a_page_a_marking_or_a_day_is_no_title(above: str) -> None:
    assert read(f"{above}The Wold Review: action plan\n\n{SPACED}").title == "The Wold Review: action plan"


def test_a_title_may_have_a_colon_behind_the_name_of_a_column() -> None:
    assert (
        read(f"Written Statement of Action: Delivery Plan\n\n{SPACED}").title
        == "Written Statement of Action: Delivery Plan"
    )
    assert read(f"The Wold Review\nLead officer: Clerk\n\n{SPACED}").title == "The Wold Review"


# Rows that are told otherwise than by their lines


def test_each_paragraph_is_a_row_where_each_of_its_lines_is_a_cell() -> None:
    head = "Action\nStaff lead\nWhen\nCost\n\n"
    plan = read(
        f"Wold Academy action plan\n\nTeaching\nBudget: £900\n\n{head}"
        "Coach new leaders\nDeputy head\nAutumn term 2027\n£400\n\n"
        "Meet each Monday\nHead\nAll year\n£500\n\n"
        f"Keeping people\nBudget: £700\n\n{head}"
        "Ask who would like more\nClerk\nMay 2027\n£700\n\n"
        "Give them time to le"
    )
    assert told(plan) == [
        (None, "Coach new leaders", "Deputy head", "Autumn term 2027"),
        (None, "Meet each Monday", "Head", "All year"),
        (None, "Ask who would like more", "Clerk", "May 2027"),
        (None, "Give them time to le", None, None),
    ]
    assert plan.recommendations[0].other == {"Cost": "£400"}
    assert "The file stops in the middle of its last row: add what is missing." in plan.warnings


def test_a_part_is_named_directly_above_a_header_that_stands_again() -> None:
    head = "Action\n\nWho\n\nBy when\n\nRAG\n\n"
    plan = read(
        f"Wold area plan\n\nPriority 1: Heads leave before anybody is ready\n\n{head}"
        "1.1 Ask each head\n\nClerk\n\nMay 2027\n\nAmber\n\n"
        f"Priority 2: Nobody knows who would like to lead one day\n\n{head}"
        "2.1 Ask each deputy\n\nHR\n\nJune 2027\n\nGreen\n"
    )
    assert told(plan) == [("1.1", "Ask each head", "Clerk", "May 2027"), ("2.1", "Ask each deputy", "HR", "June 2027")]
    assert [one.status for one in plan.recommendations] == ["Amber", "Green"]


def test_the_number_of_a_row_may_stand_in_its_middle_before_the_first_name() -> None:
    plan = read(
        "Wold School objectives 2027-2030\n\n"
        "      Action                       Lead           Timescale\n"
        "Objective 1: To have somebody ready\n\n"
        "      Ask all who lead a           Deputy\n"
        "1a    subject what they would      Head           Autumn 2027\n"
        "      like to learn\n\n"
        "1b    Tell the board               Clerk          Spring 2028\n\n"
        "Objective 2: To keep them\n\n"
        "2a    Give them time               Head           Ongoing\n"
    )
    assert told(plan) == [
        ("1a", "Ask all who lead a subject what they would like to learn", "Deputy Head", "Autumn 2027"),
        ("1b", "Tell the board", "Clerk", "Spring 2028"),
        ("2a", "Give them time", "Head", "Ongoing"),
    ]


def test_a_numbered_line_alone_among_rows_of_many_cells_names_a_part() -> None:
    plan = read(
        "Ref\tAction\tOwner\tDeadline\nPriority 1: Finding heads\n1.1\tAsk heads\tClerk\tMay 2027\n"
        "Priority 2: Keeping them\n2.1\tShare the load\tHR\tJune 2027\n"
    )
    assert [one.label for one in plan.recommendations] == ["1.1", "2.1"]
    assert [item.text for item in plan.unplaced] == ["Priority 1: Finding heads", "Priority 2: Keeping them"]


# Names of columns


def test_names_of_columns_in_two_halves_are_put_together() -> None:
    plan = read(
        "Wold plan: Quarter 2 2027/28\t\t\t\t\n\t\tResponsible\tTarget\t\nRef\tDeliverable\tofficer\tdate\tRAG\n"
        "A GOOD START\t\t\t\t\n4.01\tAsk all heads\tClerk\t31/01/2028\tG\n4.02\tTell the board\tHR\tQ4\tA\n"
        "\t\t\t\t\nG on target, A a little off\t\t\t\t\n"
    )
    assert plan.columns == ("Ref", "Deliverable", "Responsible officer", "Target date", "RAG")
    assert told(plan) == [("4.01", "Ask all heads", "Clerk", "31/01/2028"), ("4.02", "Tell the board", "HR", "Q4")]
    assert plan.recommendations[1].status == "A"


def test_long_names_go_on_below_where_room_stands_under_them() -> None:
    plan = read(
        "Learning plan\n\n"
        "Case      Order of the           What we are doing so that it    Owner\n"
        "          recommendation panel   does not happen again\n\n"
        "10238842  Ask heads earlier.     A letter goes out each year.    Clerk\n\n"
        "10238843  Tell boards.           The clerk reports in May.       HR\n"
    )
    assert plan.columns[1:3] == (
        "Order of the recommendation panel",
        "What we are doing so that it does not happen again",
    )
    assert [one.label for one in plan.recommendations] == ["10238842", "10238843"]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("How we will know it has made a difference", "outcome_measures"),
        ("What we want to see", "outcome_measures"),
        ("How we shall know", "outcome_measures"),
        ("Where are we now?", "status"),
        ("Open or closed", "status"),
    ],
)
def test_a_name_may_ask_at_length(name: str, field: str) -> None:
    plan = read(f"No\tAction\tLead\t{name}\n1\tAsk heads\tClerk\tAll answer\n2\tTell the board\tHR\tIt knows\n")
    found = getattr(plan.recommendations[0], field)
    assert (found if field == "status" else found[0].text) == "All answer"


def test_a_risk_is_what_the_rows_of_a_register_are_about() -> None:
    plan = read(
        "Ref\tRisk\tWhat could happen\tMitigating actions\tRisk owner\tAction due\tTarget score\n"
        "R1\tNobody to lead\tA school closes early\tAsk deputies\tClerk\tMay 2027\t3\n"
        "R2\tHeads tire\tThey leave\tShare the load\tHR\tJune 2027\t2\n"
    )
    assert told(plan)[0] == ("R1", "Nobody to lead", "Clerk", "May 2027")
    assert [item.text for item in plan.recommendations[0].actions] == ["Ask deputies"]


def test_what_a_council_resolved_is_what_is_recommended() -> None:
    plan = read(
        "Motions tracker\n\nMotion No / Title and mover / What Council resolved / Lead / Progress / Open or closed\n"
        "2026/27\nM1 / Heads (Cllr Ash) / To ask heads when they go. / Clerk / Asked in May. / Closed\n"
        "2027/28\nM1 / Boards (Cllr Elm) / To tell boards. / HR / / Open\n\n"
        "Notes\nM2 of 2026/27 was lost and is not shown.\n"
    )
    assert told(plan) == [
        ("M1", "To ask heads when they go.", "Clerk", None),
        ("M1", "To tell boards.", "HR", None),
    ]
    assert [one.status for one in plan.recommendations] == ["Closed", "Open"]


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Pay gap plan 2026 to 2027", "2026/27"),
        ("Corporate Plan 2024-28: delivery in 2026/27", "2026/27"),
        ("Corporate Plan 2024-28", "2024-2028"),
    ],
)
def test_the_year_of_a_title(title: str, year: str) -> None:
    plan = read(f"{title}\n\nNo\tAction\tLead\n1\tAsk heads\tClerk\n2\tTell the board\tHR\n")
    assert plan.context_year is not None
    assert plan.context_year.year == year


# Between quotation marks


def test_cells_that_were_copied_from_a_spreadsheet_may_hold_line_breaks() -> None:
    plan = read(
        'Ref\tWhat we will do\tLead\tFinish\n1.1\t"Ask:\n1. heads\n2. deputies"\tClerk\tMay 2027\n'
        '1.2\t"A ""first day"" call"\tHR\tJune 2027\n'
    )
    assert told(plan) == [
        ("1.1", "Ask: 1. heads 2. deputies", "Clerk", "May 2027"),
        ("1.2", 'A "first day" call', "HR", "June 2027"),
    ]


def test_a_text_of_cells_parted_by_commas_is_read() -> None:
    plan = read(
        "Wold Council,,,\nAction plan - export,,,\n,,,\nAction ID,Action,Lead service,Timescale\n"
        'BLD-01,"Ask heads, deputies and boards","Schools, HR",2027/28\nBLD-02,Tell the board,Clerk,Dec-27\n'
    )
    assert plan.title == "Action plan - export"
    assert told(plan) == [
        ("BLD-01", "Ask heads, deputies and boards", "Schools, HR", "2027/28"),
        ("BLD-02", "Tell the board", "Clerk", "Dec-27"),
    ]


def test_a_mark_that_is_never_closed_takes_no_other_rows() -> None:
    plan = read('Ref\tAction\tLead\n1\t"Ask heads\tClerk\n2\tTell the board\tHR\n')
    assert [one.label for one in plan.recommendations] == ["1", "2"]


# Pipes


def test_rows_that_a_margin_broke_anywhere_are_read_by_their_pipes() -> None:
    plan = read(
        "Wold register\n\nRef | Recommendation | Action | Lead | Due |\nScore\n"
        "CR01 | Ask heads | A letter goes out in\nMay | Clerk | May 2027 |\n3\n"
        "CR02 | Tell boards | The clerk reports | HR | June\n2027 | 2\n"
        "CR03 was taken off the register.\n"
        "CR04 | Look again | A paper | HR | July 2027 | 1\n\nScores are out of five.\n"
    )
    assert told(plan) == [
        ("CR01", "Ask heads", "Clerk", "May 2027"),
        ("CR02", "Tell boards", "HR", "June 2027"),
        ("CR04", "Look again", "HR", "July 2027"),
    ]
    assert plan.recommendations[0].actions[0].text == "A letter goes out in May"


def test_a_row_that_the_file_stops_in_is_no_part_of_the_one_above() -> None:
    plan = read(
        "| Ref | Action | Lead | RAG |\n| --- | --- | --- | --- |\n"
        "| N1 | Ask heads | Clerk | Green |\n| N2 | Tell the board | HR | |\n| N3 | Look again | H"
    )
    assert rows(plan) == [("N1", "Ask heads"), ("N2", "Tell the board"), ("N3", "Look again")]


def test_a_pipe_alone_may_open_each_row() -> None:
    def row(*cells: str) -> str:
        return "|\n" + "".join(f"{cell} |\n" if cell else "|\n" for cell in cells)

    plan = read(
        "Wold School plan\n"
        + row("Targets", "Who", "Timeframe")
        + row("Short term", "", "")
        + row("To ask heads", "Clerk", "May 2027")
        + row("To tell the board", "HR", "")
        + row("Long term", "", "")
        + row("To look again", "Head", "2030")
    )
    assert told(plan) == [
        (None, "To ask heads", "Clerk", "May 2027"),
        (None, "To tell the board", "HR", None),
        (None, "To look again", "Head", "2030"),
    ]
    assert plan.columns == ("Targets", "Who", "Timeframe")


def test_tables_drawn_with_plus_signs_keep_their_numbers_and_parts() -> None:
    line = "+-----+----------------+--------+\n"
    head = f"{line}|     | **Action**     | **Who** |\n+=====+================+========+\n"
    plan = read(
        '---\ntitle: "Wold plan 2027"\n---\n\n## Priority 1: Ask\n\n'
        f"{head}| 1.1 | Ask heads      | Clerk  |\n|     | in May         |        |\n{line}\n"
        f"## Priority 2: Tell\n\n{head}| 2.1 | Tell the board | HR     |\n{line}"
    )
    assert plan.title == "Wold plan 2027"
    assert rows(plan) == [("1.1", "Ask heads in May"), ("2.1", "Tell the board")]


# Labels


def test_labels_may_have_nothing_but_room_behind_them() -> None:
    plan = read(
        "Annex B: action plan\n\n"
        "Issue 1               Nobody knows who\n                      could lead.\n"
        "Action                Ask: all deputies.\nResponsible officer   Clerk\nTarget date           31.03.27\n\n"
        "Issue 2               Heads tire.\n"
        "Action                Share the load.\nResponsible officer\nTarget date           Term: autumn 2027\n"
    )
    assert told(plan) == [
        ("1", "Nobody knows who could lead.", "Clerk", "31.03.27"),
        ("2", "Heads tire.", None, "Term: autumn 2027"),
    ]


def test_fields_may_stand_on_one_line_between_pipes_or_end_it() -> None:
    plan = read(
        "Wold Trust development plan\n\nSTRAND ONE\nPeople\n"
        "1a) Ask heads.\nWho: Clerk | By: Advent 2027 | Cost: £2k\n"
        "1b) Ask deputies,\nall of them.\nWho: HR | By: 1/4/28 | Cost: nil\n\n"
        "STRAND TWO\nBoards\n2a) Tell them.\nWho: TBC\n"
    )
    assert told(plan) == [
        ("1a)", "Ask heads.", "Clerk", "Advent 2027"),
        ("1b)", "Ask deputies, all of them.", "HR", "1/4/28"),
        ("2a)", "Tell them.", "TBC", None),
    ]


def test_what_stands_below_the_last_short_field_is_no_more_of_it() -> None:
    plan = read(
        "Plan\n\nAction 1: Ask heads\nLead: Clerk\nStatus: Begun\n\n"
        "Action 2: Tell the board\nLead: HR\nStatus: Done\n\n"
        "We will say how we have done next year.\n\nRelated pages\n"
    )
    assert [one.status for one in plan.recommendations] == ["Begun", "Done"]


def test_what_is_recommended_may_have_its_own_label_below_the_number_and_the_theme() -> None:
    block = "Improvement Recommendation {0}\n{1}\nRecommendation\nAsk heads {0}.\nOwner\nClerk\nDue date\nMay 2027\n\n"
    plan = read("Auditor's action plan\n\n" + block.format(1, "Finance") + block.format(2, "Governance"))
    assert told(plan) == [
        ("1", "Ask heads 1.", "Clerk", "May 2027"),
        ("2", "Ask heads 2.", "Clerk", "May 2027"),
    ]
    assert plan.recommendations[1].other == {"Improvement Recommendation": "Governance"}


def test_bullets_that_end_in_who_and_when_are_rows() -> None:
    plan = read(
        "People Strategy: delivery plan\n\nTheme 1: Find\n\nWe want to be known.\n\n"
        "● Ask heads\n  and deputies (Lead: Clerk; Q2 2027/28)\n"
        "● Go to schools:\n   o in autumn\n   o in spring\n   (Lead: HR; by end March 2028)\n\n"
        "Theme 2: Keep\n\n● Share the load (Lead: HR; TBC - depends on cover)\n● See that all are thanked\n"
    )
    assert told(plan) == [
        (None, "Ask heads and deputies", "Clerk", "Q2 2027/28"),
        (None, "Go to schools: o in autumn o in spring", "HR", "by end March 2028"),
        (None, "Share the load", "HR", "TBC - depends on cover"),
        (None, "See that all are thanked", None, None),
    ]
    assert [item.text for item in plan.unplaced] == ["Theme 1: Find", "We want to be known.", "Theme 2: Keep"]
