"""Invented papers, one for each layout that councils publish, and what a careful person reads in them."""

from datetime import date

import pytest

from actionplan.reading import read_plan
from documents.blocks import Heading, ListItem, Paragraph, Place, Source, Table
from tests.actionplan.reading_checks import assert_nothing_lost, read, rows


def test_a_narrow_column_may_put_the_number_on_the_second_line_of_its_row() -> None:
    plan = read(
        "REVIEW OF PLAYGROUNDS\n\nACTION PLAN\n\n"
        "RECOMMENDATIONS\tACTIONS\tBYWHOM\tMILESTONES\tOUTCOME MEASURES\n"
        "\tAsk wards what they\tPKS\tJune has a ward walk\tBy June 2031 all wards\n"
        "1. That the Mayor list\thave now\t\tPKS Board meeting July\tare mapped.\n"
        "every playground in the\t\t\tFriends of Fernley\t\n"
        "town.\tMap to be drawn and\t\tPark meeting in\t\n"
        "\tsent to ward members.\t\tSeptember.\t\n"
        "2a. That swings be mended.\tOrder parts\tPKS Works\tNew plans by May 2031\tMonitored by PKS Board\n"
        "\tWrite to makers of\tWorks\tFebruary 2031- first letter\tReplies read and\n"
        "2b. That makers be\tswings\t\tApril 2031- Final letter\tfiled.\n"
        "asked for spare parts.\t\t\t\t\n"
    )
    assert (plan.title, plan.subtitle) == ("REVIEW OF PLAYGROUNDS", "ACTION PLAN")
    assert rows(plan) == [
        ("1.", "That the Mayor list every playground in the town."),
        ("2a.", "That swings be mended."),
        ("2b.", "That makers be asked for spare parts."),
    ]
    first, second, third = plan.recommendations
    assert [item.text for item in first.actions] == [
        "Ask wards what they have now",
        "Map to be drawn and sent to ward members.",
    ]
    assert [item.text for item in first.milestones] == [
        "June has a ward walk",
        "PKS Board meeting July",
        "Friends of Fernley Park meeting in September.",
    ]
    assert first.place == "lines 6-10"
    july = first.milestones[1].dates[0]
    assert (july.earliest, july.latest, july.year_inferred) == (date(2030, 7, 1), date(2030, 7, 31), True)
    assert second.owners is not None
    assert second.owners.teams == ("PKS", "Works")
    assert [item.text for item in third.milestones] == ["February 2031- first letter", "April 2031- Final letter"]
    assert all(row.due is None and row.response is None for row in plan.recommendations)


def test_empty_cells_trimmed_from_line_ends_change_nothing() -> None:
    full = (
        "Recommendation\tAction\tLead\n1. That paths be\tGravel to be\tParks\nlaid.\tbought\t\n\t\t\n"
        "2. That gates be\tPaint to be\tWorks\npainted green.\t\t\n"
    )
    trimmed = "\n".join(line.rstrip() for line in full.split("\n"))
    assert (
        rows(read(full))
        == rows(read(trimmed))
        == [("1.", "That paths be laid."), ("2.", "That gates be painted green.")]
    )


def test_a_header_broken_over_two_lines_is_one_header() -> None:
    plan = read(
        "RECOMMENDATION\tACTION\tBY\tOUTCOME\n\t\tWHOM\tMEASURES\n"
        "1. That bells\tBuy bells\tHGT\tBells heard\nbe rung.\t\t\tby all.\n"
        "2. That lamps\tBuy lamps\tHGT\tLamps lit.\nbe lit.\t\t\t\n"
    )
    assert plan.columns == ("RECOMMENDATION", "ACTION", "BY WHOM", "OUTCOME MEASURES")
    assert plan.recommendations[0].outcome_measures[0].text == "Bells heard by all."


