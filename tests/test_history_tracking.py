"""Every table that holds words, judgements or rights is tracked, by whatever way it is written to."""

import datetime
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from pghistory.core import event_models
from pghistory.models import Event
from procrastinate.contrib.django import app

from actionplan.models import Action, OutcomeMeasure, TeamMember
from actionplan.models.recommendations import RecommendationTeam
from core import clock
from core.database.privileges import as_owner
from core.history.acting import acting, as_job, because
from core.rules import Happened
from people.access.roles import Role
from people.models import (
    CriterionStandard,
    EmailChange,
    Erasure,
    Hold,
    Membership,
    School,
    SecondStepReset,
    TermOfOffice,
)
from people.models.governance import BodySchool
from people.rules import GovernorCategory
from policies.models import Commitment, Policy, ReadReceipt, ReadRequest, Recommendation, Version
from tests.actionplan.builders import (
    make_ask,
    make_clash_answer,
    make_date,
    make_date_change,
    make_earlier_response,
    make_hand_back,
    make_milestone,
    make_not_bought,
    make_question,
    make_recommendation,
    make_reply,
    make_reply_time,
    make_reported,
    make_return,
    make_review,
    make_serving,
    make_team,
    make_update,
    make_update_evidence,
    make_upload,
    make_valuation,
)
from tests.builders import (
    make_activity,
    make_board_reply,
    make_body,
    make_chase,
    make_comment,
    make_commitment_review,
    make_consultation,
    make_correction,
    make_council,
    make_criteria,
    make_criterion,
    make_decision,
    make_dispute,
    make_evidence,
    make_evidence_line,
    make_exclusion,
    make_framework,
    make_handed_policy,
    make_holder,
    make_intention,
    make_interest,
    make_invitation,
    make_issue,
    make_item,
    make_log,
    make_meeting,
    make_member,
    make_merge_answer,
    make_model_offer,
    make_model_withdrawal,
    make_nomination,
    make_opportunity,
    make_paper,
    make_post,
    make_priority,
    make_programme,
    make_publication,
    make_record,
    make_report,
    make_report_token,
    make_school,
    make_served,
    make_sharing,
    make_staff,
    make_standard,
    make_trust,
    make_user,
    make_view,
)
from tests.policies.cast import make_cast
from tests.test_access_models import OURS, our_models

pytestmark = pytest.mark.django_db

UNTRACKED = {
    "core.Reading": "a log itself: the application may add lines and change none",
    "core.Backup": "told to those who run the installation, and about nobody",
    "core.Letter": "a kind and a key, gone through by jobs",
    "people.PasswordRequest": "an address that may be anybody's, removed with its letter",
    "people.DataPack": "says itself who asked for a copy of their data, and when it was taken",
    "actionplan.AskedSchool": "written with the request, once for each school; what the school returns is tracked",
    "actionplan.MeasureValue": "counted by a job from rows that are tracked, and never changed",
    "people.CoverCount": "counted by a job from rows that are tracked, and never changed",
    "core.Paper": "made from rows that are tracked, and made again from them when it is lost",
    "core.Preview": "what was read in a file, for one person and a day; what is confirmed is tracked",
    "core.ReadingCorrection": "a log itself: the application may add lines and change none",
    "people.StagedStaff": "what was read in a file, for one person and a day; what is confirmed is tracked",
    "people.Body_schools": "tracked as people.BodySchool",
    "actionplan.Recommendation_teams": "tracked as actionplan.RecommendationTeam",
    "succession.CalendarFeed": "its own person’s link, made and taken back by them, and of no weight for anybody else",
    "succession.AgendaPlan": "written with the issue of an agenda, which is tracked, and never changed",
    "actionplan.DigestSent": "written by a job, once for each letter, and never changed",
    "actionplan.DigestStop": "whether its own person wants a letter, and of no weight for anybody else",
    "policies.ShelvedClause": "written from versions, which are tracked and never change, and written anew from them",
    "policies.ShelvedText": "written with the clauses on the shelf, from versions",
    "policies.SchoolTags": "written with the clauses on the shelf, from versions",
    "policies.TagCount": "counted by a job from rows that are tracked",
    "policies.ClauseRow": "written from the document of its version, which is tracked and never changes",
    "policies.BoardAsked": "written by jobs, once for each school; what its board replies is tracked",
    "policies.ReviewReminder": "written by a job, once for each reminder, and never changed",
    "policies.Draft": "what one editor types, kept at each pause for them alone; a save makes a version",
}
"""Models whose changes are not kept, each with its reason."""

