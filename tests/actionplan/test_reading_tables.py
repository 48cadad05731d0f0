"""Tables as offices make them: two rows of names, a small table for each recommendation, sums below."""

from actionplan.reading import PlanReading, read_plan
from documents.blocks import Block, Heading, Paragraph, Place, Source, Table
from tests.actionplan.reading_checks import assert_nothing_lost, rows

NAMES = (
    ("Ref", "Recommendation", "Response", "Officer", "Target date", "", "Status"),
    ("", "", "", "", "Original", "Revised", ""),
)
FIRST = ("A1", "Ask heads", "Agreed.", "Clerk", "30/09/2027", "", "Done")
SECOND = ("A2", "Tell boards", "Agreed.", "HR", "31/12/2027", "31/03/2028", "Begun")


def sheet(*cells: tuple[str, ...]) -> list[Block]:
    """The rows of a sheet."""
    return [Table((), (row,), Place(number, number, "row")) for number, row in enumerate(cells, start=1)]


def table(first: int, *cells: tuple[str, ...]) -> Table:
    """A table of a Word file, whose rows are counted from `first`."""
    return Table((), cells, Place(first, first + len(cells) - 1, "paragraph", table=1))


def plan_of(*blocks: Block, name: str = "plan.docx") -> PlanReading:
    source = Source(name, blocks)
    plan = read_plan(source)
    assert_nothing_lost(plan, source)
    return plan


def dates(plan: PlanReading) -> list[tuple[str | None, str | None]]:
    """When each row was first due, and when it is now."""
    return [(one.due.words if one.due else None, one.other.get("Revised")) for one in plan.recommendations]


def test_lines_of_one_page_above_a_table_may_be_titles() -> None:
    plan = plan_of(
        Paragraph("Keeping heads\nA way to do it", Place(1, 1, "page")),
        Paragraph("Wold Council          May 2027", Place(1, 1, "page")),
        table(2, NAMES[0], FIRST, SECOND),
    )
    assert (plan.title, plan.subtitle, plan.organisation) == ("Keeping heads", "A way to do it", "Wold Council")


def test_a_name_over_two_columns_is_parted_by_the_names_below_it() -> None:
    plan = plan_of(*sheet(("Outstanding recommendations",), *NAMES, FIRST, SECOND), name="plan.xlsx")
    assert plan.title == "Outstanding recommendations"
    assert plan.columns == ("Ref", "Recommendation", "Response", "Officer", "Target date Original", "Revised", "Status")
    assert dates(plan) == [("30/09/2027", None), ("31/12/2027", "31/03/2028")]


def test_two_rows_of_names_that_stand_again_within_a_table_are_furniture() -> None:
    plan = plan_of(table(1, *NAMES, FIRST), Paragraph("Leisure", Place(4, 4)), table(5, SECOND, *NAMES, FIRST))
    assert [one.label for one in plan.recommendations] == ["A1", "A2", "A1"]
    assert [item.text for item in plan.unplaced] == ["Leisure"]


def test_a_row_that_adds_up_is_no_recommendation() -> None:
    plan = plan_of(
        *sheet(
            ("No", "Action", "Lead", "Cost"),
            ("1", "Total the hours of heads", "HR", "100"),
            ("2", "Ask heads", "Clerk", "50"),
            ("", "Total cost of plan", "", "150"),
        ),
        name="plan.xlsx",
    )
    assert rows(plan) == [("1", "Total the hours of heads"), ("2", "Ask heads")]


def test_each_recommendation_may_have_a_table_with_names_down_its_side() -> None:
    def own(first: int, label: str, text: str, lead: str, action: str) -> Table:
        return table(
            first,
            (label, text),
            ("Lead agency", lead),
            ("Agreed action", action),
            ("Timescale", "May 2027"),
            ("Status", ""),
        )

    plan = plan_of(
        Heading(1, "Wold Partnership action plan", Place(1, 1)),
        table(2, ("Author", "Business manager"), ("Approved by", "Executive")),
        Heading(2, "Finding heads", Place(4, 4)),
        own(5, "R01", "The board should ask heads.", "Clerk", "\u2022 A letter\n\u2022 A call"),
        Heading(2, "Keeping them", Place(11, 11)),
        own(12, "R02", "Each school should share the load.", "HR; schools", "A paper"),
        Paragraph("Seen by all.", Place(17, 17)),
    )
    assert rows(plan) == [("R01", "The board should ask heads."), ("R02", "Each school should share the load.")]
    assert [one.owners.teams for one in plan.recommendations if one.owners] == [("Clerk",), ("HR", "schools")]
    assert [[item.text for item in one.actions] for one in plan.recommendations] == [
        ["A letter", "A call"],
        ["A paper"],
    ]
    assert [item.text for item in plan.unplaced][-2:] == ["Keeping them", "Seen by all."]


def test_one_such_table_is_no_plan() -> None:
    lone = table(
        1, ("R01", "Ask heads."), ("Lead agency", "Clerk"), ("Agreed action", "A letter"), ("Timescale", "May")
    )
    assert read_plan(Source("plan.docx", (lone,))).declined