def test_section_names_stand_outside_the_rows_and_a_repeated_header_is_furniture() -> None:
    plan = read(
        "Estates Review\n\nNo\tRecommendation\tAction\tBy whom\tBy when\n"
        "1\tThat roofs be surveyed.\tCommission the survey\tProperty Services\tApril 2021\n"
        "Theme B: Grounds\t\t\t\t\n"
        "1\tThat fields be kept.\tPaper to Cabinet\tCabinet Member for Estates\tJune 2021\n"
        "Page 1 of 2\n"
        "No\tRecommendation\tAction\tBy whom\tBy when\n"
        "2\tThat gates be locked.\tCaretakers told\tSchools\tImmediate\n"
    )
    assert [row.label for row in plan.recommendations] == ["1", "1", "2"]
    assert [item.text for item in plan.unplaced] == ["Theme B: Grounds"]
    assert plan.words.furniture == 4 + 7
    assert plan.recommendations[2].due is not None
    assert plan.recommendations[2].due.dates[0].precision == "condition"


def test_a_number_column_without_a_name_is_still_the_number() -> None:
    plan = read(
        "\tRecommendation\tAction\tLead\t\n1.\tThat minutes be published\tTemplate agreed\tClerk\tMarch 2020\n"
        "2.\tThat votes be published\tTable on website\tClerk\tApril 2020\n"
    )
    assert rows(plan) == [("1.", "That minutes be published"), ("2.", "That votes be published")]
    assert [row.due.words for row in plan.recommendations if row.due] == ["March 2020", "April 2020"]


def test_a_table_written_with_pipes_keeps_further_actions_of_a_row_apart() -> None:
    plan = read(
        "# Peer Review Action Plan\n\n"
        "| No | Recommendation | Action | Lead | Deadline | Status |\n|----|----|----|----|----|----|\n"
        "| 1 | Review the **scheme** | Workshop<br>Report to Council | Monitoring Officer | 31 March 2024 | Done |\n"
        "| 2 | Publish a forward plan | Monthly publication | Democratic Services | Ongoing | Started |\n"
        "|   |                        | Quarterly check     | Audit Team | June 2024 | Not started |\n",
        "plan.md",
    )
    assert plan.title == "Peer Review Action Plan"
    assert [[item.text for item in row.actions] for row in plan.recommendations] == [
        ["Workshop", "Report to Council"],
        ["Monthly publication", "Quarterly check"],
    ]
    assert plan.recommendations[1].owners is not None
    assert plan.recommendations[1].owners.teams == ("Democratic Services", "Audit Team")


def test_cells_closed_by_a_pipe_each_on_its_own_lines() -> None:
    plan = read(
        "REVIEW OF HEDGES\nPROPOSED ACTION PLAN\n|\nACTION |\nPROPOSAL |\nWHO |\nWHEN |\nPANEL COMMENTS |\n"
        "1. |\nThat hedges be counted\n|\nCount them by ward |\nHG/TR\n(others may join) |\n"
        "Starting March 2025 and ongoing |\nAgreed by all |\n"
        "2. |\nThat hedges be cut,\n"
    )
    first, second = plan.recommendations
    assert (first.label, first.text, first.actions[0].text) == ("1.", "That hedges be counted", "Count them by ward")
    assert first.owners is not None
    assert first.owners.teams == ("HG", "TR")
    assert first.other == {"PANEL COMMENTS": "Agreed by all"}
    assert (second.label, second.text, second.owners) == ("2.", "That hedges be cut,", None)
    assert any("stops in the middle" in warning for warning in plan.warnings)


def test_cells_parted_by_slashes_may_hold_slashes_and_miss_their_last() -> None:
    plan = read(
        "Late / On time / Done\n\nTo have a board that plans ahead:\n\nAction\n"
        "No / Task/Action / Responsible person / Cost / Target date / Success criteria / Evidence\n"
        "1/31 / Board finds a chair / Clerk and governors / Nil / July 2031 / A chair is found.\n"
        "The file holds the letter. / Seen by all in June\n"
        "2/31 / Board finds a deputy / Clerk/Chair/last new governor / Nil / May 2031 / A deputy is found.\n"
        "3/\n"
    )
    assert plan.title is None
    assert plan.columns[0] == "Action No"
    assert rows(plan) == [("1/31", "Board finds a chair"), ("2/31", "Board finds a deputy"), ("3/", None)]
    first, second, _ = plan.recommendations
    assert first.owners is not None
    assert first.owners.teams == ("Clerk", "governors")
    assert first.other == {"Cost": "Nil", "Evidence": "Seen by all in June"}
    assert [item.text for item in first.outcome_measures] == ["A chair is found.", "The file holds the letter."]
    assert second.owners is not None
    assert second.owners.teams == ("Clerk", "Chair", "last new governor")
    assert any("2/31 has 6 cells" in warning for warning in plan.warnings)


