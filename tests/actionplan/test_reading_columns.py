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
