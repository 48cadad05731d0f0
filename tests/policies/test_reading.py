import itertools
import json
import re
import textwrap
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.blocks import words
from documents.readers.text import read
from policies.document import ClauseKind, commitments, fill, placeholders
from policies.reading import PolicyReading, read_policy, to_document

PAGED = """\
HOLLIN BANK PRIMARY SCHOOL

SUCCESSION PLANNING POLICY

Approved by:        Full Governing Board          Date: 14 March 2023
Last reviewed on:   March 2023
Next review due by: March 2025

CONTENTS

1. AIMS ......................................... 2
2. PRINCIPLES ................................... 2
3. ROLES AND RESPONSIBILITIES ................... 3
4. MONITORING ARRANGEMENTS ...................... 4

Hollin Bank Primary School                                Page 1 of 4

1. AIMS

This policy aims to:

• Make sure the school is never without a leader
• Grow leaders from among our own staff, and help them
  move on when they are ready
• Keep the knowledge that leaves with a leader

2. PRINCIPLES

2.1 Every member of staff is entitled to a conversation about
their career at least once a year.

2.2 Posts are filled on merit, after open competition.

Hollin Bank Primary School                                Page 2 of 4

3. ROLES AND RESPONSIBILITIES

3.1 The governing board

The governing board will:

a) Approve this policy
b) Appoint the headteacher, taking advice from the local
authority
c) Hold the headteacher to account for:
   i) the plan for cover
   ii) the development of middle leaders

3.2 The headteacher

The headteacher will keep the plan up to date and report on it
each spring.

Hollin Bank Primary School                                Page 3 of 4

4. MONITORING ARRANGEMENTS

The personnel committee reviews this policy every two years. At
every review, the policy is shared with the full governing
board.

Signed: .............................. (Chair of governors)
Date: ..................

Hollin Bank Primary School                                Page 4 of 4
"""

MARKDOWN = """\
# Leadership Development Policy

*Larchfield Church of England Academy*

**Approved by:** Trust board, 3 July 2024
**Review date:** July 2026

## Rationale

Good leadership matters, and **good leaders** are made
over years.

## Our principles

- Leadership is shared
- Leaders are **learners**
  - they read
  - they visit other schools

## What we will do

We will:

1. Run a shadowing programme each term.
2. Pay for one national qualification a year.

## Who does what

| Role | Duty |
|------|------|
| Headteacher | Keeps the plan |

## Monitoring

The committee looks at the plan each autumn.
"""

NUMBERED = """\
The Marsh Lane Federation
Staff Development and Succession Policy
September 2022

1 Introduction

1.1 The federation believes that people are its greatest strength.

2 Aims

2.1 To recruit and keep good leaders.
2.2 To prepare staff for the next step.

3 Commitments

3.1 The federation will set aside money each year for training.
3.2 Heads will talk to each member of staff about what comes next.

4 Review

This policy was adopted by the governing body on 12/10/2022 and will be reviewed in October 2024.
"""

QUESTIONS = """\
Succession planning at Fenwick Road Infant School: questions and answers

What is succession planning?

It is making sure that somebody is ready when a leader leaves. It is not a promise of a post.

What will the school do?

We will:
- offer shadowing days
- pay supply cover for visits

How do we know it works?

The governors look at the plan each year.
"""

HEADLESS = """\
Growing Leaders at Ashby Vale School

• This document was developed in the autumn term 2023 by the staff.
• It was approved by the governors on 6 February 2024.

The aim of this policy is that no post stays empty for long.

The policy rests on these principles:
• Posts are open to all.
• Talent is looked for early.

The governing body will:
• ask about the plan each term
• set money aside
"""

# As a PDF gives it: no blank lines, bullets lost, a footer with the page's number, a title on two lines.
FLAT = """\
Bishop Ward Catholic Academy Trust
LEADERSHIP DEVELOPMENT AND
SUCCESSION PLANNING POLICY
Date of policy: November 2021
Review date: November 2023
Rationale
The Trust recognises that the recruitment and retention of excellent leaders is one of the most important tasks
facing governors and directors. The supply of leaders for Catholic schools has fallen and the Trust must therefore
plan for the future with care.
Objectives
To identify staff with the potential to lead
To give those staff the experience and training that they need in order to apply
for posts with confidence
Guidelines
Directors will expect every headteacher to talk with staff about their hopes during appraisal.
Headteachers will:
keep a record of those who wish to be considered
offer opportunities, such as shadowing, coaching and acting up
report each July to
the board
Succession Planning Policy v1.2          1
Governors are asked to:
consider the future of senior posts every year
meet the costs of national qualifications
Monitoring and Evaluation
The board of directors will monitor the policy through the annual report. It will be evaluated by the
number of internal applicants for each post.
Succession Planning Policy v1.2          2
"""

