"""Telling dates from ordinary words, what cannot be, and what holds for any text whatever."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from documents.dates import DEFAULT_CALENDAR, Calendar, Context, find_dates, read_line
from tests.documents.windows import ACADEMIC, check, only, shown


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2027",
        "31/02/2027",
        "30.02.2027",
        "29 Feb 2027",
        "31 June 2027",
        "05/13/2027",
        "0 May 2027",
        "32/01/2027",
    ],
)
def test_a_day_that_is_not_in_the_calendar_warns_and_has_no_window(text: str) -> None:
    dates, warnings = find_dates(f"by {text}")
    assert [(found.words, shown(found)) for found in dates] == [(f"by {text}", "-..- day")]
    assert warnings == [f"“{text}” is not a day in the calendar: check the day and the month."]


@pytest.mark.parametrize("paper", [None, ACADEMIC, Context.parse("2027-2030")])
def test_a_day_that_is_in_no_year_s_calendar_warns_without_a_year(paper: Context | None) -> None:
    _, warnings = find_dates("by 31 February", context=paper)
    assert len(warnings) == 1


def test_a_leap_day_warns_only_where_the_year_has_none() -> None:
    assert find_dates("29 February", context=ACADEMIC)[1] == []
    assert len(find_dates("29 February", context=Context.parse("2026/27"))[1]) == 1
    assert find_dates("29 February")[1] == []


def test_a_range_that_ends_before_it_starts_warns_and_has_no_window() -> None:
    dates, warnings = find_dates("Sept 2010 – July 2010")
    assert [shown(found) for found in dates] == ["-..- month"]
    assert warnings == ["“Sept 2010 – July 2010” ends before it starts: check the years."]


def test_a_weekday_that_does_not_fit_its_date_warns() -> None:
    dates, warnings = find_dates("Monday 5 September 2014")
    assert shown(dates[0]) == "2014-09-05..2014-09-05 day"
    assert warnings == ["“Monday 5 September 2014” is a Friday: check the day."]


@pytest.mark.parametrize(
    "text",
    [
        "You may wish to march in step", "Governors may, if needed, decide", "May include governors", "we MAY apply",
        "the second in a row", "Sun and Mon", "Jan Smith, June Jones and April May-Brown", "the SEP board",
        "call 020 8545 2014 at 10.30am", "open 09:30-15:15", "24/7 support", "3/4 of schools", "9/10 schools",
        "15/16 schools replied", "over 2000 pupils", "around 2015 children", "2,014 pupils", "£2014",
        "the 2011 census", "version 4.01.02", "4.01.02 Publicity", "see para 5.9.14", "SR (25/26) 01", "R3",
        "2.5 per cent", "SM4 5DX", "Section 149 of the Equality Act 2010 requires", "the Regulations 2012 apply",
        "Year 6 pupils", "Years 5/6", "KS2", "Stage 2 results", "10-11 year olds", "ages 14-19", "ISO 9001",
        "Q1. What is your name?", "Q2 results", "spring clean", "a summer school", "term of office",
        "the long term plan", "a four-year term", "half a term", "term-time only", "last year",
        "by the end of Year 6", "https://council.example/2014/05/report", "clerk.2014@school.example", "in 5 cases",
        "No. 2014/15", "Room 2014", "ongoing", "termly", "each autumn term", "every September", "September each year",
        "annually in the autumn term", "the first half", "the final quarter of an hour",
    ],
)  # fmt: skip
def test_ordinary_words_and_numbers_are_no_dates(text: str) -> None:
    assert find_dates(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("MEP Board meeting October", "October"),
        ("Association meeting in\nNovember.", "in\nNovember"),
        ("the board meets in May", "in May"),
        ("May: first draft", "May"),
        ("the March meeting", "March"),
        ("reviewed by governors during autumn 16.", "during autumn 16"),
        ("To complete by 31 Mar 17", "by 31 Mar 17"),
        ("13/07/17 new constitution agreed", "13/07/17"),
        ("Model Succession Policy 2009", "2009"),
        ("schools reconstitute during 2014-2015 and this", "during 2014-2015"),
        ("plan articles for 2015-2016", "for 2015-2016"),
        ("review deferred to May 2021", "May 2021"),
        ("School Development Plan 2014-2017", "2014-2017"),
        ("1. March 2015 schools", "March 2015"),
        ("In 2014 schools were asked", "In 2014"),
        ("Friday 19th December 2014 at 7.30pm", "Friday 19th December 2014"),
    ],
)
def test_a_date_is_found_inside_a_sentence(text: str, words: str) -> None:
    dates, warnings = find_dates(text)
    assert [found.words for found in dates] == [words]
    assert not warnings


@pytest.mark.parametrize(
    "text",
    [
        "Ongoing", "on going", "On-going", "ONGOING", "When ready", "When the need arises", "Once agreed",
        "Immediately", "ASAP", "As and when required", "Termly", "Half-termly", "Annually", "Every September",
        "End of each term", "Quarterly meetings with updates every six months.", "6 months after publication",
        "Within 6 weeks", "By next FGB meeting", "After the Ofsted inspection", "Subject to funding", "Continuous",
        "six-monthly",
    ],
)  # fmt: skip
def test_a_condition_where_a_date_is_asked_for_is_kept_as_one(text: str) -> None:
    check(text, "-..- condition")


@pytest.mark.parametrize(
    "text",
    [
        "N/A", "n/a", "NA", "Not applicable", "TBC", "tbc", "TBA", "To be confirmed", "None", "-", "", "?", "Yes", "2",
        "24/7", "4.01.02", "Complete", "SIS", "according to the School Policy Checklist", "99/99/2015",
    ],
)  # fmt: skip
def test_anything_else_where_a_date_is_asked_for_is_none(text: str) -> None:
    check(text, "-..- none")


@pytest.mark.parametrize("text", ["Ongoing", "When ready", "N/A", "TBC", ""])
def test_elsewhere_conditions_and_blanks_give_nothing(text: str) -> None:
    assert find_dates(text, context=ACADEMIC) == ([], [])


def test_a_line_is_answered_in_the_shape_of_the_command() -> None:
    assert read_line("By March 2015", ACADEMIC) == {
        "line": "By March 2015",
        "dates": [
            {
                "words": "By March 2015",
                "earliest": None,
                "latest": "2015-03-31",
                "precision": "month",
                "year_inferred": False,
            }
        ],
        "warnings": [],
    }


DAYS = st.dates(date(1970, 1, 1), date(2069, 12, 31))
WAYS = [
    "{d:%d/%m/%Y}", "{d.day}/{d.month}/{d:%y}", "{d:%d.%m.%y}", "{d.day}.{d.month}.{d.year}", "{d:%Y-%m-%d}",
    "{d.day} {d:%B} {d.year}", "{d.day} {d:%b} {d:%y}", "{d:%d}-{d:%b}-{d:%Y}", "{d:%A} {d.day}{th} {d:%B} {d.year}",
    "{d.day}{th} of {d:%B}, {d.year}", "{d:%B} {d.day}{th}, {d.year}", "{d:%a} {d:%d/%m/%Y}",
]  # fmt: skip
BITS = [
    "by", "from", "before", "between", "and", "-", "–", "/", "to", "the", "end of", "May", "march", "Sept", "October",
    "5", "12", "31", "2014", "14", "2014/15", "15/16", "autumn", "term", "half term", "Q2", "quarter",
    "academic year", "HT3", "financial year", "ongoing", "1st", "of", "\n", ",", ".", "(", ")", "’14", "year",
    "year end", "week commencing", "Easter", "early", "first half of", "29 February", "99", "0", "each", "next",
    "spring", "Monday", "2100", "1900", "winter",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(BITS), max_size=12).map(" ".join),
    st.lists(st.sampled_from(BITS), max_size=12).map("".join),
)
CONTEXTS = st.sampled_from([
    None, *map(Context.parse, ["2014/15", "2014/15 financial", "2014", "2019-2023", "1900", "2099"])
])  # fmt: skip


@example(day=date(2000, 7, 24), way="{d.day}/{d.month}/{d:%y}")  # all hours of all days, but for the year
@given(DAYS, st.sampled_from(WAYS))
def test_a_day_written_in_any_usual_way_reads_back_to_itself(day: date, way: str) -> None:
    ending = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    found = only(way.format(d=day, th=ending), None)
    assert (found.earliest, found.latest, found.precision) == (day, day, "day")


@given(
    st.integers(1900, 2099),
    st.sampled_from(["{}", "autumn term {}", "Summer {}", "March {}", "Q4 {}", "w/c 5 May {}", "end of {}"]),
)
def test_what_is_named_with_a_year_lies_in_that_year(year: int, way: str) -> None:
    found = only(way.format(year), None)
    assert found.earliest is not None
    assert found.latest is not None
    assert {found.earliest.year, found.latest.year} == {year}


@given(st.integers(1900, 2098), st.sampled_from(["{}", "autumn term {}", "Spring {}", "August {}", "by the end of {}"]))
def test_what_is_named_with_an_academic_year_lies_in_it(year: int, way: str) -> None:
    found = only(way.format(f"{year}/{(year + 1) % 100:02}"), None)
    assert found.latest is not None
    first = found.earliest or found.latest
    assert date(year, 9, 1) <= first <= found.latest <= date(year + 1, 8, 31)


@given(TEXTS, CONTEXTS, st.booleans(), st.sampled_from([DEFAULT_CALENDAR, None]))
def test_whatever_the_text_dates_are_its_words_in_order_and_start_before_they_end(
    text: str, paper: Context | None, asked: bool, calendar: Calendar | None
) -> None:
    dates, warnings = find_dates(text, context=paper, asked=asked, calendar=calendar)
    at = 0
    for found in dates:
        at = text.index(found.words, at) + len(found.words)
        assert not (found.earliest and found.latest) or found.earliest <= found.latest
        assert not found.year_inferred or found.earliest or found.latest
    assert dates or not asked
    assert all(re.search(r"[a-z]\.$", warning) for warning in warnings)


@given(DAYS, st.integers(0, 400))
def test_a_range_between_two_days_has_them_for_its_ends(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = only(f"{first:%d/%m/%Y} - {last:%d/%m/%Y}", None)
    assert (found.earliest, found.latest) == (first, last)
