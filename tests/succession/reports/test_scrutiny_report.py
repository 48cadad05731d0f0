"""The progress report in the frame: prepared, compared, issued to its panel, read by it alone, and printed."""

import datetime
import html
import re
import uuid
from functools import cached_property
from typing import Any

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from actionplan.actions.progress import add_update, record_response
from actionplan.models import Milestone, Recommendation, ScrutinyReview
from actionplan.rules import DateState, Progress, Response
from core import clock, drawing
from people.access.roles import Role
from people.models import Body, Council, TermOfOffice, User
from people.rules import BodyKind, GovernorCategory
from succession.actions import reports as actions
from succession.models import Report
from succession.reports import audience, papers, queries, record, verifying, writing
from succession.reports.kinds import SCRUTINY
from succession.reports.rules import Part
from succession.reports.scrutiny.report import Progress as Facts
from succession.reports.scrutiny.report import assemble
from tests.actionplan.builders import make_full_plan, make_milestone, make_recommendation, make_review
from tests.builders import make_council, make_member
from tests.pdf_structure import structure_of
from tests.succession.reports.scrutiny_records import asked, records
from tests.succession.reports.scrutiny_records import record as record_of
from tests.succession.reports.test_scrutiny_gather import moment

MARCH, JUNE, SEPTEMBER = datetime.date(2026, 3, 2), datetime.date(2026, 6, 1), datetime.date(2026, 9, 1)


class Panel:
    """A council with its plan, its panel, and those who prepare and read reports of it."""

    def __init__(self) -> None:
        self.council: Council = make_council()
        self.officer = make_member(Role.OFFICER, self.council, name="Olwen Officer")

    @cached_property
    def body(self) -> Body:
        return Body.objects.create(council=self.council, name="Scrutiny Panel", kind=BodyKind.SCRUTINY_PANEL)

    @cached_property
    def review(self) -> ScrutinyReview:
        return make_review(council=self.council, by=self.officer, imported_at=moment(MARCH))

    def seated(self, user: User, **kw: Any) -> User:
        given: dict[str, Any] = {"category": GovernorCategory.COUNCILLOR, "starts_on": datetime.date(2020, 1, 1)}
        TermOfOffice.objects.create(body=self.body, name=user.name, user=user, **given | kw)
        return user

    @cached_property
    def member(self) -> User:
        return self.seated(make_member(Role.COUNCILLOR, self.council, name="Cass Councillor"))

    def milestone(self, last_day: datetime.date, **kw: Any) -> Milestone:
        return make_milestone((None, last_day), recommendation=make_recommendation(review=self.review, **kw))

    def told(self, milestone: Milestone, words: str, on: datetime.date, progress: Progress = Progress.DONE) -> None:
        with clock.at(moment(on)):
            add_update(
                milestone=milestone,
                words=words,
                progress=progress,
                on=on,
                token=uuid.uuid4(),
                by=self.officer,
                today=on,
            )

    def draft(self, on: datetime.date = JUNE) -> Report:
        with clock.at(moment(on)):
            made = actions.prepare(kind="scrutiny", place=self.council, body=self.body, meeting=None, by=self.officer)
        return Report.objects.get(pk=made.pk)

    def issued(self, on: datetime.date = JUNE) -> Report:
        draft = self.draft(on)
        with clock.at(moment(on)):
            return actions.issue(report=draft, opened_on=actions.draft_token(draft), by=self.officer)


@pytest.fixture
def panel(db: None) -> Panel:
    return Panel()


def facts_of(report: Report) -> Facts:
    facts = writing.facts_of(SCRUTINY, report)
    assert isinstance(facts, Facts)
    return facts


def text_of(report: Report) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", papers.filled(report, Part.OPEN))).split())


# What is kept --------------------------------------------------------------------------------------------------------
@given(records(), st.none() | records())
def test_what_is_kept_of_a_report_reads_back_as_it_was(now: Any, before: Any) -> None:
    facts = assemble(now, assemble(before, None) if before else None)
    assert record.thawed(Facts, record.frozen(facts)) == facts


def test_every_string_of_a_report_is_a_day_a_word_or_a_number() -> None:
    assert record.canonical(record.frozen(assemble(record_of(asked(1)), None)))


def test_an_issued_report_verifies_and_its_author_can_be_erased(panel: Panel) -> None:
    milestone = panel.milestone(SEPTEMBER)
    panel.told(milestone, "Begun.", MARCH, Progress.UNDER_WAY)
    report = panel.issued()
    (token,) = report.tokens.all()
    assert (token.user_id, token.content) == (panel.officer.pk, "Olwen Officer")
    assert "Olwen Officer" not in report.open_html
    assert "Olwen Officer" in text_of(report)
    assert verifying.verify(report).is_intact