# As a web page gives it: a blank line after each line, bullets lost, each item a sentence.
WEB_PAGE = """\
Skip to content

Home > About us > Policies > Succession Planning

Succession Planning

Policy statement

We want Linden Grove School to be led well at all times.

Our commitment

The school will:

Review the leadership structure every year.

Offer staff the chance to act up, with support from a colleague.

Keep a register of skills and interests.

Who is responsible?

The headteacher is responsible for this policy. Governors receive a report each year.

Last updated: 3 September 2021
"""

# As a word processor's columns give it: everything indented, parts numbered 1.0, two kinds of bullet.
INDENTED = """\
                         Marlpit Hill School

                    Succession Planning Policy


    1.0   Introduction

          Our school has a stable staff. We know that this will not
          always be so, and we plan for it.

    2.0   Aims of the policy

          2.1   To have a named deputy for each post
          2.2   To share knowledge so that no one person holds it
                alone

    3.0   Strategies

          •     Job rotation among middle leaders
          •     A mentor for each new leader, drawn from another
                school where possible
                –     half a day each term
                –     cover paid by the school
"""

# Labels with their values on the next line, contents parted by tabs, ">" for bullets.
CELLS = """\
Succession planning policy
Kestrel Primary School


Approved by:
Governing board
Date: 1 May 2024
Next review due by:
1 May 2026


Contents
1. Aims\t2
2. Legislation and guidance\t2
3. Our plan\t3

1. Aims
This policy aims to:
> Make sure that leadership continues when people leave
> Set out who does what
2. Legislation and guidance
This policy is based on the Education Act 2002 and the governance handbook.
3. Our plan
> We will keep a skills matrix
> Vice-chairs shadow chairs
"""


def reading_of(text: str, name: str = "policy.txt") -> PolicyReading:
    return read_policy(read(name, text))


def outline(reading: PolicyReading) -> list[tuple[str | None, str, Counter[str]]]:
    """Each section's heading and kind, and how many parts of each sort it has."""
    return [
        (section.heading, section.kind.value, Counter(part.type for part in section.body))
        for section in reading.sections
    ]


def clauses(reading: PolicyReading, kind: str) -> list[str]:
    return [
        part.text
        for section in reading.sections
        if section.kind == kind
        for part in section.body
        if part.type == "clause"
    ]


def assert_every_word_is_placed_once(text: str, name: str = "policy.txt") -> None:
    """The contract: the words of the source are those of the fields and the furniture, and no others."""
    source = read(name, text)
    reading = read_policy(source)
    counted = reading.words
    assert counted.placed + counted.unplaced + counted.furniture == counted.source
    if reading.declined is not None:
        assert reading.sections == reading.unplaced == reading.placeholders == reading.dates == ()
        assert reading.title is reading.subtitle is reading.organisation is None
        return
    shown = Counter(word for said in reading.texts() for word in words(said))
    shown.update(word for left in reading.unplaced for word in words(left.text))
    assert sum(shown.values()) == counted.placed + counted.unplaced
    # A word broken at a line end is counted once; its letters are the same.
    missing = Counter("".join(source.words)) - Counter("".join(shown.elements()))
    invented = Counter("".join(shown.elements())) - Counter("".join(source.words))
    furniture = Counter("".join(word for block in source.furniture for word in words(block.text)))
    bullets = missing - furniture
    assert not invented
    assert set(bullets) <= set("olnqvuØüàè"), bullets


# Structure