LATER = datetime.date(2090, 1, 1)
DAY = datetime.date(2026, 1, 1)


def _commitment() -> Commitment:
    version = make_cast().take()
    return Commitment.objects.create(policy=version.policy, version=version, clause_id="c1", in_force_from=DAY)


def _recommendation() -> Recommendation:
    version = make_cast().submitted()
    said = {"meeting": make_meeting(), "minute_reference": "4", "recorded_by": make_user(), "recorded_at": clock.now()}
    return Recommendation.objects.create(version=version, **said)


def _read_request() -> ReadRequest:
    return ReadRequest.objects.create(version=make_cast().take(), asked_by=make_user(), asked_at=clock.now())


def _read_receipt() -> ReadReceipt:
    return ReadReceipt.objects.create(version=make_cast().take(), user=make_user(), read_at=clock.now())


def _team_member() -> TeamMember:
    council = make_council()
    by = make_member(Role.OFFICER, council)
    return TeamMember.objects.create(team=make_team(council), user=by, added_by=by, added_at=clock.now())


def _email_change() -> EmailChange:
    return EmailChange.objects.create(user=make_user(), old="a@example.org", new="b@example.org", asked_at=clock.now())


def _second_step_reset() -> SecondStepReset:
    now = clock.now()
    return SecondStepReset.objects.create(user=make_user(), asked_by=make_user(), asked_at=now, due_at=now)


def _council_upload() -> Model:
    council = make_council()
    return make_upload(council=council, by=make_member(Role.OFFICER, council))


def _update() -> Model:
    milestone = make_milestone()
    return make_update(milestone, make_member(Role.OFFICER, milestone.recommendation.review.council))


def _erasure() -> Erasure:
    school = make_school()
    by = make_member(Role.HEAD, school)
    return Erasure.objects.create(person=make_user(), school=school, ground="asked", asked_by=by, asked_at=clock.now())


def _hold() -> Hold:
    school = make_school()
    by = make_member(Role.HEAD, school)
    return Hold.objects.create(person=make_user(), school=school, reason="A claim", placed_by=by, placed_at=clock.now())