def test_columns_kept_apart_by_runs_of_spaces() -> None:
    plan = read(
        "WESTFOLD COUNTY COUNCIL\nGovernance Improvement Plan 2023-24\n\n"
        "Ref   Objective                      Action                          Lead            By when       RAG\n"
        "G1    Board papers reach             Clerk to send papers seven      Clerk           October       Green\n"
        "      governors in time              days ahead                                      2023\n"
        "G2    Governors know the             Visits agreed                   Chair and       Spring term   Amber\n"
        "      school                                                         headteacher     2024\n"
        "                                                                                      Page 1 of 2\n"
        "Ref   Objective                      Action                          Lead            By when       RAG\n"
        "G3    Succession is planned          Draft a plan                    Chair           July          Begun\n"
    )
    assert plan.organisation == "WESTFOLD COUNTY COUNCIL"
    assert plan.context_year is not None
    assert (plan.context_year.words, plan.context_year.year, plan.context_year.guess) == ("2023-24", "2023/24", False)
    assert rows(plan)[1] == ("G2", "Governors know the school")
    assert [row.due.words for row in plan.recommendations if row.due] == ["October 2023", "Spring term 2024", "July"]
    assert plan.recommendations[2].due is not None
    assert plan.recommendations[2].due.dates[0].latest == date(2024, 7, 31)
    assert [row.status for row in plan.recommendations] == ["Green", "Amber", "Begun"]


STACKED_NAMES = "No.\n\nRecommendation\n\nPriority\n\nResponsibility\n\nAgreed\n\nComments\n\nDate\n\n"
EMPTY_ROW = "\u00a0\n\n" * 7


def test_one_cell_a_line_with_rows_of_empty_cells_and_a_repeated_header() -> None:
    plan = read(
        STACKED_NAMES
        + EMPTY_ROW
        + "1\n\nThat the Council train its Members in asking questions.\n\n3\n\nTraining Manager\n\nYes\n\n"
        "Members asked for it in May and June.\n\nMarch 2003\n\n"
        + EMPTY_ROW
        + "2\n\nThat each committee have an officer of its own to help it.\n\n1\n\nThe Executive\n\nNo\n\n"
        "There are none to give.\n\n-\n\n"
        + STACKED_NAMES
        + EMPTY_ROW
        + "3\n\nCut the number of working parties to what can be managed.\n\n2\n\nCommittees\n\nIn part\n\n"
        "Done.\n\nOn-going\n"
    )
    assert [row.label for row in plan.recommendations] == ["1", "2", "3"]
    assert [row.response for row in plan.recommendations] == ["Yes", "No", "In part"]
    assert [row.due.words for row in plan.recommendations if row.due] == ["March 2003", "-", "On-going"]
    assert [row.other["Priority"] for row in plan.recommendations] == ["3", "1", "2"]
    assert plan.words.furniture == 7


def test_one_cell_a_line_without_blank_lines() -> None:
    plan = read(
        "Audit of Governance: Action Plan\nRef\nRecommendation\nPriority\nManagement response\n"
        "Responsible officer\nTarget date\n"
        "A1\nThe terms of reference of each committee should be looked at\n"
        "every year and agreed by the full board.\nHigh\nAgreed\nClerk\n30/09/2022\n"
        "A2\nDeclarations of interest should be published on the website of the\nschool.\nMedium\n"
        "Agreed. The form will change.\nHeadteacher\n31/10/2022\n"
    )
    assert rows(plan)[0] == (
        "A1",
        "The terms of reference of each committee should be looked at every year and agreed by the full board.",
    )
    assert plan.recommendations[1].response == "Agreed. The form will change."
    assert plan.recommendations[1].other == {"Priority": "Medium"}