def test_a_paged_policy_with_numbered_capitals_reads_right() -> None:
    reading = reading_of(PAGED)
    assert reading.title == "SUCCESSION PLANNING POLICY"
    assert reading.organisation == "HOLLIN BANK PRIMARY SCHOOL"
    assert [(heading, kind) for heading, kind, _ in outline(reading)] == [
        (None, "control"),
        ("CONTENTS", "other"),
        ("1. AIMS", "aims"),
        ("2. PRINCIPLES", "plan"),
        ("3. ROLES AND RESPONSIBILITIES", "other"),
        ("3.1 The governing board", "implementation"),
        ("3.2 The headteacher", "other"),
        ("4. MONITORING ARRANGEMENTS", "monitoring"),
        (None, "control"),
    ]
    assert len(clauses(reading, "aims")) == 3
    assert clauses(reading, "plan")[1] == "2.2 Posts are filled on merit, after open competition."
    assert len(clauses(reading, "implementation")) == 3
    assert reading.sections[5].body[-1].sub_clauses == (
        "i) the plan for cover",
        "ii) the development of middle leaders",
    )
    assert reading.words.furniture == 32


def test_a_markdown_policy_reads_right() -> None:
    reading = reading_of(MARKDOWN, "policy.md")
    assert reading.title == "Leadership Development Policy"
    assert reading.organisation == "Larchfield Church of England Academy"
    assert outline(reading)[1:] == [
        ("Rationale", "introduction", Counter(paragraph=1)),
        ("Our principles", "plan", Counter(clause=2)),
        ("What we will do", "implementation", Counter(lead_in=1, clause=2)),
        ("Who does what", "other", Counter(table=1)),
        ("Monitoring", "monitoring", Counter(paragraph=1)),
    ]
    assert {section.level for section in reading.sections} == {1}
    assert reading.sections[2].body[1].sub_clauses == ("they read", "they visit other schools")


def test_numbered_clauses_are_clauses_and_keep_their_numbers() -> None:
    reading = reading_of(NUMBERED)
    assert reading.title == "Staff Development and Succession Policy"
    assert clauses(reading, "aims") == [
        "2.1 To recruit and keep good leaders.",
        "2.2 To prepare staff for the next step.",
    ]
    assert len(clauses(reading, "implementation")) == 2


def test_a_policy_without_blank_lines_or_bullets_reads_right() -> None:
    reading = reading_of(FLAT)
    assert reading.title == "LEADERSHIP DEVELOPMENT AND SUCCESSION PLANNING POLICY"
    assert outline(reading)[1:] == [
        ("Rationale", "introduction", Counter(paragraph=1)),
        ("Objectives", "aims", Counter(clause=2)),
        ("Guidelines", "implementation", Counter(paragraph=1, lead_in=2, clause=5)),
        ("Monitoring and Evaluation", "monitoring", Counter(paragraph=1)),
    ]
    assert clauses(reading, "implementation")[2] == "report each July to the board"


def test_a_policy_copied_from_a_web_page_reads_right() -> None:
    reading = reading_of(WEB_PAGE)
    assert reading.title == "Succession Planning"
    assert len(reading.unplaced) == 2
    assert outline(reading) == [
        ("Policy statement", "introduction", Counter(paragraph=1)),
        ("Our commitment", "implementation", Counter(lead_in=1, clause=3)),
        ("Who is responsible?", "other", Counter(paragraph=1)),
        (None, "control", Counter(table=1)),
    ]


def test_an_indented_policy_reads_right() -> None:
    reading = reading_of(INDENTED)
    assert (reading.title, reading.organisation) == ("Succession Planning Policy", "Marlpit Hill School")
    assert outline(reading) == [
        ("1.0 Introduction", "introduction", Counter(paragraph=1)),
        ("2.0 Aims of the policy", "aims", Counter(clause=2)),
        ("3.0 Strategies", "implementation", Counter(clause=2)),
    ]
    assert reading.sections[2].body[1].sub_clauses == ("half a day each term", "cover paid by the school")


def test_labels_whose_values_stand_on_the_next_line_are_rows_of_the_control_table() -> None:
    reading = reading_of(CELLS)
    assert reading.sections[0].body[0].rows == (
        ("Approved by:", "Governing board"),
        ("Date:", "1 May 2024"),
        ("Next review due by:", "1 May 2026"),
    )
    assert [(date.label, str(date.window.latest)) for date in reading.dates] == [
        ("approved", "2024-05-01"),
        ("review", "2026-05-01"),
    ]
    assert [len(clauses(reading, kind)) for kind in ("aims", "plan")] == [2, 2]