# For each tracked model: how a row is made, and a field with another value.
ROWS: dict[str, tuple[Callable[[], Model], str, Any]] = {
    "actionplan.Action": (
        lambda: Action.objects.create(recommendation=make_recommendation(), position=1, text="Do it"),
        "text",
        "Do it well",
    ),
    "actionplan.DateChange": (lambda: make_date_change(make_milestone(), make_user()), "reason", "Another reason"),
    "actionplan.ClashAnswer": (make_clash_answer, "words", "Never changed"),
    "actionplan.Ask": (make_ask, "words", "Something"),
    "actionplan.Serving": (make_serving, "left_out", "Half of it"),
    "actionplan.EarlierResponse": (make_earlier_response, "reason", "Never changed"),
    "actionplan.ReplyTime": (make_reply_time, "source", "Another rule"),
    "actionplan.ScrutinyReply": (make_reply, "months", 3),
    "actionplan.Milestone": (make_milestone, "text", "Another step"),
    "actionplan.OutcomeMeasure": (
        lambda: OutcomeMeasure.objects.create(recommendation=make_recommendation(), position=1, text="Done"),
        "text",
        "All of it done",
    ),
    "actionplan.PlanDate": (lambda: make_date(milestone=make_milestone()), "words", "by spring"),
    "actionplan.Recommendation": (make_recommendation, "text", "That more be done."),
    "actionplan.RecommendationTeam": (
        lambda: RecommendationTeam.objects.get(recommendation=make_recommendation(teams=["SES"])),
        "team_id",
        lambda: make_team(make_council(), "Press").pk,
    ),
    "actionplan.ReportedItem": (make_reported, "words", "Another thing"),
    "actionplan.ReturnRequest": (make_question, "question", "Another question?"),
    "actionplan.SchoolReturn": (make_return, "note", "Never changed"),
    "actionplan.ServiceNotBought": (make_not_bought, "reason", "Another reason"),
    "actionplan.Valuation": (make_valuation, "ended_at", datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)),
    "actionplan.ScrutinyReview": (make_review, "title", "Another title"),
    "actionplan.Team": (lambda: make_team(make_council()), "name", "School Effectiveness"),
    "actionplan.TeamMember": (_team_member, "added_at", datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)),
    "actionplan.Update": (_update, "words", "Never changed"),
    "actionplan.HandBack": (make_hand_back, "reason", "Another reason"),
    "actionplan.UpdateEvidence": (make_update_evidence, "link", "https://council.example/other"),
    "core.Upload": (_council_upload, "name", "another.txt"),
    "people.Body": (lambda: make_body(council=make_council()), "name", "Another board"),
    "people.BodySchool": (
        lambda: BodySchool.objects.get(body=make_body()),
        "school_id",
        lambda: make_school().pk,
    ),
    "people.Council": (make_council, "name", "Another council"),
    "people.EmailChange": (_email_change, "new", "another@example.org"),
    "people.Invitation": (lambda: make_invitation(Role.STAFF, make_school()), "name", "Another Name"),
    "people.Erasure": (_erasure, "ground", "leaver"),
    "people.Hold": (_hold, "until", LATER),
    "people.Correction": (make_correction, "words", "Another"),
    "people.CriteriaVersion": (make_criteria, "number", 9_000),
    "people.Criterion": (make_criterion, "heading", "Another criterion"),
    "people.CriterionStandard": (
        lambda: CriterionStandard.objects.get(criterion=make_criterion()),
        "standard_id",
        lambda: make_standard().pk,
    ),
    "people.Framework": (make_framework, "name", "Another framework"),
    "people.Intention": (make_intention, "words", "Another"),
    "people.Standard": (make_standard, "heading", "Another standard"),
    "people.TalentEvidence": (make_evidence, "fact", "Another"),
    "people.TalentLog": (make_log, "words", "Another"),
    "people.TalentRecord": (make_record, "needs", "Another"),
    "people.TalentView": (make_view, "words", "Another"),
    "people.LeadershipPost": (make_post, "reviewed_on", LATER),
    "people.Nomination": (make_nomination, "reason", "Another reason"),
    "people.PostHolder": (make_holder, "ends_on", LATER),
    "people.Programme": (make_programme, "name", "Another programme"),
    "people.Opportunity": (make_opportunity, "title", "Another title"),
    "people.Interest": (make_interest, "words", "Other words"),
    "people.Activity": (make_activity, "done", "Something else"),
    "people.StaffMember": (make_staff, "job_title", "Another job"),
    "people.Meeting": (make_meeting, "on", LATER),
    "people.Membership": (
        lambda: Membership.objects.get(user=make_member(Role.STAFF, make_school())),
        "ends_on",
        LATER,
    ),
    "people.School": (make_school, "name", "Another school"),
    "people.SecondStepReset": (_second_step_reset, "done_at", clock.now),
    "people.TermOfOffice": (
        lambda: TermOfOffice.objects.create(
            body=make_body(), name="Ann", category=GovernorCategory.PARENT, starts_on=DAY
        ),
        "ends_on",
        LATER,
    ),
    "people.Trust": (make_trust, "name", "Another trust"),
    "people.User": (make_user, "name", "Another Name"),
    "policies.Adoption": (lambda: make_cast().adopted().adoption, "minute_reference", "8.1"),
    "policies.StandingDispute": (lambda: make_dispute(make_cast().adopted().adoption), "reason", "Another reason"),
    "policies.BoardReply": (lambda: make_board_reply(stands=False), "words", "We would."),
    "policies.Comment": (lambda: make_comment(make_consultation(make_cast().take())), "text", "Say when."),
    "policies.Consultation": (lambda: make_consultation(make_cast().take()), "until", LATER),
    "policies.ReadReceipt": (_read_receipt, "read_at", clock.now),
    "policies.ReadRequest": (_read_request, "by_day", LATER),
    "policies.Recommendation": (_recommendation, "advice", "Say more."),
    "policies.Evidence": (lambda: make_evidence_line(_commitment()), "line", "Something else was done"),
    "policies.MergeAnswer": (make_merge_answer, "note", "Another note"),
    "policies.HandedPolicy": (make_handed_policy, "at", datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)),
    "policies.ModelOffer": (make_model_offer, "differing", 7),
    "policies.ModelWithdrawal": (make_model_withdrawal, "reason", "Another reason"),
    "policies.CommitmentReview": (lambda: make_commitment_review(_commitment()), "seen", "Something else"),
    "policies.Priority": (make_priority, "words", "Another priority"),
    "policies.Served": (lambda: make_served(_commitment()), "year", 2024),
    "policies.Publication": (make_publication, "at", datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)),
    "policies.Commitment": (_commitment, "in_force_until", LATER),
    "policies.Sharing": (make_sharing, "is_shared", False),
    "policies.Policy": (
        lambda: Policy.objects.create(school=make_school()),
        "school_id",
        lambda: make_school().pk,
    ),
    "policies.Version": (lambda: make_cast().take(), "comments", "Say more."),
    "succession.AgendaIssue": (make_issue, "late_reason", "A holiday"),
    "succession.Chase": (make_chase, "reason", "lapsed"),
    "succession.AgendaItem": (make_item, "title", "Another item"),
    "succession.AgendaPaper": (make_paper, "title", "Another paper"),
    "succession.Decision": (make_decision, "words", "Other words"),
    "succession.ItemExclusion": (make_exclusion, "added_at", clock.now),
    "succession.Report": (make_report, "as_at", LATER),
    "succession.ReportToken": (make_report_token, "erased_on", DAY),
}
KEPT = {
    "actionplan.ClashAnswer",
    "actionplan.DateChange",
    "actionplan.EarlierResponse",
    "actionplan.SchoolReturn",
    "actionplan.Update",
    "policies.ReadReceipt",
    "succession.ReportToken",
}  # the database refuses every change to these, and so there is none to keep
FINAL = KEPT | {"policies.Version"}  # a version that was taken from a model has clauses and drafts behind it


