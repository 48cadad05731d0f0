"""Makes the workbooks of tests/samples again: a plan as people keep it in a sheet, with merged cells and real days."""

import datetime
from pathlib import Path

import xlsxwriter

PLANS = Path(__file__).resolve().parent.parent / "tests" / "samples" / "plans"
HEADING = ["Ref", "Recommendation", "What we will do", "Owner", "Deadline", "RAG", "Comments"]


def main() -> None:
    """Write them."""
    with xlsxwriter.Workbook(str(PLANS / "merged_sheet.xlsx")) as book:
        sheet = book.add_worksheet("Plan")
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        wrap = book.add_format({"text_wrap": True})
        sheet.merge_range("A1:G1", "Brindle Council: school leadership action plan 2026/27", bold)
        sheet.write_row("A3", HEADING, bold)
        sheet.merge_range("A4:G4", "Recruiting heads", bold)
        sheet.merge_range("A5:A6", "1.1")
        sheet.merge_range("B5:B6", "That the Council helps boards to find a head", wrap)
        sheet.write_row("C5", ["Write a guide for boards", "Governor Services"])
        sheet.write_datetime("E5", datetime.datetime(2026, 10, 30), day)  # noqa: DTZ001 (a day in a cell has no zone)
        sheet.write_row("F5", ["G", "A first draft is with the clerks"])
        sheet.write_row("C6", ["Hold an evening for chairs", "Governor Services\nSchool Improvement"], wrap)
        sheet.write_datetime("E6", datetime.datetime(2026, 11, 30), day)  # noqa: DTZ001 (as above)
        sheet.write_row(
            "A7", ["1.2", "That vacancies be told early", "Ask heads each January", "HR", "January 2027", "A"]
        )
        sheet.merge_range("A9:G9", "Keeping heads", bold)
        sheet.write_row(
            "A10", ["2.1", "That each new head has a mentor", "Pay for ten mentors", "HR / Finance", "TBC", "R"]
        )
        sheet.write("G10", "Waiting for the budget")
        book.add_worksheet("Empty")


if __name__ == "__main__":
    main()