def test_questions_are_headings_of_their_answers() -> None:
    reading = reading_of(QUESTIONS)
    assert [heading for heading, _, _ in outline(reading)] == [
        "What is succession planning?",
        "What will the school do?",
        "How do we know it works?",
    ]
    assert reading.organisation == "Fenwick Road Infant School"
    assert len(clauses(reading, "implementation")) == 2


def test_without_headings_a_lead_in_begins_a_section_and_its_kind_is_a_guess() -> None:
    reading = reading_of(HEADLESS)
    assert outline(reading) == [
        (None, "control", Counter(clause=2)),
        (None, "aims", Counter(paragraph=1)),
        (None, "plan", Counter(lead_in=1, clause=2)),
        (None, "implementation", Counter(lead_in=1, clause=2)),
    ]
    assert all(section.kind_is_guess for section in reading.sections)
    assert "4 sections" in reading.warnings[0]


def test_aims_listed_in_an_introduction_are_aims() -> None:
    reading = reading_of(
        "Staff Policy\n\nIntroduction\n\nWe grow people here.\n\nThe aims of this policy are:\n\n"
        "• to keep leaders\n• to grow leaders\n\nReview\n\nThe governors review it in June each year.\n"
    )
    assert clauses(reading, "aims") == ["to keep leaders", "to grow leaders"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("1. Aims and objectives", "aims"),
        ("Purpose of this policy", "aims"),
        ("Statement of intent", "introduction"),
        ("Implementation plan", "implementation"),
        ("Our commitments", "implementation"),
        ("Keeping a succession plan", "plan"),
        ("Guiding principles:", "plan"),
        ("MONITORING AND REVIEW", "monitoring"),
        ("Evaluation", "monitoring"),
        ("Approval and review", "control"),
        ("Version control", "control"),
        ("Membership of the committee", "other"),
        ("Appendix A: our plan", "other"),
    ],
)
def test_a_heading_says_what_its_section_is_for(heading: str, kind: str) -> None:
    reading = reading_of(
        f"Leadership Policy\n\n{heading}\n\nWhat stands here is of no matter at all to anyone.\n" + PAD
    )
    section = next(section for section in reading.sections if section.heading == heading)
    assert (section.kind, section.kind_is_guess) == (kind, False)


PAD = "\nIntroduction\n\nThe school has thought about this for a long time and has talked to all who work in it.\n"


# Front


def test_a_title_that_stands_twice_is_unplaced_the_second_time() -> None:
    reading = reading_of("Leadership Policy\n\nLeadership Policy\nA statement for governors\n" + PAD)
    assert (reading.title, reading.subtitle) == ("Leadership Policy", "A statement for governors")
    assert [(left.text, str(left.place)) for left in reading.unplaced] == [("Leadership Policy", "line 3")]


def test_a_title_on_two_lines_is_one() -> None:
    assert reading_of("Oakdale School\n\nLeadership and Succession\nPolicy 2024\n" + PAD).title == (
        "Leadership and Succession Policy 2024"
    )


def test_what_a_website_left_is_unplaced() -> None:
    reading = reading_of("Home > Policies > Staff\n\nStaff Policy\n" + PAD)
    assert reading.title == "Staff Policy"
    assert "website" in reading.unplaced[0].reason


def test_a_school_named_in_the_text_is_the_organisation_and_its_words_count_once() -> None:
    text = (
        "Staff Policy\n\nIntroduction\n\n"
        "At Tarn Hows Primary School we grow leaders. Tarn Hows Primary School is small.\n"
    )
    reading = reading_of(text + PAD)
    assert reading.organisation == "Tarn Hows Primary School"
    assert_every_word_is_placed_once(text + PAD)


def test_a_file_that_names_no_school_has_no_organisation() -> None:
    assert (
        reading_of(
            "Staff Policy\n\nIntroduction\n\nThe School and every Primary School nearby agree.\n" + PAD
        ).organisation
        is None
    )


# Dates and blanks


def test_the_dates_of_a_control_block_have_labels() -> None:
    dates = [(date.label, date.window.words, str(date.window.latest)) for date in reading_of(PAGED).dates]
    assert dates == [
        ("approved", "14 March 2023", "2023-03-14"),
        ("last review", "March 2023", "2023-03-31"),
        ("review", "March 2025", "2025-03-31"),
    ]