def tracked() -> dict[str, type[Model]]:
    return {event.pgh_tracked_model._meta.label: event for event in event_models()}


def pairs(without: set[str] = frozenset()) -> list[str]:  # type: ignore[assignment]
    return [label for label in ROWS if label not in without]


def events_of(row: Model) -> list[tuple[str, Any]]:
    """What was kept of a row since it was made here: what happened, and by whom."""
    event = tracked()[row._meta.label]
    found = event._default_manager.filter(pgh_obj_id=row.pk).order_by("pgh_id")
    return [(kept.pgh_label, (kept.pgh_context or {}).get("by")) for kept in found]  # type: ignore[attr-defined]


def other(label: str) -> tuple[str, Any]:
    _, field, value = ROWS[label]
    return field, value() if callable(value) else value


def test_every_model_is_tracked_or_has_a_reason() -> None:
    models = {label for label, model in our_models().items() if not issubclass(model, Event)}
    assert models - set(tracked()) == set(UNTRACKED)


def test_every_tracked_model_is_tried_below() -> None:
    assert set(ROWS) == set(tracked())


def test_each_event_keeps_every_field_of_its_model_but_these() -> None:
    left_out = {
        (label, field.name)
        for label, event in tracked().items()
        for field in apps.get_model(label)._meta.concrete_fields
        if field.name not in {kept.name for kept in event._meta.fields}
    }
    assert left_out == {
        *(("people.User", "password"), ("people.User", "last_login"), ("actionplan.Update", "token")),
        ("actionplan.DateChange", "token"),
        ("actionplan.HandBack", "token"),
        ("actionplan.ScrutinyReview", "revision"),
        ("actionplan.ReportedItem", "token"),
        *(("actionplan.ReturnRequest", "token"), ("actionplan.SchoolReturn", "token")),
        *(("people.Invitation", "nonce"), ("people.Invitation", "token_hash")),
        *(("succession.Report", name) for name in ("data", "decisions", "open_html", "confidential_html")),
        *(("succession.AgendaItem", "key"), ("succession.AgendaPaper", "key")),
        *(("succession.ReportToken", name) for name in ("content", "salt")),
    }


