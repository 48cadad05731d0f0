"""Columns that no one line explains: merged, named over two lines, named at the right alone, or of several tables."""

from tests.actionplan.reading_checks import read, told

# Merged


def test_a_number_opens_a_row_beside_a_merged_cell_that_only_groups_rows() -> None:
    plan = read(
        "Aim\tRef\tAction\tLead\tBy when\nA. Keep heads\tA1\tAsk each head\tHR\tMay 2027\n"
        "\tA2\tShare the answers\tClerk\tJune 2027\nB. Find heads\tB1\tWrite an advert\tHR\tJuly 2027\n"
        "\t\t\t\t\nA stands for aim\t\t\t\t\n"
    )
    assert told(plan) == [
        ("A1", "Ask each head", "HR", "May 2027"),
        ("A2", "Share the answers", "Clerk", "June 2027"),
        ("B1", "Write an advert", "HR", "July 2027"),
    ]
    assert [one.other for one in plan.recommendations] == [{"Aim": "A. Keep heads"}, {}, {"Aim": "B. Find heads"}]
    assert plan.columns == ("Aim", "Ref", "Action", "Lead", "By when")
    assert [piece.text for piece in plan.unplaced] == ["A stands for aim"]


def test_a_merged_cell_may_begin_below_its_first_row_and_its_name_may_end_on_a_line_of_its_own() -> None:
    plan = read(
        "Responsible      Ref   Action                   By when\nauthority\n\n"
        "                 D1    Ask each head            May 2027\n"
        "                       when they will go\n"
        "County Council\n"
        "(with the        D2    Share the answers        June 2027\n"
        "diocese)\n\n"
        "Town Council     D3    Write an advert          July 2027\n\n4   Next steps\n"
    )
    assert told(plan) == [
        ("D1", "Ask each head when they will go", "County Council (with the diocese)", "May 2027"),
        ("D2", "Share the answers", None, "June 2027"),
        ("D3", "Write an advert", "Town Council", "July 2027"),
    ]
    assert plan.columns == ("Responsible authority", "Ref", "Action", "By when")


# Of several tables


def test_a_further_table_may_have_other_columns_in_another_order() -> None:
    plan = read(
        "Part 1: Keep\n\nRef    Action                Lead          By when       Cost\n"
        "K1     Ask each head         HR            May 2027      nil\n"
        "K2     Share the answers     Clerk         June 2027     nil\n\n"
        "Part 2: Find\n\nRef    Target date    Action                    Partners        Responsible\n"
        "K3     July 2027      Write an advert that      Two colleges    HR\n"
        "                      heads will read\n"
    )
    assert told(plan) == [
        ("K1", "Ask each head", "HR", "May 2027"),
        ("K2", "Share the answers", "Clerk", "June 2027"),
        ("K3", "Write an advert that heads will read", "HR", "July 2027"),
    ]
    assert plan.columns == ("Ref", "Action", "Lead", "By when", "Cost", "Target date", "Partners", "Responsible")
    assert [one.other for one in plan.recommendations] == [{"Cost": "nil"}] * 2 + [{"Partners": "Two colleges"}]
    assert plan.unplaced[-1].text == "Part 2: Find"


def test_what_is_done_and_how_it_is_measured_may_take_the_place_of_a_date() -> None:
    plan = read(
        "No\tAction\tLead\tBy\n1\tAsk each head\tHR\tMay 2027\n2\tShare the answers\tClerk\tJune 2027\n\n"
        "Part 2\nNo\tAction\tHow measured\tLead\tWhen\n3\tWrite an advert\tTen read it\tHR\tJuly 2027\n"
    )
    assert told(plan) == [
        ("1", "Ask each head", "HR", "May 2027"),
        ("2", "Share the answers", "Clerk", "June 2027"),
        ("3", "Write an advert", "HR", "July 2027"),
    ]
    assert [item.text for item in plan.recommendations[2].outcome_measures] == ["Ten read it"]


# Known by their place