def test_dates_in_sentences_about_the_policy_are_its_dates_and_others_are_not() -> None:
    reading = reading_of(
        NUMBERED + "\nThe Equality Act 2010 and the governors of May 2019 are not dates of this text.\n"
    )
    assert [(date.label, date.window.words) for date in reading.dates][1:] == [
        ("adopted", "on 12/10/2022"),
        ("review", "in October 2024"),
    ]


def test_blanks_are_told_by_what_they_mean() -> None:
    reading = reading_of(
        "Staff Policy\n\nIntroduction\n\n"
        "Leaders at ............ School learn. The ........ Primary School policy says so.\n"
        "[Insert name of school] agrees. Wait... and see.\n" + PAD + "\nSigned: ________ Chair\n\nDate: ........\n"
    )
    assert [(blank.words, blank.means, blank.count) for blank in reading.placeholders] == [
        ("............", "school", 3),
        ("________", "signature", 1),
        ("........", "date", 1),
    ]


def test_blanks_on_one_line_are_told_by_the_word_nearest_to_them_and_wait_for_no_value() -> None:
    reading = reading_of(
        "Staff Policy\n\nIntroduction\n\nWe plan.\n" + PAD + "\nSigned: ________ (Chair) Date: ________\n\n"
        "This policy was agreed on 3 May 2026 and will be reviewed in May 2028.\n"
    )
    assert [(blank.means, blank.count) for blank in reading.placeholders] == [("signature", 1), ("date", 1)]
    assert [(date.label, date.window.words) for date in reading.dates] == [
        ("agreed", "on 3 May 2026"),
        ("review", "in May 2028"),
    ]


def test_dots_that_lead_to_a_page_number_are_no_blanks() -> None:
    assert [blank.means for blank in reading_of(PAGED).placeholders] == ["signature", "date"]


def test_blanks_that_mean_the_school_become_its_name_once() -> None:
    reading = reading_of(
        "Staff Policy\n\nAims\n\n"
        "• Leaders at ........... School learn.\n• The ______ Church of England School trusts them.\n" + PAD
    )
    numbers = itertools.count(1)
    document = to_document(reading, new_id=lambda: f"id{next(numbers)}")
    assert placeholders(document) == {"school": 2}
    filled = fill(document, {"school": "Tarn Hows School"})
    assert [clause.text for clause in filled.clauses()][:2] == [
        "Leaders at Tarn Hows School learn.",
        "The Tarn Hows School trusts them.",
    ]


# Declining


LETTER = """\
Thornhill Primary School

4 May 2024

Dear Mrs Brown,

Thank you for your letter about the succession policy. The governing board will look at it in June.

Yours sincerely,

J Smith
"""
MINUTES = """\
Thornhill Primary School
Minutes of the governing board held on 4 May 2024

Present: A Marsh (chair), B Okoro, C Lund
Apologies: D Finch

1. Matters arising
There were none.

2. Succession policy
The board approved the succession planning policy. The head will send it to staff.

Date of next meeting: 6 July 2024
"""
CV = """\
Curriculum Vitae

Jo Bloggs
Email: jo@example.org

Personal statement
I am an experienced deputy head who will lead with energy.

Employment history
2015 to now: deputy head, Thornhill Primary School

Education and qualifications
NPQH, 2019

References
On request
"""
NEWSLETTER = """\
Thornhill Primary School Newsletter
Issue 12, Friday 3 May 2024

Dear parents and carers

What a busy week! Year 3 went to the farm and the choir sang at the town hall.

Dates for your diary
Monday 6 May: bank holiday
"""
PLAN = """\
Leadership review

ACTION PLAN

Recommendation\tAction\tBy whom\tMilestones\tOutcome measures
1. Write a policy\tDraft it\tOfficer\tJune 2026\tAll schools have one
2. Talk to heads\tHold a meeting\tOfficer\tJuly 2026\tHeads came
"""
AGENDA = """\
Agenda

Thornhill governing board
Venue: the hall

1. Apologies
2. Declarations of interest
3. Succession planning
4. Any other business
"""
REPORT = """\
Scrutiny panel report

Purpose of report

To tell members how schools plan for the day when a head leaves.

Recommendations

That members note what is said here and ask for more.
"""
FIGURES = """\
Budget monitoring 2027/28

Code    Heading              Budget     Actual    Variance
E01     Teaching staff       812,000    799,120   12,880
E03     Education support    214,500    220,310   -5,810
E08     Training              12,000      9,450    2,550
"""
STORY = """\
The wolf came down from the hills in the night. Nobody heard it but the old woman at the edge of the village, who
was awake because of the moon. She lit a lamp and waited for the morning to come, and in the morning there was snow.
"""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no words"),
        (" \n\n", "no words"),
        ("Staff Policy", "too few words"),
        (LETTER, "a letter"),
        (MINUTES, "minutes of a meeting"),
        (AGENDA, "agenda or minutes"),
        (REPORT, "a report"),
        (CV, "a CV"),
        (NEWSLETTER, "a newsletter"),
        (PLAN, "an action plan, not a policy. Choose the file of the policy"),
        (STORY, "does not read like a policy"),
        (FIGURES, "does not read like a policy"),
    ],
)
def test_what_is_something_else_is_declined_in_one_sentence_and_nothing_made_up(text: str, sentence: str) -> None:
    reading = reading_of(text)
    assert reading.declined is not None
    assert sentence in reading.declined
    assert_every_word_is_placed_once(text)