def test_a_column_called_action_that_only_names_people_is_the_owner() -> None:
    plan = read(
        "Serial No.\n\nItem\n\nRelevant FY\n\nAction\n\nProgress\n%\n\nADMIN\n\n"
        "1\n\nFinish the review of the website and be trained in it\n\n16/17\n\nClerk\n\n100\n\n"
        "2\n\nWrite a manual for the parish office in the\nmargins of other business\n 17/18\n\n"
        "Clerk + Assistant\n\n25\n\n"
        "3\n\nFINANCE\n\n4\n\nThink what may have to be spent next year\n\n16/17\n\nClerk\n\n50\n"
    )
    assert [row.label for row in plan.recommendations] == ["1", "2", "4"]
    assert [row.owners.teams for row in plan.recommendations if row.owners] == [
        ("Clerk",),
        ("Clerk", "Assistant"),
        ("Clerk",),
    ]
    second = plan.recommendations[1]
    assert second.text == "Write a manual for the parish office in the margins of other business"
    assert second.due is not None
    assert second.due.dates[0].earliest == date(2017, 4, 1), "FY says that years are financial"
    assert [item.text for item in plan.unplaced] == ["ADMIN", "3", "FINANCE"]


def test_a_date_before_the_recommendation_is_not_when_it_is_due() -> None:
    plan = read(
        "Reference\n\nOrigin\n\nDate\n\nRecommendation\n\nExec Date\n\nLead Officer\n\nAction taken\n\nStatus\n\n"
        "SR (31/32) 01\n\nCRP\n\n01/05/31\n\nThat the wall be built again.\n\n01/06/31\n\nDM/PL\n\n"
        "Done in two parts:\n\n·  Stone bought\n\n"
        "·  Wall begun\n\nComplete\n\nSR (31/32) 02\n\nPPL\n\n01/07/31\n\nThat the gate be hung.\n\n"
        "01/08/31\n\nSS\n\nNothing yet.\n\nOngoing\n\n"
        "\u00a0\n\nKey\n\nReference: given when the recommendation is made.\n\nStatus: see the other page.\n"
    )
    assert [row.label for row in plan.recommendations] == ["SR (31/32) 01", "SR (31/32) 02"]
    assert all(row.due is None for row in plan.recommendations)
    assert [item.text for item in plan.recommendations[0].actions] == [
        "Done in two parts:",
        "Stone bought",
        "Wall begun",
    ]
    assert [row.status for row in plan.recommendations] == ["Complete", "Ongoing"]
    assert len(plan.unplaced) == 3


def test_a_cell_dropped_by_an_extractor_is_warned_of_and_not_filled() -> None:
    plan = read(
        "No\n\nRecommendation\n\nAction\n\nLead\n\nTimescale\n\n"
        "1\n\nThat all schools have a quiet room by next year.\n\nGrants opened to schools.\n\n"
        "Inclusion Manager\n\nSeptember 2024\n\n"
        "2\n\nThat support staff be trained in it.\n\nCourses booked with the college.\n\nJanuary 2025\n\n"
        "3\n\nThat the outcomes be reported.\n\nReport to the panel.\n\nHead of Inclusion\n\nJuly 2025\n"
    )
    second = plan.recommendations[1]
    assert second.owners is None
    assert second.due is not None
    assert second.due.words == "January 2025"
    assert any(warning.startswith("Recommendation 2 has 4 cells") for warning in plan.warnings)


@pytest.mark.parametrize(
    "text",
    [
        (
            "Recommendation\n\n1. That a contact be found.\n\n2. That the website be kept.\n\n"
            "3. That a report come back.\n\n"
            "Action\n\nLetter to heads.\n\nPage to be written.\n\n"
            "Officer\n\nSW\n\nJP\n\nDate\n\nMay 2022\n\nJune 2022\n"
        ),
        (
            "Recommendation\n\nAction\n\nOfficer\n\n1. That a contact be found.\n\n2. That the website be kept.\n\n"
            "3. That a report come back.\n\nLetter to heads.\n\nPage to be written.\n\nReport.\n\nSW\n\nJP\n\nSW\n"
        ),
    ],
)
def test_columns_read_out_one_after_another_are_not_guessed_together(text: str) -> None:
    plan = read(text)
    assert [row.label for row in plan.recommendations] == ["1.", "2.", "3."]
    assert all(row.owners is None and not row.actions and row.due is None for row in plan.recommendations)
    assert any("one after another" in warning for warning in plan.warnings)
    assert "SW" in [item.text for item in plan.unplaced]