def test_a_first_column_that_says_when_opens_rows_under_parts_with_a_number() -> None:
    plan = read(
        "Wold Academy                Heads plan 2027-28                 WA/JH\n\n"
        "When          What                               Who             How we check\n\n"
        "AUTUMN 1\n"
        "Wk 1          Ask each head when they will       HR              Letters\n"
        "              go\n"
        "Wks 3-5       Share the answers with all who     Heads of        Minutes\n"
        "              asked for them                     Year\n"
        "before Easter Write an advert                    Clerk\n\n"
        "SPRING 2\n"
        "TBC           Read it aloud                                      Two firms\n"
    )
    assert told(plan) == [
        (None, "Ask each head when they will go", "HR", "Wk 1"),
        (None, "Share the answers with all who asked for them", "Heads of Year", "Wks 3-5"),
        (None, "Write an advert", "Clerk", "before Easter"),
        (None, "Read it aloud", None, "TBC"),
    ]
    assert (plan.organisation, plan.title) == ("Wold Academy", "Heads plan 2027-28")
    assert [piece.text for piece in plan.unplaced][-2:] == ["AUTUMN 1", "SPRING 2"]


def test_the_name_of_a_part_above_repeated_names_is_none_of_them() -> None:
    names = (
        "Recommendation\n\nRecommendation level e.g. town or whole county\n\nAction to take\n\nLead agency\n\n"
        "Target date\n\n"
    )
    plan = read(
        f"Wold review\n\nMain recommendations\n\n{names}"
        "1. The board should ask each head when they mean to go.\n\nTown\n\nA letter to be sent to all\n\nHR\n\n"
        "May 2027\n\n"
        f"Agency recommendations\n\n{names}"
        "2. The county should share the answers that it has.\n\nCounty\n\nA note to be written by Easter\n\nClerk\n\n"
        "June 2027\n"
    )
    assert told(plan) == [
        ("1.", "The board should ask each head when they mean to go.", "HR", "May 2027"),
        ("2.", "The county should share the answers that it has.", "Clerk", "June 2027"),
    ]
    assert plan.columns[0] == "Recommendation"
    assert [piece.text for piece in plan.unplaced] == ["Main recommendations", "Agency recommendations"]


def test_an_outcome_that_judges_every_row_is_its_status() -> None:
    plan = read(
        "No.\tAction\tLead\tProgress at May 2027\tOutcome\n1\tAsk each head\tHR\tForty asked\tPart met\n"
        "2\tShare the answers\tClerk\t\tNot started\n"
    )
    assert [one.status for one in plan.recommendations] == ["Part met", "Not started"]
    assert plan.recommendations[0].other == {"Progress at May 2027": "Forty asked"}


def test_lines_below_rows_of_one_line_each_are_no_more_of_the_last() -> None:
    plan = read(
        "Ref|Action|Lead|Status\nA1|Ask each head|HR|Open\nA2|Share the answers|Clerk|Open\nA3|Write it|HR|Open\n"
        "Open means not yet closed\nA4 was closed in May.\n"
    )
    assert [one.status for one in plan.recommendations] == ["Open", "Open", "Open"]
    assert [piece.text for piece in plan.unplaced] == ["Open means not yet closed", "A4 was closed in May."]


def test_an_agreed_date_is_due_beside_a_revised_one_and_half_a_name_may_tell_a_column() -> None:
    plan = read(
        "Min. ref\tRecommendation\tReason / what will be done\tOwner\tAgreed date\tRevised date\n"
        "FC 1/27\tThat heads be asked\tA letter will go\tHR\tMay 2027\tJune 2027\n"
        "FC 2/27\tThat all be told\tA note will go\tClerk\tJuly 2027\t\n"
    )
    assert told(plan) == [
        ("FC 1/27", "That heads be asked", "HR", "May 2027"),
        ("FC 2/27", "That all be told", "Clerk", "July 2027"),
    ]
    assert [one.actions[0].text for one in plan.recommendations] == ["A letter will go", "A note will go"]


# Named over two lines, or at the right alone