@pytest.mark.parametrize("label", pairs())
def test_a_row_that_is_made_is_kept(label: str) -> None:
    by = make_user()
    with acting(by=by.pk):
        row = ROWS[label][0]()
    assert events_of(row)[0] == (Happened.ADDED, by.pk)


@pytest.mark.parametrize("label", pairs(KEPT))
@pytest.mark.parametrize("way", ["save", "update", "bulk_update", "SQL"])
def test_a_row_that_is_changed_is_kept(label: str, way: str) -> None:
    row, by = ROWS[label][0](), make_user()
    before = events_of(row)
    field, value = other(label)
    column = row._meta.get_field(field.removesuffix("_id")).column
    with acting(by=by.pk):
        setattr(row, field, value)
        manager = type(row)._default_manager
        if way == "save":
            row.save()
        elif way == "update":
            manager.filter(pk=row.pk).update(**{field: value})
        elif way == "bulk_update":
            manager.bulk_update([row], [field.removesuffix("_id")])
        else:
            with connection.cursor() as cursor:
                cursor.execute(f'UPDATE {row._meta.db_table} SET "{column}" = %s WHERE id = %s', [value, row.pk])  # noqa: S608
    assert events_of(row) == [*before, (Happened.CHANGED, by.pk)]


@pytest.mark.parametrize("label", pairs(FINAL))
@pytest.mark.parametrize("way", ["delete", "queryset", "SQL"])
def test_a_row_that_is_removed_and_made_again_in_bulk_is_kept(label: str, way: str) -> None:
    row, by = ROWS[label][0](), make_user()
    before, pk, manager = events_of(row), row.pk, type(row)._default_manager
    if label == "people.Membership":  # its person's account stands in its way
        manager = Membership.objects
    with acting(by=by.pk):
        if way == "delete":
            row.delete()
        elif way == "queryset":
            manager.filter(pk=pk).delete()
        else:
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [pk])  # noqa: S608
        row.pk = pk
        manager.bulk_create([row])
    assert events_of(row) == [*before, (Happened.REMOVED, by.pk), (Happened.ADDED, by.pk)]


def test_a_version_that_is_removed_is_kept() -> None:
    version, by = make_cast().take(), make_user()
    with acting(by=by.pk):
        Version.objects.filter(pk=version.pk).delete()
    assert events_of(version)[-1] == (Happened.REMOVED, by.pk)


# What the admin shows and has no form for: its pages do what the site's actions do.
ONLY_SHOWN = {"succession.Report"}
_CHANGED = [m for m in admin.site._registry if m._meta.label in ROWS and m._meta.label not in ONLY_SHOWN]


