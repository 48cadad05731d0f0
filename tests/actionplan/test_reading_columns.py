"""Columns that no one line explains: merged, named over two lines, named at the right alone, or of several tables."""

from actionplan.reading.result import PlanReading
from tests.actionplan.reading_checks import read


def told(plan: PlanReading) -> list[tuple[str | None, str | None, str | None, str | None]]:
    """Of each row its label, what is recommended, who and when."""
    return [
        (one.label, one.text, one.owners.words if one.owners else None, one.due.words if one.due else None)
        for one in plan.recommendations
    ]


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