def test_names_of_two_storeys_head_rows_of_two() -> None:
    head = "Ref     Action\n        Lead                  Start         End           RAG\n" + "-" * 60 + "\n"
    plan = read(
        f"Wold Partnership\nLeadership plan\n\nArea for improvement 1: keeping heads\n\n{head}"
        "1.1     Ask each head when they will\n        go\n"
        "        Head of HR            May 2027      June 2027     AMBER\n\n"
        "1.2     Share the answers\n        Clerk / Parent                      monthly       RED\n        Forum\n\n"
        f"Area for improvement 2: finding heads\n\n{head}"
        "2.1     Write an advert\n        Performance & Press                 TBC           NOT DUE\n\n"
        "Wold Partnership                          v2.1\n                  14\n"
    )
    assert told(plan) == [
        ("1.1", "Ask each head when they will go", "Head of HR", "June 2027"),
        ("1.2", "Share the answers", "Clerk / Parent Forum", "monthly"),
        ("2.1", "Write an advert", "Performance & Press", "TBC"),
    ]
    assert plan.columns == ("Ref", "Action", "Lead", "Start", "End", "RAG")
    assert [one.status for one in plan.recommendations][-1] == "NOT DUE"
    assert (plan.title, plan.subtitle) == ("Leadership plan", None)


def test_only_the_margin_at_the_right_may_have_names() -> None:
    plan = read(
        "ACTION SHEET arising from the meeting of 3 May 2027\n\nHR Personnel   CL Clerk   CH Chair\n\n"
        "                                                  By whom     By when\n"
        "24/27   Minutes of the last meeting\n"
        "        (a)   Ask each head when they will        HR          Done\n              go\n\n"
        "26/27   Adverts\n"
        "        (a)   Write one                           CL/CH       3.5.27\n"
        "        (b)   Read it aloud if nothing            CL          two weeks\n"
        "              comes back                                      after (a)\n\n"
        "Sent to all, 4 May 2027\n"
    )
    assert told(plan) == [
        ("(a)", "Ask each head when they will go", "HR", "Done"),
        ("(a)", "Write one", "CL/CH", "3.5.27"),
        ("(b)", "Read it aloud if nothing comes back", "CL", "two weeks after (a)"),
    ]
    assert (plan.title, plan.subtitle) == ("ACTION SHEET arising from the meeting of 3 May 2027", None)
    assert [piece.text for piece in plan.unplaced][-3:] == [
        "24/27 Minutes of the last meeting",
        "26/27 Adverts",
        "Sent to all, 4 May 2027",
    ]


def test_bullets_below_a_line_that_leads_into_them_are_rows_without_a_date() -> None:
    plan = read(
        "ACTION PLAN\n\nSetting:        Wold Nursery School\n\nThe setting must:\n\n"
        "                                                            Due date\n"
        "train all staff who prepare food,\nand keep the certificates                                   28/11/2027\n\n"
        "have two people on every outing                             immediately\n\n"
        "write the ratio down                                        21.11.27\n\n"
        "The setting should:\n\n• give children more time\n\n• plan outdoor play,\n  whatever the weather\n\n"
        "What happens next\n\nWe will visit.\n"
    )
    assert told(plan) == [
        (None, "train all staff who prepare food, and keep the certificates", None, "28/11/2027"),
        (None, "have two people on every outing", None, "immediately"),
        (None, "write the ratio down", None, "21.11.27"),
        (None, "give children more time", None, None),
        (None, "plan outdoor play, whatever the weather", None, None),
    ]
    assert (plan.title, plan.organisation) == ("ACTION PLAN", None)


def test_a_paragraph_below_rows_that_are_paragraphs_is_no_more_of_the_last() -> None:
    names = "No.\nRecommendation\nAction\nWho\nBy when\n\n"
    plan = read(
        f"Wold Council action plan\n{names}"
        "R1\nAsk each head when they\nmean to go.\nA letter is to go out.\nHR\nMay 2027\n\n"
        "R2\nShare the answers.\nA note is to go out.\nClerk\nJune 2027\n\n2\nWold review\n\n"
        "R3\nWrite an advert.\nA draft is made.\nChair, HR\nSummer 2027\n\nThe board will be told in January.\n3\n"
    )
    assert told(plan) == [
        ("R1", "Ask each head when they mean to go.", "HR", "May 2027"),
        ("R2", "Share the answers.", "Clerk", "June 2027"),
        ("R3", "Write an advert.", "Chair, HR", "Summer 2027"),
    ]
    assert [piece.text for piece in plan.unplaced] == ["Wold review", "The board will be told in January."]