@pytest.mark.parametrize("model", _CHANGED, ids=lambda m: m.__name__)
def test_a_row_that_is_changed_in_the_admin_is_kept(model: type[Model], client: Client) -> None:
    by = make_user(is_superuser=True)
    client.force_login(by)
    row = ROWS[model._meta.label][0]()
    before = events_of(row)
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
    page = client.get(url)
    form = page.context["adminform"].form
    given = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    for formset in page.context["inline_admin_formsets"]:
        given |= {f"{formset.formset.prefix}-TOTAL_FORMS": 0, f"{formset.formset.prefix}-INITIAL_FORMS": 0}
    field, value = other(model._meta.label)
    lists = {name: [item.pk for item in held] for name, held in given.items() if isinstance(held, list)}
    sent = (
        {name: held for name, held in given.items() if held is not None and held is not False} | lists | {field: value}
    )
    answer = client.post(url, sent)
    assert answer.status_code == 302, answer.context["errors"]
    assert events_of(row) == [*before, (Happened.CHANGED, by.pk)]


@pytest.mark.parametrize("label", sorted(ONLY_SHOWN))
def test_a_row_that_the_admin_only_shows_cannot_be_changed_there(label: str, client: Client) -> None:
    client.force_login(make_user(is_superuser=True))
    row = ROWS[label][0]()
    before, kept = events_of(row), type(row).objects.filter(pk=row.pk).values()[0]
    field, value = other(label)
    url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    client.post(url, {field: value, "_save": "Save"})
    client.post(url.replace("/change/", "/delete/"), {"post": "yes"})
    assert events_of(row) == before
    assert type(row).objects.filter(pk=row.pk).values()[0] == kept


def test_what_nobody_says_they_did_is_kept_as_nobodys() -> None:
    school = make_school()
    School.objects.filter(pk=school.pk).update(name="Changed in a shell")
    assert events_of(school) == [(Happened.ADDED, None), (Happened.CHANGED, None)]


@pytest.mark.django_db(transaction=True)
def test_who_does_not_outlast_the_transaction() -> None:
    school = make_school()
    with acting(by=7):
        School.objects.filter(pk=school.pk).update(name="Inside")
    School.objects.filter(pk=school.pk).update(name="Outside")
    assert [by for _, by in events_of(school)] == [None, 7, None]


@pytest.mark.django_db(transaction=True)
def test_who_is_told_again_after_a_part_is_taken_back() -> None:
    school = make_school()
    with acting(by=7), transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic():
            School.objects.filter(pk=school.pk).update(name="")
        School.objects.filter(pk=school.pk).update(name="After")
    assert events_of(school) == [(Happened.ADDED, None), (Happened.CHANGED, 7)]


def test_a_job_writes_as_itself() -> None:
    context = SimpleNamespace(job=SimpleNamespace(task_name="core.sweep"))
    with acting(by=7):
        school = as_job(make_school, context, None)  # type: ignore[arg-type]
    kept = tracked()["people.School"]._default_manager.get(pgh_obj_id=school.pk)
    assert kept.pgh_context == {"via": "job core.sweep"}  # type: ignore[attr-defined]


def test_every_job_that_may_write_says_so() -> None:
    ours = [task for name, task in app.tasks.items() if name.split(".")[0] in OURS]
    assert [task.name for task in ours if as_job not in task.task_middleware] == [
        *("core.retry_stalled", "core.forget_jobs")  # the queue alone
    ]


def test_a_reason_goes_with_what_is_written_in_its_block() -> None:
    with acting(by=7), because("The board asked for it."):
        school = make_school()
    kept = tracked()["people.School"]._default_manager.get(pgh_obj_id=school.pk)
    assert kept.pgh_context == {"by": 7, "why": "The board asked for it."}  # type: ignore[attr-defined]