def test_the_author_of_an_update_is_named_once_by_a_token(panel: Panel) -> None:
    for _ in range(3):
        panel.told(panel.milestone(SEPTEMBER), "Begun.", MARCH, Progress.UNDER_WAY)
    assert panel.draft().tokens.count() == 1


# What changed --------------------------------------------------------------------------------------------------------
def test_a_second_report_says_what_changed_since_the_first(panel: Panel) -> None:
    late, done = panel.milestone(JUNE), panel.milestone(SEPTEMBER)
    first = panel.issued(JUNE)
    assert "This is the first report of its kind" in text_of(first)
    panel.told(done, "Sent out.", datetime.date(2026, 7, 1))
    second = panel.issued(SEPTEMBER)
    assert second.previous_id == first.pk
    changes = facts_of(second).changes
    assert [moved.key for moved in changes.newly_late] == [late.pk]
    assert [moved.key for moved in changes.newly_done] == [done.pk]
    said = text_of(second)
    assert "Since report 1, as at 1 June 2026:" in said
    assert "1 milestone became late (recommendation 1)." in said
    assert "1 milestone was done (recommendation 2)." in said
    assert [point.late for point in facts_of(second).points] == [0, 1]


def test_nothing_new_is_said_in_a_sentence(panel: Panel) -> None:
    panel.milestone(SEPTEMBER)
    panel.issued(MARCH)
    said = text_of(panel.draft(JUNE))
    assert "has changed since report 1, as at 2 March 2026." in said
    assert "Nothing was recorded on 1 recommendation (recommendation 1)." in said
    assert "What changed, one by one" not in said


def test_a_correction_is_compared_with_the_report_before_the_one_it_corrects(panel: Panel) -> None:
    late = panel.milestone(MARCH)
    panel.issued(MARCH)
    wrong = panel.issued(JUNE)
    with clock.at(moment(SEPTEMBER)):
        right = actions.correct(report=wrong, why="An update was missing.", by=panel.officer)
    assert facts_of(right).changes.since == MARCH
    assert [moved.key for moved in facts_of(right).changes.newly_late] == [late.pk]
    assert [point.as_at for point in facts_of(right).points] == [MARCH, SEPTEMBER]


def test_a_withdrawn_report_is_no_report_to_compare_with(panel: Panel) -> None:
    panel.milestone(MARCH)
    first = panel.issued(JUNE)
    with clock.at(moment(JUNE)):
        actions.withdraw(report=first, reason="Of the wrong plan.", by=panel.officer)
    second = panel.draft(SEPTEMBER)
    assert second.previous is None
    assert len(facts_of(second).points) == 1


def test_the_third_report_has_the_line_over_all_three(panel: Panel) -> None:
    panel.milestone(MARCH)
    assert "over-time" not in papers.pictures_of(panel.issued(MARCH))
    panel.issued(JUNE)
    third = panel.draft(SEPTEMBER)
    assert [row[0] for row in papers.pictures_of(third)["over-time"].rows] == [
        "2 March 2026",
        "1 June 2026",
        "1 September 2026",
    ]


def test_what_is_recorded_after_issue_changes_nothing_in_it(panel: Panel) -> None:
    milestone = panel.milestone(SEPTEMBER)
    report = panel.issued(JUNE)
    said = text_of(report)
    panel.told(milestone, "Sent out.", datetime.date(2026, 6, 1))
    row = Recommendation.objects.get()
    record_response(
        recommendation=row,
        response=Response.ACCEPTED,
        reason="",
        decider="Cabinet",
        on=None,
        opened_on=row.response_token,
        by=panel.officer,
        today=SEPTEMBER,
    )
    report = Report.objects.get(pk=report.pk)
    assert text_of(report) == said
    assert verifying.verify(report).is_intact
    assert facts_of(report).record.states()[DateState.OPEN] == 1


# Who reads it --------------------------------------------------------------------------------------------------------
def reads(user: User, report: Report) -> bool:
    """Whether somebody may read it: by the list, by its key, and by the models' own rule, which agree."""
    fresh = User.objects.get(pk=user.pk)
    ways = {
        audience.may_read(fresh, report, clock.today()),
        Report.objects.visible_to(fresh).filter(pk=report.pk).exists(),
        report in queries.reports_of(fresh, report.place, clock.today()),
    }
    assert len(ways) == 1
    return ways.pop()


def test_a_draft_is_read_by_officers_alone(panel: Panel) -> None:
    draft = panel.draft()
    assert reads(panel.officer, draft)
    assert not reads(panel.member, draft)