def test_labelled_blocks_count_a_repeated_label_as_furniture() -> None:
    plan = read(
        "Northmoor Borough Council\nResponse to the Panel on School Places\nCabinet, 14 March 2023\n\n"
        "Theme 1: Planning\n\n"
        "Recommendation 1: That the Cabinet publish a yearly forecast of places for\neach ward.\nResponse: Accepted\n"
        "Action: It will be on the website.\nLead officer: Head of School Organisation\nTimescale: July 2023\n\n"
        "Theme 2: Travel\n\n"
        "Recommendation 2: That travel be free.\nResponse: Not accepted\nAction: No funding is available for this.\n"
        "Lead officer: N/A\nTimescale: N/A\n"
    )
    assert (plan.organisation, plan.title) == ("Northmoor Borough Council", "Response to the Panel on School Places")
    assert plan.columns == ("Recommendation", "Response", "Action", "Lead officer", "Timescale")
    assert rows(plan) == [
        ("1", "That the Cabinet publish a yearly forecast of places for each ward."),
        ("2", "That travel be free."),
    ]
    assert [row.response for row in plan.recommendations] == ["Accepted", "Not accepted"]
    assert plan.words.furniture == 6
    declined = plan.recommendations[1]
    assert declined.owners is not None
    assert (declined.owners.words, declined.owners.teams) == ("N/A", ())
    assert declined.due is not None
    assert [found.precision for found in declined.due.dates] == ["none"]


def test_labels_on_lines_of_their_own() -> None:
    block = (
        "Recommendation\n{}\n\nExecutive response\n{}\n\nAction\n{}\n\n"
        "Responsible officer\nInclusion Manager\n\nTarget date\n{}\n\n"
    )
    plan = read(
        block.format(
            "R1 That a register of mentors be kept.",
            "Agreed.",
            "Set it up;\nask heads for names.",
            "By end of September 2024",
        )
        + block.format(
            "R2 That new chairs have a mentor.", "Agreed in part.", "Offer it in the autumn term.", "December 2024"
        )
    )
    assert rows(plan) == [("R1", "That a register of mentors be kept."), ("R2", "That new chairs have a mentor.")]
    assert [item.text for item in plan.recommendations[0].actions] == ["Set it up", "ask heads for names."]
    autumn = plan.recommendations[1].actions[0].dates[0]
    assert (autumn.earliest, autumn.year_inferred) == (date(2024, 9, 1), True)


def test_a_list_whose_items_end_in_their_time() -> None:
    plan = read(
        "Access Plan\n\nTarget: To let everyone in\n\n  • To have ramps\n\nActivities including timescale:\n\n"
        "  • To build a ramp at the main door. – September 2030 to July 2031\n"
        "  • To think about signs on every\n    corridor – On going\n"
        "  • To buy large print – When the need arises\n\nSuccess Criteria:\nAll come in.\n"
    )
    assert [row.text for row in plan.recommendations] == [
        "To build a ramp at the main door.",
        "To think about signs on every corridor",
        "To buy large print",
    ]
    assert [row.due.words for row in plan.recommendations if row.due] == [
        "September 2030 to July 2031",
        "On going",
        "When the need arises",
    ]


def test_tables_of_word_and_spreadsheet_files() -> None:
    header = ("Recommendation", "Action", "Owner", "Due")
    blocks = (
        Heading(1, "Review of Markets", Place(1, 1)),
        Paragraph("The panel met four times.", Place(2, 2)),
        Table(
            header,
            (("1. That stalls be numbered.", "Numbers bought;\nstalls measured", "Markets\nWorks", "May 2031"),),
            Place(3, 5),
        ),
        Table(
            header,
            (("Theme: Light", "", "", ""), ("2. That lamps be hung.", "Ask the Works", "Works", "N/A")),
            Place(6, 8),
        ),
        ListItem(1, "•", "With thanks to all", Place(9, 9)),
    )
    source = Source("plan.docx", blocks, furniture=(Paragraph("Page 1", Place(1, 1)),))
    plan = read_plan(source)
    assert_nothing_lost(plan, source)
    assert plan.title == "Review of Markets"
    assert [row.label for row in plan.recommendations] == ["1.", "2."]
    assert [item.text for item in plan.recommendations[0].actions] == ["Numbers bought", "stalls measured"]
    assert plan.recommendations[0].owners is not None
    assert plan.recommendations[0].owners.teams == ("Markets", "Works")
    assert [item.text for item in plan.unplaced] == [
        "The panel met four times.",
        "Theme: Light",
        "• With thanks to all",
    ]
    assert plan.words.furniture == 4 + 2