@pytest.mark.parametrize("text", [PAGED, MARKDOWN, NUMBERED, QUESTIONS, HEADLESS, FLAT, WEB_PAGE, INDENTED, CELLS])
def test_a_policy_is_not_declined_and_keeps_every_word(text: str) -> None:
    assert reading_of(text).declined is None
    assert_every_word_is_placed_once(text)


def test_the_json_has_exactly_the_keys_of_the_contract() -> None:
    data = reading_of(PAGED).as_json()
    assert set(data) == {
        "file", "refused", "declined", "title", "subtitle", "organisation", "sections", "placeholders", "dates",
        "unplaced", "warnings", "words",
    }  # fmt: skip
    assert set(data["sections"][0]) == {"heading", "level", "kind", "kind_is_guess", "place", "body"}
    assert set(data["sections"][0]["body"][0]) == {"type", "text", "sub_clauses", "rows", "place"}
    assert set(data["words"]) == {"source", "placed", "unplaced", "furniture"}
    assert set(data["dates"][0]) == {"label", "words", "earliest", "latest", "precision", "year_inferred"}
    assert data["sections"][2]["place"] == "lines 18-25"
    assert set(reading_of("").as_json()) == set(data)


# Properties

LINES = st.sampled_from(
    [
        "", "", "Staff Policy", "Oakdale School", "Aims", "1. Aims", "2. REVIEW", "## Principles", "Introduction",
        "We will:", "• train leaders", "- talk to staff,", "o read", "o visit schools", "1. plan ahead", "(a) cover",
        "The plan will keep leaders at ........ School.", "and so on", "Approved by: the board", "Date: May 2024",
        "Name\tRole", "Ada\tChair", "| Role | Duty |", "Page 2 of 3", "Signed: ______", "Home > Policies",
        "It was reviewed in June 2023 by the gover-", "nors of the school", "‘Growing leaders’",
        "Contents", "Dear all",
    ]
)  # fmt: skip


