"""The year that is not written: from the paper, from the row, or from nowhere."""

from datetime import date

import pytest

from documents.dates import Context, find_dates, infer_context
from tests.documents.windows import ACADEMIC, check, shown


@pytest.mark.parametrize(
    ("paper", "text", "expected"),
    [
        ("2027/28", "October", "2027-10-01..2027-10-31 month inferred"),
        ("2027/28", "August", "2028-08-01..2028-08-31 month inferred"),
        ("2027/28", "7th December", "2027-12-07..2027-12-07 day inferred"),
        ("2027/28 academic", "Q1", "2028-04-01..2028-06-30 quarter inferred"),
        ("2027/28 financial", "August", "2027-08-01..2027-08-31 month inferred"),
        ("2027", "October", "2027-10-01..2027-10-31 month inferred"),
        ("2027", "spring term", "2027-01-01..2027-03-31 term inferred"),
        ("2027", "winter", "2027-12-01..2028-02-29 season inferred"),
        ("2027", "October 2030", "2030-10-01..2030-10-31 month"),
        ("2027-2030", "October", "-..- month"),
        ("2027-2030", "14th May", "-..- day"),
        ("2027-2030", "by the end of the academic year", "-..- academic year"),
        (None, "October", "-..- month"),
        (None, "by the end of March", "-..- month"),
        (None, "14th March at the latest", "-..- day"),
        (None, "autumn term", "-..- term"),
    ],
)  # fmt: skip
def test_a_year_comes_from_the_paper_or_from_nowhere(paper: str | None, text: str, expected: str) -> None:
    check(text, expected, Context.parse(paper) if paper else None)


@pytest.mark.parametrize(
    ("row", "month", "expected"),
    [
        (["By March 2015"], "October", "2014-10-01..2014-10-31 month inferred"),
        (["By March 2015"], "March", "2015-03-01..2015-03-31 month inferred"),
        (["By 12 March 2015"], "April", "2014-04-01..2014-04-30 month inferred"),
        (["by Sept 2015", "by Dec 2015"], "June", "2015-06-01..2015-06-30 month inferred"),
        (["October 2014", "March 2015"], "July", "2015-07-01..2015-07-31 month inferred"),
        (["July 2014", "October 2014"], "November", "2014-11-01..2014-11-30 month inferred"),
        (["Autumn term 2014"], "in the spring term", "2015-01-01..2015-03-31 term inferred"),
        (["from January 2015"], "June", "2015-06-01..2015-06-30 month inferred"),
        (["by July 2015", "academic year 2015/16"], "October", "-..- month"),
        (["July 2012", "by October 2014"], "November", "-..- month"),
        (["October", "N/A"], "November", "-..- month"),
    ],
)
def test_the_dated_words_of_a_row_imply_the_year_of_a_bare_month(row: list[str], month: str, expected: str) -> None:
    beside = [found for words in row for found in find_dates(words, asked=True)[0]]
    dates, _ = find_dates(month, row_dates=beside)
    assert [shown(found) for found in dates] == [expected]


def test_the_text_s_own_deadline_implies_the_year_of_its_months() -> None:
    dates, _ = find_dates("October has the heads' meetings; policies adopted by March 2015")
    assert [shown(found) for found in dates] == ["2014-10-01..2014-10-31 month inferred", "-..2015-03-31 month"]


def test_a_stated_year_goes_before_what_the_row_implies() -> None:
    beside, _ = find_dates("By March 2015")
    dates, _ = find_dates("October", context=ACADEMIC, row_dates=beside)
    assert dates[0].earliest == date(2027, 10, 1)


def test_what_was_itself_inferred_implies_nothing() -> None:
    inferred, _ = find_dates("October", context=ACADEMIC)
    assert infer_context(inferred) is None


@pytest.mark.parametrize(
    ("paper", "text", "expected"),
    [
        ("2024/25", "September 24", "2024-09-01..2024-09-30 month"),
        ("2014/15", "September 24", "2014-09-24..2014-09-24 day inferred"),
        ("2018/19", "Oct 19", "2019-10-01..2019-10-31 month"),
        ("2024/25", "September 24th", "2024-09-24..2024-09-24 day inferred"),
        (None, "Oct 19 - March 2020", "2019-10-01..2020-03-31 month"),
    ],
)  # fmt: skip
def test_two_digits_after_a_month_are_a_year_if_other_years_lie_near(
    paper: str | None, text: str, expected: str
) -> None:
    check(text, expected, Context.parse(paper) if paper else None)


def test_two_digits_after_a_month_are_left_open_if_nothing_tells() -> None:
    dates, warnings = find_dates("Sep 27", asked=True)
    assert [shown(found) for found in dates] == ["-..- month"]
    assert warnings == ["“Sep 27” may mean a day or a year: write the year with four digits."]


@pytest.mark.parametrize(
    ("text", "first", "last", "kind"),
    [
        ("2014/15", date(2014, 9, 1), date(2015, 8, 31), "academic"),
        ("2014-15", date(2014, 9, 1), date(2015, 8, 31), "academic"),
        ("2014/15 academic", date(2014, 9, 1), date(2015, 8, 31), "academic"),
        ("2014/15 financial", date(2014, 4, 1), date(2015, 3, 31), "financial"),
        (" 2014/15 (financial) ", date(2014, 4, 1), date(2015, 3, 31), "financial"),
        ("1999/00", date(1999, 9, 1), date(2000, 8, 31), "academic"),
        ("2014", date(2014, 1, 1), date(2014, 12, 31), "calendar"),
        ("2019-2023", date(2019, 1, 1), date(2023, 12, 31), "span"),
    ],
)
def test_the_paper_s_year_is_read(text: str, first: date, last: date, kind: str) -> None:
    context = Context.parse(text)
    assert (context.first, context.last, context.kind) == (first, last, kind)


@pytest.mark.parametrize("text", ["", "last year", "2015/14", "14/15", "2014/15 municipal", "2014-2018 financial"])
def test_a_year_that_is_none_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match="2014/15 financial"):
        Context.parse(text)
