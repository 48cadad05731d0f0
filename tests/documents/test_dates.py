"""The ways in which council and school papers write a date. See `windows` for how the tables are written."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.dates import Calendar, Context, Term, find_dates, read_line
from documents.readers.wordlist import WORDS
from tests.documents.windows import check, only, shown

SAY_SOMETHING_OF_A_DATE = {"continuing", "continuous", "following", "ongoing"}
FINANCIAL = Context.parse("2027/28 financial")


@pytest.mark.parametrize(
    "text",
    [
        "5/9/2027", "05/09/2027", "5/9/27", "05/09/27", "5.9.2027", "05.09.27", "5.9.27", "5-9-2027", "05-09-27",
        "5 / 9 / 2027", "2027-09-05", "2027/09/05", "5 Sep 27", "5 Sept 2027", "5 September 2027", "05 September 2027",
        "5th September 2027", "5 th September 2027", "5th of September 2027", "5th September, 2027", "5 SEPTEMBER 2027",
        "5 september 2027", "5-Sep-27", "5-Sep-2027", "5/Sep/2027", "5Sep2027", "5 Sept. 2027", "5 Sept ’27",
        "September 5, 2027", "September 5th 2027", "Sept 5th, 2027", "Sunday 5 September 2027", "Sun 5th Sept 2027",
        "Sunday, 5 September 2027", "Sun. 5/9/2027", "05 09 2027",
    ],
)  # fmt: skip
def test_a_day_reads_the_same_however_it_is_written(text: str) -> None:
    check(text, "2027-09-05..2027-09-05 day")


@pytest.mark.parametrize(
    "text",
    [
        "September 2027", "Sept 2027", "Sep 2027", "SEPT 2027", "Sept. 2027", "sept 2027", "September, 2027",
        "September (2027)", "September of 2027", "Sep-27", "Sept '27", "Sept ’27", "Sep 27", "September 27", "09/2027",
        "9/2027", "2027-09", "2027 September", "September 2027/28", "2027/28 - September", "early September 2027",
        "mid-September 2027", "late September 2027", "09/27",
    ],
)  # fmt: skip
def test_a_month_reads_the_same_however_it_is_written(text: str) -> None:
    check(text, "2027-09-01..2027-09-30 month")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("autumn term 2027", "2027-09-01..2027-12-31 term"),
        ("Autumn 2027", "2027-09-01..2027-12-31 term"),
        ("Autumn Term 2027/28", "2027-09-01..2027-12-31 term"),
        ("2027 Autumn Term", "2027-09-01..2027-12-31 term"),
        ("Autumn Term (2027)", "2027-09-01..2027-12-31 term"),
        ("Aut 2027", "2027-09-01..2027-12-31 term"),
        ("Autumn 27", "2027-09-01..2027-12-31 term"),
        ("Autumn term 27/28", "2027-09-01..2027-12-31 term"),
        ("Christmas term 2027", "2027-09-01..2027-12-31 term"),
        ("Michaelmas term 2027", "2027-09-01..2027-12-31 term"),
        ("Spring term 2027/28", "2028-01-01..2028-03-31 term"),
        ("2027/28: spring term", "2028-01-01..2028-03-31 term"),
        ("Academic Year 2027/28 - Spring term", "2028-01-01..2028-03-31 term"),
        ("spring of 2028", "2028-01-01..2028-03-31 term"),
        ("Easter term 2028", "2028-01-01..2028-03-31 term"),
        ("Summer Term 2028", "2028-04-01..2028-07-31 term"),
        ("Autumn 1", "2027-09-01..2027-10-31 term inferred"),
        ("Autumn Term 2 2027", "2027-11-01..2027-12-31 term"),
        ("Spr 1 2028", "2028-01-01..2028-02-14 term"),
        ("HT6", "2028-06-01..2028-07-31 term inferred"),
        ("second half of the summer term 2028", "2028-06-01..2028-07-31 term"),
        ("by autumn half term", "-..2027-10-31 term inferred"),
        ("by October half-term", "-..2027-10-31 month inferred"),
        ("over the summer holidays 2028", "2028-08-01..2028-08-31 term"),
        ("Winter 2027", "2027-12-01..2028-02-29 season"),
        ("Easter 2028", "2028-04-16..2028-04-16 day"),
        ("before Christmas", "-..2027-12-24 day inferred"),
        ("by half term", "-..- term"),
        ("end of term", "-..- term"),
        ("Term 3 2027/28", "-..- term"),
    ],
)
def test_terms_and_their_halves(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027/28", "2027-09-01..2028-08-31 academic year"),
        ("2027-28", "2027-09-01..2028-08-31 academic year"),
        ("2027–2028", "2027-09-01..2028-08-31 academic year"),
        ("2027/8", "2027-09-01..2028-08-31 academic year"),
        ("2027 2028", "2027-09-01..2028-08-31 academic year"),
        ("27/28", "2027-09-01..2028-08-31 academic year"),
        ("AY27/28", "2027-09-01..2028-08-31 academic year"),
        ("Academic year 2027-2028", "2027-09-01..2028-08-31 academic year"),
        ("the 2027/28 school year", "2027-09-01..2028-08-31 academic year"),
        ("school year 2027", "2027-09-01..2028-08-31 academic year"),
        ("during 2027-2028", "2027-09-01..2028-08-31 academic year"),
        ("financial year 2027/28", "2027-04-01..2028-03-31 financial year"),
        ("FY2027/28", "2027-04-01..2028-03-31 financial year"),
        ("FY 27-28", "2027-04-01..2028-03-31 financial year"),
        ("2027/28 financial year", "2027-04-01..2028-03-31 financial year"),
        ("municipal year 2027/28", "2027-05-01..2028-04-30 year"),
        ("calendar year 2027", "2027-01-01..2027-12-31 year"),
        ("2027", "2027-01-01..2027-12-31 year"),
        ("in 2027", "2027-01-01..2027-12-31 year"),
        ("first half of 2027", "2027-01-01..2027-06-30 year"),
        ("2027-2030", "2027-01-01..2030-12-31 year"),
        ("2027 - 30", "2027-01-01..2030-12-31 year"),
        ("2027 to 2030", "2027-01-01..2030-12-31 year"),
        ("academic years 2027-2030", "2027-09-01..2030-08-31 academic year"),
        ("2027/28-2029/30", "2027-09-01..2030-08-31 academic year"),
        ("Q1 2027/28", "2027-04-01..2027-06-30 quarter"),
        ("2027/28 Q4", "2028-01-01..2028-03-31 quarter"),
        ("quarter 3, 2027 to 2028", "2027-10-01..2027-12-31 quarter"),
        ("third quarter of 2027/28", "2027-10-01..2027-12-31 quarter"),
        ("Qtr 2 2027", "2027-07-01..2027-09-30 quarter"),
        ("Q3/Q4 2027/28", "2027-10-01..2028-03-31 quarter"),
    ],
)
def test_years_spans_and_quarters(text: str, expected: str) -> None:
    found = only(text)
    assert shown(found) == expected
    assert found.words == text.removeprefix("the ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16/17", "2016-04-01..2017-03-31 financial year"),
        ("2016-17", "2016-04-01..2017-03-31 financial year"),
        ("academic year 2016/17", "2016-09-01..2017-08-31 academic year"),
        ("Autumn 2027", "2027-09-01..2027-11-30 season"),
        ("spring 28", "2028-03-01..2028-05-31 season"),
        ("autumn term", "2027-09-01..2027-12-31 term inferred"),
        ("Q1", "2027-04-01..2027-06-30 quarter inferred"),
        ("March", "2028-03-01..2028-03-31 month inferred"),
        ("by year end", "-..2028-03-31 financial year inferred"),
        ("end of the academic year", "2028-08-31..2028-08-31 academic year inferred"),
    ],
)
def test_a_paper_of_financial_years_counts_and_names_its_seasons_its_own_way(text: str, expected: str) -> None:
    check(text, expected, FINANCIAL)


def test_a_season_is_a_season_in_a_paper_without_a_school_calendar() -> None:
    assert shown(only("Summer 2027", calendar=None)) == "2027-06-01..2027-08-31 season"
    assert shown(only("summer term 2027", calendar=None)) == "2027-04-01..2027-07-31 term"


def test_a_calendar_that_was_set_replaces_the_usual_terms_of_its_year_only() -> None:
    calendar = Calendar((
        Term("autumn", date(2027, 8, 30), date(2027, 12, 17), date(2027, 10, 15)),
        Term("summer", date(2028, 4, 17), date(2028, 7, 21), date(2028, 5, 26)),
    ))  # fmt: skip
    assert shown(only("Autumn 2027", calendar=calendar)) == "2027-08-30..2027-12-17 term"
    assert shown(only("Autumn 2", calendar=calendar)) == "2027-10-16..2027-12-17 term inferred"
    assert shown(only("summer term", calendar=calendar)) == "2028-04-17..2028-07-21 term inferred"
    assert shown(only("summer holidays 2028", calendar=calendar)) == "2028-07-22..2028-08-31 term"
    assert shown(only("Autumn 2028", calendar=calendar)) == "2028-09-01..2028-12-31 term"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By March 2028", "-..2028-03-31 month"),
        ("until 31 March 2028", "-..2028-03-31 day"),
        ("no later than 5 May 2028", "-..2028-05-05 day"),
        ("on or before Friday 5 May 2028", "-..2028-05-05 day"),
        ("up to July 2028", "-..2028-07-31 month"),
        ("Ongoing until July 2028", "-..2028-07-31 month"),
        ("5 May 2028 at the latest", "-..2028-05-05 day"),
        ("before March 2028", "-..2028-02-29 month"),
        ("prior to the autumn term 2027", "-..2027-08-31 term"),
        ("before the end of March 2028", "-..2028-03-31 month"),
        ("before the start of the summer term 2028", "-..2028-03-31 term"),
        ("by the end of the summer term", "-..2028-07-31 term inferred"),
        ("by end Sept 2027", "-..2027-09-30 month"),
        ("by mid-July", "-..2028-07-31 month inferred"),
        ("by the start of September 2027", "-..2027-09-01 month"),
        ("by 14/03", "-..2028-03-14 day inferred"),
        ("by year end", "-..2028-08-31 academic year inferred"),
        ("by w/e 12 May 2028", "-..2028-05-12 day"),
        ("From Sept 2027", "2027-09-01..- month"),
        ("from Sept 2027 onwards", "2027-09-01..- month"),
        ("September 2027 onwards", "2027-09-01..- month"),
        ("Commencing March 2028 and ongoing", "2028-03-01..- month"),
        ("Starting in January 2028", "2028-01-01..- month"),
        ("with effect from 1 April 2028", "2028-04-01..- day"),
        ("01/09/2027 – ongoing", "2027-09-01..- day"),
        ("September 2027 - present", "2027-09-01..- month"),
        ("May 2027 to date", "2027-05-01..- month"),
        ("not before May 2028", "2028-05-01..- month"),
        ("after Easter 2028", "2028-04-17..- day"),
        ("after March 2028", "2028-04-01..- month"),
        ("since May", "2028-05-01..- month inferred"),
        ("in the autumn term", "2027-09-01..2027-12-31 term inferred"),
        ("on 5 May 2028", "2028-05-05..2028-05-05 day"),
        ("as at 31 March 2028", "2028-03-31..2028-03-31 day"),
        ("end of August 2027", "2027-08-31..2027-08-31 month"),
        ("End-March 2028", "2028-03-31..2028-03-31 month"),
        ("start of autumn term", "2027-09-01..2027-09-01 term inferred"),
        ("end of Q2 2027/28", "2027-09-30..2027-09-30 quarter"),
        ("week commencing 1 May 2028", "2028-05-01..2028-05-07 day"),
        ("w/c 1 May 2028", "2028-05-01..2028-05-07 day"),
        ("week ending 12 May 2028", "2028-05-06..2028-05-12 day"),
        ("first week of September 2027", "2027-09-01..2027-09-07 day"),
        ("last week of term", "-..- day"),
        ("next academic year", "2028-09-01..2029-08-31 academic year inferred"),
        ("by the end of this academic year", "-..2028-08-31 academic year inferred"),
    ],
)
def test_words_before_and_after_belong_to_the_date_and_narrow_it(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between Sept and Dec 2027", "2027-09-01..2027-12-31 month"),
        ("from 2027-2030", "2027-01-01..2030-12-31 year"),
        ("Sept-Dec 2027", "2027-09-01..2027-12-31 month"),
        ("September to December 2027", "2027-09-01..2027-12-31 month"),
        ("October 2027 - March 2028", "2027-10-01..2028-03-31 month"),
        ("October - March 2028", "2027-10-01..2028-03-31 month inferred"),
        ("November - February", "2027-11-01..2028-02-29 month inferred"),
        ("September 2027 to July", "2027-09-01..2028-07-31 month inferred"),
        ("from 1st April 2027 until 31 March 2028", "2027-04-01..2028-03-31 day"),
        ("between September 2027 and the end of March 2028", "2027-09-01..2028-03-31 month"),
        ("1-5 September 2027", "2027-09-01..2027-09-05 day"),
        ("between 1 and 5 September 2027", "2027-09-01..2027-09-05 day"),
        ("29 September – 3 October 2027", "2027-09-29..2027-10-03 day"),
        ("1.9.27–31.8.28", "2027-09-01..2028-08-31 day"),
        ("1/9/2027-7/9/2027", "2027-09-01..2027-09-07 day"),
        ("Sept ’27–July ’28", "2027-09-01..2028-07-31 month"),
        ("Sept 27 – July 28", "2027-09-01..2028-07-31 month"),
        ("Oct-Mar 2027/28", "2027-10-01..2028-03-31 month"),
        ("May/June 2028", "2028-05-01..2028-06-30 month"),
        ("Dec-Jan 2027/28", "2027-12-01..2028-01-31 month"),
        ("March or April 2028", "2028-03-01..2028-04-30 month"),
        ("Autumn 2027 - Summer 2028", "2027-09-01..2028-07-31 term"),
        ("Autumn – Summer 2027/28", "2027-09-01..2028-07-31 term"),
        ("Spring/Summer 2028", "2028-01-01..2028-07-31 term"),
        ("Autumn 1 - Spring 2", "2027-09-01..2028-03-31 term inferred"),
        ("Q1-Q2 2027/28", "2027-04-01..2027-09-30 quarter"),
        ("March 2028 - 5 April 2028", "2028-03-01..2028-04-05 day"),
        ("03/2028-07/2028", "2028-03-01..2028-07-31 month"),
        ("by Sept-Oct 2027", "-..2027-10-31 month"),
    ],
)
def test_a_range_runs_from_its_first_end_to_its_last_with_the_finer_precision(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5, 12 and 19 May 2028", ["5", "12", "19 May 2028"]),
        ("October and November 2027", ["October", "November 2027"]),
        ("autumn and spring terms 2027/28", ["autumn", "spring terms 2027/28"]),
        ("July 2027- first draft report October 2027- Final report", ["July 2027", "October 2027"]),
        ("Sept 2027 / Jan 2028", ["Sept 2027", "Jan 2028"]),
        ("Dec '27/Jan '28", ["Dec '27", "Jan '28"]),
        ("2027/28 and 2028/29", ["2027/28", "2028/29"]),
        ("Cabinet 14 July 2027; Council 10 September 2027", ["14 July 2027", "10 September 2027"]),
        ("Draft July 2027\n- October 2027 final", ["July 2027", "October 2027"]),
        ("Agreed: Autumn 2027   Date of next review: Autumn 2028", ["Autumn 2027", "Autumn 2028"]),
        ("Last reviewed 4 July 2027", ["4 July 2027"]),
        ("A sermon, 4 May 2028; Mr Chaucersat 5/5/28", ["4 May 2028", "5/5/28"]),
    ],
)
def test_a_list_gives_each_of_its_dates_with_a_year(text: str, words: list[str]) -> None:
    dates, _ = find_dates(text)
    assert [found.words for found in dates] == words
    assert all(found.latest and not found.year_inferred for found in dates)


@given(
    st.sampled_from(sorted(WORDS - SAY_SOMETHING_OF_A_DATE)),
    st.sampled_from(["4 July 2028", "04/07/2028", "July 2028", "autumn term 2028"]),
    st.sampled_from(["{word} {date}", "{date} {word}"]),
)
def test_no_word_beside_a_date_becomes_a_part_of_it(word: str, date: str, together: str) -> None:
    dates, warnings = find_dates(together.format(word=word, date=date))
    assert [found.words for found in dates] == [date]
    assert warnings == []


@pytest.mark.samples
def test_every_date_of_the_samples_is_read_as_a_careful_person_reads_it(samples: Path) -> None:
    expressions = json.loads((samples / "samples" / "dates.json").read_text(encoding="utf-8"))["expressions"]
    wrong = []
    for expression in expressions:
        given = expression["context_year"]
        answer = read_line(expression["as_written"], Context.parse(given) if given else None)
        read = [[found["earliest"], found["latest"]] for found in answer["dates"]]
        fair = [[expression["earliest"], expression["latest"]], *expression.get("also_accept", [])]
        if len(read) != 1 or read[0] not in fair:
            wrong.append((expression["as_written"], read))
    assert expressions
    assert not wrong