@given(st.lists(LINES, max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_word_of_any_text_is_lost_or_invented(lines: list[str]) -> None:
    assert_every_word_is_placed_once("Staff Policy\n\nIntroduction\n\nWe think ahead.\n\n" + "\n".join(lines))


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_can_be_read_as_a_policy(text: str) -> None:
    counted = reading_of("Staff Policy\n\n" + text + PAD).words
    assert counted.placed + counted.unplaced + counted.furniture == counted.source


def test_a_long_policy_is_read_in_good_time() -> None:
    body = "".join(
        f"{n}. Part number {n}\n\n"
        + "".join(f"{n}.{m} The school will do what clause {m} says.\n" for m in range(1, 12))
        for n in range(1, 60)
    )
    started = time.process_time()
    reading = reading_of("Staff Policy\n\n" + body)
    assert time.process_time() - started < 1
    assert len(reading.sections) == 59


# The documents the product grew from


@pytest.fixture
def seed(samples: Path) -> str:
    return next((samples / "seeds").glob("000_*.txt")).read_text(encoding="utf-8")


def squeezed(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


def structure(reading: PolicyReading) -> list[object]:
    """All that must not depend on how the text was wrapped or bulleted."""
    return [
        squeezed(reading.title),
        squeezed(reading.subtitle),
        reading.organisation,
        [
            (squeezed(section.heading), section.kind, section.kind_is_guess, section.level)
            for section in reading.sections
        ],
        [[(part.type, squeezed(part.text)) for part in section.body] for section in reading.sections],
        [(blank.means, blank.count) for blank in reading.placeholders],
        [(date.label, date.window.words) for date in reading.dates],
        reading.unplaced,
    ]


@pytest.mark.samples
def test_the_seed_policy_reads_perfectly(seed: str) -> None:
    reading = reading_of(seed)
    assert squeezed(reading.title).startswith("DraftSuccession")
    assert reading.subtitle == seed.splitlines()[1].strip()
    assert reading.organisation is None
    assert [(section.kind.value, section.kind_is_guess) for section in reading.sections] == [
        ("introduction", False),
        ("aims", False),
        ("plan", False),
        ("implementation", False),
        ("monitoring", False),
    ]
    lines = [line.strip() for line in seed.splitlines()]
    assert all(section.heading in lines for section in reading.sections)
    counts = [Counter(part.type for part in section.body) for section in reading.sections]
    assert counts == [
        Counter(paragraph=4),
        Counter(clause=4),
        Counter(lead_in=1, clause=7),
        Counter(lead_in=1, clause=11),
        Counter(paragraph=1),
    ]
    assert [(blank.means, blank.count) for blank in reading.placeholders] == [("school", 3)]
    assert [(date.label, str(date.window.earliest)) for date in reading.dates] == [("in title", "2009-01-01")]
    assert reading.words.placed == reading.words.source
    assert reading.warnings == ()
    assert_every_word_is_placed_once(seed)


@pytest.mark.samples
def test_the_seed_policy_becomes_a_document_with_eighteen_commitments(seed: str) -> None:
    numbers = itertools.count(1)
    document = to_document(reading_of(seed), new_id=lambda: f"id{next(numbers)}")
    assert placeholders(document) == {"school": 3}
    assert len(commitments(document)) == 18
    assert sum(clause.kind is ClauseKind.LEAD_IN for clause in document.clauses()) == 2
    filled = fill(document, {"school": "Tarn Hows School"})
    assert sum(clause.text.count("Tarn Hows School") for clause in filled.clauses()) == 3
    assert not any("Tarn Hows School School" in clause.text for clause in filled.clauses())


@pytest.mark.samples
@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_the_seed_policy_wrapped_at_any_width_has_the_same_structure(seed: str, width: int) -> None:
    wrapped = "\n".join(textwrap.fill(line, width) for line in seed.split("\n"))
    assert structure(reading_of(wrapped)) == structure(reading_of(seed))
    assert_every_word_is_placed_once(wrapped)


@pytest.mark.samples
@pytest.mark.parametrize("sign", ["•", "-", "–", "*", "o", "l", "➢", "▪", "\uf0b7", "✓"])
def test_the_seed_policy_with_other_bullets_has_the_same_structure(seed: str, sign: str) -> None:
    other = re.sub("^· ", f"{sign} ", seed, flags=re.MULTILINE)
    assert other != seed
    assert structure(reading_of(other)) == structure(reading_of(seed))
    assert_every_word_is_placed_once(other)


@pytest.mark.samples
def test_the_seed_policy_with_numbers_for_bullets_has_as_many_clauses(seed: str) -> None:
    numbers = itertools.count(1)
    numbered = re.sub("^· ", lambda _: f"{next(numbers)}. ", seed, flags=re.MULTILINE)
    assert outline(reading_of(numbered)) == outline(reading_of(seed))


@pytest.mark.samples
@pytest.mark.parametrize("width", [60, 100, None])
def test_the_seed_policy_with_every_name_replaced_has_the_same_structure(seed: str, width: int | None) -> None:
    names = {
        "Essex": "Dorlingshire",
        "Government": "Ministry",
        "SEF": "QXR",
        "NCSL": "ZZT",
        "NPQH": "LMN",
        "IIP": "WOV",
    }
    names |= {
        "Headteacher": "Principal",
        "Headteachers": "Principals",
        "Future Leader": "Distant Lantern",
        "2009": "2031",
    }
    other = re.sub("|".join(rf"\b{name}\b" for name in names), lambda found: names[found[0]], seed)
    if width:
        other = "\n".join(textwrap.fill(line, width) for line in other.split("\n"))
    first, second = reading_of(seed), reading_of(other)
    assert [counts for _, _, counts in outline(second)] == [counts for _, _, counts in outline(first)]
    assert [kind for _, kind, _ in outline(second)] == [kind for _, kind, _ in outline(first)]
    assert structure(second)[5] == structure(first)[5]


@pytest.mark.samples
def test_the_seed_policy_is_read_in_under_a_third_of_a_second(seed: str) -> None:
    started = time.process_time()
    reading_of(seed)
    assert time.process_time() - started < 0.3


@pytest.mark.samples
def test_every_sample_policy_is_read_as_a_careful_person_reads_it(samples: Path) -> None:
    paths = sorted((samples / "samples" / "policies").glob("*.expected.json"))
    assert paths
    for path in paths:
        expected = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(expected["file"]).read_text(encoding="utf-8")
        reading = reading_of(text, expected["file"])
        assert reading.declined is None, path.name
        assert reading.title == expected["title"], path.name
        assert (reading.organisation or "") == (expected.get("body") or ""), path.name
        headings = [re.sub(r"^\d+\.\s*", "", section.heading) for section in reading.sections if section.heading]
        assert headings == expected["headings"], path.name
        counted = [sum(part.type == "clause" for part in section.body) for section in reading.sections]
        wanted = [section["bullets"] for section in expected["sections"]]
        assert [count for count in counted if count] == [count for count in wanted if count], path.name
        found = {(str(date.window.earliest), str(date.window.latest)) for date in reading.dates}
        assert {(date["earliest"], date["latest"]) for date in expected["dates"]} <= found, path.name
        assert_every_word_is_placed_once(text, expected["file"])


@pytest.mark.samples
def test_every_sample_plan_is_declined_as_a_policy(samples: Path) -> None:
    paths = [*(samples / "samples" / "plans").glob("*.txt"), *(samples / "seeds").glob("003_*.txt")]
    assert paths
    for path in paths:
        assert reading_of(path.read_text(encoding="utf-8"), path.name).declined, path.name


@pytest.mark.samples
@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize("sign", ["•", "-", "o", "\uf0b7"])
@pytest.mark.parametrize("order", [(0, 1, 2, 3), (2, 0, 3, 1), (3, 2, 1, 0)])
def test_the_seed_policy_changed_in_every_way_at_once_has_the_same_structure(
    seed: str, width: int, sign: str, order: tuple[int, ...]
) -> None:
    """Its parts numbered and in another order, other bullets, other names, and other lines."""
    first = reading_of(seed)
    lines = seed.split("\n")
    starts = [next(n for n, line in enumerate(lines) if line.strip() == part.heading) for part in first.sections]
    parts = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    moved = [parts[0], *(parts[1 + place] for place in order)]
    numbered = [[f"{number}. {part[0].strip()}", *part[1:], ""] for number, part in enumerate(moved, start=1)]
    other = "\n".join([*lines[: starts[0]], *(line for part in numbered for line in part)])
    other = re.sub("^· ", f"{sign} ", other, flags=re.MULTILINE)
    other = re.sub(
        r"\b(?:Essex|NCSL|SEF|NPQH|IIP)\b", lambda found: {5: "Dorne", 4: "ZZTQ", 3: "QXR"}[len(found[0])], other
    )
    second = reading_of("\n".join(textwrap.fill(line, width) for line in other.split("\n")))
    expected = [outline(first)[0], *(outline(first)[1 + place] for place in order)]
    assert [(kind, counts) for _, kind, counts in outline(second)] == [(kind, counts) for _, kind, counts in expected]
    assert [squeezed(section.heading) for section in second.sections] == [
        squeezed(f"{number}. {heading}") for number, (heading, _, _) in enumerate(expected, start=1)
    ]
    assert [(blank.means, blank.count) for blank in second.placeholders] == [("school", 3)]