def test_a_password_and_a_sign_in_are_no_change_and_are_never_kept() -> None:
    user = make_user(password="a heron on the weir at noon")
    user.set_password("another heron on the weir")
    user.last_login = clock.now()
    user.save()
    assert events_of(user) == [(Happened.ADDED, None)]


FORGERIES = [
    (
        "INSERT INTO people_schoolevent (pgh_created_at, pgh_label, pgh_obj_id, pgh_organisation, id, urn, name, phase,"
        " kind, status, council_id) VALUES (now(), 'added', 1, 'school:1', 1, 1, 'x', 'x', 'x', 'x', 1)"
    ),
    "UPDATE people_schoolevent SET name = 'x'",
    "DELETE FROM people_schoolevent",
    "TRUNCATE people_schoolevent",
    "ALTER TABLE people_school DISABLE TRIGGER ALL",
    "ALTER TABLE people_school DISABLE TRIGGER pgtrigger_keep_changed_{changed}",
    "DROP TRIGGER pgtrigger_keep_changed_{changed} ON people_school",
    "SET session_replication_role = replica",
    ("CREATE OR REPLACE FUNCTION pgtrigger_keep_changed_{changed}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'"),
    "CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'",
    (
        "CREATE TEMP TABLE false_school (LIKE people_school);"
        "CREATE TRIGGER forged AFTER INSERT ON false_school FOR EACH ROW"
        " EXECUTE FUNCTION pgtrigger_keep_changed_{changed}()"
    ),
]


@pytest.mark.parametrize("statement", FORGERIES)
def test_the_application_cannot_alter_the_record(statement: str) -> None:
    make_school()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'people_school'::regclass AND tgname LIKE %s",
            ["pgtrigger_keep_changed_%"],
        )
        (name,) = cursor.fetchone()
        parts = statement.replace("pgtrigger_keep_changed_{changed}", name).split(";")
        for part in parts[:-1]:
            cursor.execute(part)
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
            cursor.execute(parts[-1])


def test_the_application_cannot_look_away() -> None:
    """A table of its own by the same name, and pgtrigger's own switch, change nothing."""
    school = make_school()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE people_schoolevent (LIKE public.people_schoolevent)")
        cursor.execute("SELECT set_config('search_path', 'pg_temp, public', true)")
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', (SELECT array_agg(tgname)::text FROM pg_trigger"
            " WHERE tgrelid = 'people_school'::regclass), true)"
        )
        cursor.execute("UPDATE people_school SET name = 'Unseen' WHERE id = %s", [school.pk])
        cursor.execute("SELECT count(*) FROM public.people_schoolevent WHERE pgh_obj_id = %s", [school.pk])
        assert cursor.fetchone() == (2,)


@pytest.mark.django_db(transaction=True)
def test_without_its_trigger_a_change_would_be_lost() -> None:
    with as_owner() as owner, owner.cursor() as cursor:
        cursor.execute("ALTER TABLE people_school DISABLE TRIGGER USER")
    school = make_school()
    with as_owner() as owner, owner.cursor() as cursor:
        cursor.execute("ALTER TABLE people_school ENABLE TRIGGER USER")
    assert events_of(school) == []


def test_the_register_of_schools_says_who_loaded_it() -> None:
    event = tracked()["people.School"]
    with acting(via="manage.py import_schools"), connection.cursor() as cursor:
        council = make_council()
        cursor.execute(
            "INSERT INTO people_school (urn, name, council_id, phase, kind, status)"
            " SELECT 199999, 'Copied', %s, 'primary', 'x', 'open'",
            [council.pk],
        )
    kept = event._default_manager.get(urn=199999)
    assert kept.pgh_context == {"via": "manage.py import_schools"}  # type: ignore[attr-defined]
    assert kept.pgh_organisation == f"school:{kept.pgh_obj_id}"  # type: ignore[attr-defined]