def test_an_issued_report_is_read_by_the_members_of_its_panel(panel: Panel) -> None:
    member, other = panel.member, make_member(Role.COUNCILLOR, panel.council)
    former = panel.seated(make_member(Role.COUNCILLOR, panel.council), ends_on=datetime.date(2021, 1, 1))
    report = panel.issued()
    assert reads(member, report)
    assert not reads(other, report)
    assert not reads(former, report)
    assert audience.members_to_tell(report, clock.today()) == [member.pk]


def test_where_nobodys_place_is_written_down_all_the_councils_councillors_read_it(panel: Panel) -> None:
    councillor = make_member(Role.COUNCILLOR, panel.council)
    report = panel.issued()
    assert reads(councillor, report)
    assert audience.members_to_tell(report, clock.today()) == [councillor.pk]
    panel.seated(make_member(Role.COUNCILLOR, panel.council))
    assert not reads(councillor, report)


@pytest.mark.parametrize("role", [Role.ACTION_OWNER, Role.COUNCILLOR, Role.OFFICER])
def test_nobody_of_another_council_reads_it_and_no_action_owner_does(panel: Panel, role: Role) -> None:
    report = panel.issued()
    place = panel.council if role is Role.ACTION_OWNER else make_council()
    assert not reads(make_member(role, place), report)


# Its page and its paper ----------------------------------------------------------------------------------------------
HOSTILE = "<script>alert(1)</script> <!--picture responses--> ⟨0123456789abcdef01234567⟩ " + "W" * 200


def test_hostile_words_stand_as_they_are_and_forge_no_picture(panel: Panel) -> None:
    milestone = panel.milestone(MARCH, text=HOSTILE)
    panel.told(milestone, HOSTILE, MARCH, Progress.HELD_UP)
    report = panel.draft()
    shown = papers.shown(report, Part.OPEN)
    assert "<script" not in shown
    assert shown.count("The picture is being drawn") == len(papers.pictures_of(report)) == 2
    assert "&lt;!--picture responses--&gt;" in shown


def test_a_page_shows_the_pictures_that_are_drawn(panel: Panel) -> None:
    panel.milestone(MARCH)
    report = panel.draft()
    papers.shown(report, Part.OPEN)
    for chart in papers.pictures_of(report).values():
        drawing.draw(chart.key)
    shown = papers.shown(report, Part.OPEN)
    assert shown.count("<svg") == 2
    assert "being drawn" not in shown


def test_showing_a_report_asks_two_queries(panel: Panel, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_full_plan(50, council=panel.council, by=panel.officer, imported_at=moment(MARCH))
    report = panel.draft()
    papers.shown(report, Part.OPEN)
    for chart in papers.pictures_of(report).values():
        drawing.draw(chart.key)
    with django_assert_num_queries(2):
        papers.shown(report, Part.OPEN)


@pytest.mark.parametrize("rows", [0, 1, 50])
def test_its_paper_is_tagged_and_tells_all_that_the_page_does_in_its_order(panel: Panel, rows: int) -> None:
    if rows:
        make_full_plan(rows, council=panel.council, by=panel.officer, imported_at=moment(MARCH))
    report = panel.draft()
    structure = structure_of(papers.open_pdf(str(report.pk)).content)
    assert structure.problems() == []
    assert structure.tags.count("/Figure") == len(papers.pictures_of(report))
    said = re.sub(r"\s", "", structure.text)
    place = 0
    for heading in re.findall(r"<h[23][^>]*>([^<]+)</h[23]>", report.open_html):
        place = said.index(re.sub(r"\s", "", html.unescape(heading)), place)
    if not rows:
        assert "noplanhadbeenbroughtinbythisday" in said


def test_the_first_page_holds_changes_figures_and_questions_and_nothing_else(panel: Panel) -> None:
    make_full_plan(13, council=panel.council, by=panel.officer, imported_at=moment(MARCH))
    panel.issued(MARCH)
    pages = pages_of(papers.open_pdf(str(panel.draft().pk)).content)
    assert "Questions you may want to ask" in pages[0]
    assert "In pictures" not in pages[0]
    assert pages[1].strip().startswith("In pictures")


def pages_of(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [document[number].get_textpage().get_text_range() for number in range(len(document))]
    finally:
        document.close()


def test_preparing_asks_as_many_queries_for_fifty_rows_as_for_one(panel: Panel) -> None:
    asked_for = []
    for rows in (1, 49):
        make_full_plan(rows, council=panel.council, by=panel.officer, imported_at=moment(MARCH))
        panel.draft(JUNE)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            panel.draft(JUNE)
        asked_for.append(len(captured))
    assert asked_for[0] == asked_for[1]
