"""Erasing people: who may, what stops it, that it is whole or nothing, and done again after a restore."""

import datetime
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from core import clock, erasing
from core.models import Paper, Preview, Upload
from core.privacy import tombstone
from core.sessions import SessionStore
from people.access.roles import COUNCIL_ROLES, SCHOOL_ROLES, Role
from people.models import Erasure, Hold, Membership, School, TermOfOffice, Trust, User
from people.privacy import erasure, ledger
from people.privacy.erasure import Refused
from people.privacy.retention import Ground
from policies.papers import KIND as POLICY_PAPER
from tests.builders import make_body, make_council, make_member, make_school, make_trust, make_user
from tests.people.erasing import TODAY, asked, erased, leaver, occurrences
from tests.policies.cast import make_cast

pytestmark = pytest.mark.django_db

NAME = "Quennell Ashdown-O'Brien"


@pytest.fixture(autouse=True)
def ledger_file(settings: Settings, tmp_path: Path) -> Path:
    settings.ERASURE_LEDGER = tmp_path / "apart" / "erasures.ledger"
    return settings.ERASURE_LEDGER


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.at(datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)):
        yield


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def trust() -> Trust:
    return make_trust(name="Aspire Trust")


def test_an_administrator_asks_and_another_confirms(school: School) -> None:
    done = erased(leaver(school), school)
    assert done.done_at == clock.now()
    assert done.person.name == tombstone(done.person_id)


def test_whoever_asked_confirms_after_seven_days(school: School) -> None:
    head, person = make_member(Role.HEAD, school), leaver(school)
    waiting = asked(person, school, head)
    with pytest.raises(Refused, match="from 2 December 2026 on"):
        erasure.confirm(erasure=waiting, by=head, today=TODAY + datetime.timedelta(days=6))
    erasure.confirm(erasure=waiting, by=head, today=TODAY + datetime.timedelta(days=7))
    person.refresh_from_db()
    assert erasure.is_erased(person)


def test_a_person_asks_for_themself_and_an_administrator_confirms(school: School) -> None:
    person, head = make_member(Role.STAFF, school), make_member(Role.HEAD, school)
    waiting = asked(person, school, person, Ground.ASKED)
    with pytest.raises(PermissionDenied):
        erasure.confirm(erasure=waiting, by=person, today=TODAY + datetime.timedelta(days=60))
    erasure.confirm(erasure=waiting, by=head, today=TODAY)


def test_nobody_confirms_their_own_erasure(school: School) -> None:
    one, _other = make_member(Role.HEAD, school), make_member(Role.HEAD, school)
    waiting = asked(one, school, one, Ground.ASKED)
    with pytest.raises(PermissionDenied):
        erasure.confirm(erasure=waiting, by=one, today=TODAY + datetime.timedelta(days=60))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.HEAD])
def test_nobody_else_may_ask_or_confirm(role: Role, school: School) -> None:
    place = {"school": school, "council": school.council}.get(_kind(role))
    by = make_member(role, place or make_school().council if place else make_trust())
    person = leaver(school)
    with pytest.raises(PermissionDenied):
        asked(person, school, by)
    waiting = asked(person, school, make_member(Role.HEAD, school))
    with pytest.raises(PermissionDenied):
        erasure.confirm(erasure=waiting, by=by, today=TODAY)
    with pytest.raises(PermissionDenied):
        erasure.place_hold(person=person, controller=school, reason="A claim", until=None, by=by)


def _kind(role: Role) -> str:
    return "school" if role in SCHOOL_ROLES else "council" if role in COUNCIL_ROLES else "trust"


def test_an_officer_who_is_no_administrator_may_not() -> None:
    council = make_council()
    officer, person = make_member(Role.OFFICER, council), leaver(council)
    with pytest.raises(PermissionDenied):
        asked(person, council, officer)
    Membership.objects.filter(user=officer).update(is_administrator=True)
    asked(person, council, User.objects.get(pk=officer.pk))


# What stands against it ---------------------------------------------------------------------------------------------
def test_a_hold_stops_it_at_both_steps_until_it_is_lifted_or_over(school: School) -> None:
    head, other, person = make_member(Role.HEAD, school), make_member(Role.HEAD, school), leaver(school)
    waiting = asked(person, school, head)
    hold = erasure.place_hold(person=person, controller=school, reason="A claim", until=None, by=head)
    with pytest.raises(Refused, match="A hold keeps this person’s data until it is lifted"):
        erasure.confirm(erasure=waiting, by=other, today=TODAY)
    erasure.lift_hold(hold=hold, by=head)
    until = TODAY + datetime.timedelta(days=3)
    erasure.place_hold(person=person, controller=school, reason="An inquiry", until=until, by=head)
    with pytest.raises(Refused, match="until 28 November 2026"):
        erasure.confirm(erasure=waiting, by=other, today=until)
    erasure.confirm(erasure=waiting, by=other, today=until + datetime.timedelta(days=1))


def test_the_last_administrator_stays(school: School) -> None:
    head = make_member(Role.HEAD, school)
    with pytest.raises(Refused, match="the only administrator"):
        asked(head, school, head, Ground.ASKED)
    second = make_member(Role.HEAD, school)
    erasure.confirm(erasure=asked(head, school, head, Ground.ASKED), by=second, today=TODAY)
    with pytest.raises(Refused, match="the only administrator"):
        asked(second, school, second, Ground.ASKED)


def test_a_role_at_another_place_stops_it(school: School) -> None:
    person = make_member(Role.GOVERNOR, school)
    Membership.objects.create(user=person, role=Role.GOVERNOR, school=make_school(), starts_on=TODAY)
    with pytest.raises(Refused, match="also holds a role elsewhere"):
        asked(person, school, make_member(Role.HEAD, school), Ground.MISTAKE)


def test_somebody_of_another_place_and_those_who_run_the_installation_are_refused(school: School) -> None:
    head = make_member(Role.HEAD, school)
    with pytest.raises(Refused, match="holds and held no role"):
        asked(leaver(make_school()), school, head)
    with pytest.raises(Refused, match="runs the installation"):
        asked(leaver(school, is_superuser=True), school, head)


@pytest.mark.parametrize(
    ("ends_on", "sentence"),
    [
        (None, "still hold a role"),
        (TODAY, "still hold a role"),
        (datetime.date(2026, 8, 31), "kept until 28 February 2027"),
        (datetime.date(2026, 5, 26), "kept until 26 November 2026"),
    ],
)
def test_a_leaver_is_erased_when_their_time_is_over(
    ends_on: datetime.date | None, sentence: str, school: School
) -> None:
    person = leaver(school)
    Membership.objects.filter(user=person).update(ends_on=ends_on)
    with pytest.raises(Refused, match=sentence):
        asked(person, school, make_member(Role.HEAD, school))


def test_what_was_withdrawn_is_not_done(school: School) -> None:
    head, other, person = make_member(Role.HEAD, school), make_member(Role.HEAD, school), leaver(school)
    waiting = asked(person, school, head)
    with pytest.raises(Refused, match="asked for already"):
        asked(person, school, other)
    erasure.withdraw(erasure=waiting, by=person)
    with pytest.raises(Refused, match="was withdrawn"):
        erasure.confirm(erasure=waiting, by=other, today=TODAY)
    asked(person, school, other)


# A trust --------------------------------------------------------------------------------------------------------------
def test_a_lead_who_left_is_erased_by_two_leads_of_the_trust(trust: Trust) -> None:
    done = erased(leaver(trust, name=NAME), trust)
    assert done.controller == trust
    assert done.person.name == tombstone(done.person_id)
    assert occurrences(NAME) == []


def test_what_a_trust_decides_is_kept_as_the_trusts(trust: Trust) -> None:
    lead, person = make_member(Role.TRUST_LEAD, trust), leaver(trust)
    rows = (
        asked(person, trust, lead),
        erasure.place_hold(person=person, controller=trust, reason="A claim", until=None, by=lead),
    )
    for row in rows:
        event = type(row).pgh_event_model.objects.get(pgh_obj=row.pk)  # type: ignore[attr-defined]
        assert (event.trust_id, event.pgh_organisation) == (trust.pk, f"trust:{trust.pk}")


def test_the_only_lead_of_a_trust_stays(trust: Trust) -> None:
    lead = make_member(Role.TRUST_LEAD, trust)
    make_member(Role.HEAD, make_school(trust=trust))
    with pytest.raises(Refused, match="the only administrator of Aspire Trust"):
        asked(lead, trust, lead, Ground.ASKED)
    second = make_member(Role.TRUST_LEAD, trust)
    erasure.confirm(erasure=asked(lead, trust, lead, Ground.ASKED), by=second, today=TODAY)
    with pytest.raises(Refused, match="the only administrator"):
        asked(second, trust, second, Ground.ASKED)


def test_a_hold_of_a_trust_stops_it_until_the_trust_lifts_it(trust: Trust) -> None:
    lead, other, person = make_member(Role.TRUST_LEAD, trust), make_member(Role.TRUST_LEAD, trust), leaver(trust)
    waiting = asked(person, trust, lead)
    hold = erasure.place_hold(person=person, controller=trust, reason="A claim", until=None, by=lead)
    with pytest.raises(Refused, match="A hold keeps this person’s data"):
        erasure.confirm(erasure=waiting, by=other, today=TODAY)
    with pytest.raises(PermissionDenied):
        erasure.lift_hold(hold=hold, by=make_member(Role.TRUST_LEAD, make_trust()))
    erasure.lift_hold(hold=hold, by=lead)
    erasure.confirm(erasure=waiting, by=other, today=TODAY)


def test_a_trust_and_its_school_each_decide_about_their_own_people(trust: Trust) -> None:
    school = make_school(trust=trust)
    lead, head = make_member(Role.TRUST_LEAD, trust), make_member(Role.HEAD, school)
    with pytest.raises(Refused, match="holds and held no role at Aspire Trust"):
        asked(leaver(school), trust, lead)
    with pytest.raises(Refused, match="holds and held no role"):
        asked(leaver(trust), school, head)
    both = make_member(Role.TRUST_LEAD, trust)
    Membership.objects.create(user=both, role=Role.GOVERNOR, school=school, starts_on=TODAY)
    with pytest.raises(Refused, match="also holds a role elsewhere"):
        asked(both, trust, lead, Ground.MISTAKE)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_but_the_trusts_own_leads_may(role: Role, trust: Trust) -> None:
    school = make_school(trust=trust)
    by = make_member(role, {"school": school, "council": school.council, "trust": make_trust()}[_kind(role)])
    person = leaver(trust)
    waiting = asked(person, trust, make_member(Role.TRUST_LEAD, trust))
    with pytest.raises(PermissionDenied):
        erasure.confirm(erasure=waiting, by=by, today=TODAY)
    with pytest.raises(PermissionDenied):
        erasure.place_hold(person=person, controller=trust, reason="A claim", until=None, by=by)


@pytest.mark.parametrize("name", ["erasure_is_one_controllers", "hold_is_one_controllers"])
def test_the_database_keeps_one_controller_for_each(name: str, school: School, trust: Trust) -> None:
    lead, person = make_member(Role.TRUST_LEAD, trust), leaver(trust)
    row = (
        asked(person, trust, lead)
        if name.startswith("erasure")
        else erasure.place_hold(person=person, controller=trust, reason="A claim", until=None, by=lead)
    )
    rows = type(row)._default_manager.filter(pk=row.pk)
    for change in ({"school": school}, {"council": school.council}, {"trust": None}):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            rows.update(**change)


# What it does ---------------------------------------------------------------------------------------------------------
def test_a_head_who_adopted_and_wrote_leaves_no_name_anywhere() -> None:
    """Every column of the whole database is searched."""
    cast = make_cast()
    for user in (cast.head, cast.clerk):
        User.objects.filter(pk=user.pk).update(name=NAME, email=f"{user.pk}@quennell.example")
    version = cast.adopted()
    TermOfOffice.objects.create(
        body=cast.board, name=NAME, user=cast.head, category="staff", starts_on=TODAY, appointing_body="Board"
    )
    LogEntry.objects.create(
        user=make_user(is_superuser=True),
        content_type=ContentType.objects.get_for_model(Membership),
        object_id="1",
        object_repr=f"{NAME}, Headteacher, {cast.school}"[:200],
        action_flag=CHANGE,
        change_message=f'[{{"changed": {{"object": "{NAME}"}}}}]',
    )
    Upload.objects.create(
        organisation="school:1",
        name=f"{NAME}.docx",
        file="uploads/x",
        size=1,
        sha256="0",
        uploaded_by=cast.head,
        uploaded_at=clock.now(),
    )
    assert len(occurrences(NAME)) > 4
    make_member(Role.HEAD, cast.school)
    for user in (cast.head, cast.clerk):
        erased(User.objects.get(pk=user.pk), cast.school, Ground.ASKED)
    assert occurrences(NAME) == []
    assert occurrences("quennell.example") == []
    version.refresh_from_db()
    assert str(version.made_by) == tombstone(cast.head.pk)
    assert str(version.adoption.recorded_by) == tombstone(cast.clerk.pk)
    assert Upload.objects.get().name == f"{tombstone(cast.head.pk)}.docx"
    # The database ends roles on its own day, whatever the test's clock says.
    assert not Membership.objects.filter(user=cast.head).in_force(timezone.localdate()).exists()


def test_the_words_searched_for_would_be_found(school: School) -> None:
    person = make_member(Role.STAFF, school, name=NAME)
    assert occurrences(NAME) == ["people_user.name", "people_userevent.name"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT erase_person(%s)", [person.pk])
    assert occurrences(NAME) == []


def test_an_erased_person_is_signed_out_and_cannot_sign_in(school: School) -> None:
    person = make_member(Role.STAFF, school, password="four-words-nobody-guesses")
    other = make_member(Role.STAFF, school)
    client, stays = Client(), Client()
    client.force_login(person)
    stays.force_login(other)
    erased(person, school, Ground.ASKED)
    assert client.get("/").status_code == 302
    assert stays.get("/").url.startswith("/schools/")  # type: ignore[attr-defined]
    assert Session.objects.count() == 1
    person.refresh_from_db()
    assert not person.has_usable_password()
    assert not person.is_active


def test_words_that_were_kept_for_the_person_when_their_session_ended_go_too(school: School) -> None:
    person = make_member(Role.STAFF, school)
    store = SessionStore()
    store["kept"] = {"path": "/", "fields": [["words", "mine"]], "owner": str(person.pk)}
    store.create()
    erased(person, school, Ground.ASKED)
    assert not Session.objects.exists()


def test_the_kept_papers_that_name_the_person_are_destroyed() -> None:
    cast = make_cast()
    version = cast.adopted()
    paper = Paper(kind=POLICY_PAPER, subject=str(version.pk), digest="d", asked_at=clock.now())
    paper.save()
    paper.file.save("p.pdf", ContentFile(b"Clara Clerk"))
    other = Paper.objects.create(kind=POLICY_PAPER, subject="0", digest="d", filename="o.pdf", asked_at=clock.now())
    path = Path(paper.file.path)
    done = erased(cast.clerk, cast.school, Ground.ASKED)
    assert done.counts["papers"] == 1
    assert not path.exists()
    assert list(Paper.objects.all()) == [other]


def test_files_that_nobody_confirmed_go_and_those_something_was_made_from_stay(school: School) -> None:
    person = make_member(Role.STAFF, school)
    for is_confirmed in (False, True):
        upload = Upload(
            organisation="school:1", name="a.txt", size=1, sha256="0", uploaded_by=person, uploaded_at=clock.now()
        )
        upload.file.save("a.txt", ContentFile(b"a"))
        Preview.objects.create(
            kind="k",
            organisation="school:1",
            upload=upload,
            state="ready",
            result={"words": "mine"},
            made_by=person,
            made_at=clock.now(),
            expires_at=clock.now(),
            confirmed_at=clock.now() if is_confirmed else None,
        )
    kept = Upload.objects.get(preview__confirmed_at__isnull=False)
    erased(person, school, Ground.ASKED)
    assert list(Upload.objects.all()) == [kept]
    assert Path(kept.file.path).exists()
    assert not Preview.objects.exists()


@pytest.mark.parametrize(
    "name", ["x" * 200, "'; DROP TABLE people_user; --", "%s {} %1$I $$ \\", 'O\'Brien "Bo"', "Ünïcødé 王", "A"]
)
def test_any_name_is_erased(name: str, school: School) -> None:
    person = make_member(Role.STAFF, school, name=name)
    body = make_body(school=school)
    TermOfOffice.objects.create(body=body, name=name, user=person, category="staff", starts_on=TODAY)
    namesake = make_member(Role.STAFF, school, name=name)
    erased(person, school, Ground.ASKED)
    person.refresh_from_db()
    namesake.refresh_from_db()
    assert (person.name, namesake.name) == (tombstone(person.pk), name)
    assert TermOfOffice.objects.get().name == tombstone(person.pk)


def test_a_long_history_is_emptied_in_seconds(school: School) -> None:
    person = make_member(Role.STAFF, school, name=NAME)
    with connection.cursor() as cursor:
        names = [(f"Quennell Ashdown {number}", person.pk) for number in range(10_000)]
        cursor.executemany("UPDATE people_user SET name = %s WHERE id = %s", names)
    began = time.perf_counter()
    done = erased(User.objects.get(pk=person.pk), school, Ground.ASKED)
    assert time.perf_counter() - began < 20
    assert done.counts["people_userevent.name"] > 10_000
    assert occurrences("Quennell") == []


def test_a_second_erasure_changes_nothing(school: School) -> None:
    person = leaver(school)
    done = erased(person, school)
    with connection.cursor() as cursor:
        cursor.execute("SELECT erase_person(%s)", [person.pk])
        assert cursor.fetchone()[0] == "{}"
    again = erasure.confirm(erasure=done, by=make_member(Role.HEAD, school), today=TODAY)
    assert again.counts == done.counts
    with pytest.raises(Refused, match="erased already"):
        asked(User.objects.get(pk=person.pk), school, make_member(Role.HEAD, school), Ground.MISTAKE)


def test_a_certificate_counts_what_was_done_and_names_nobody(school: School) -> None:
    done = erased(leaver(school, name=NAME), school)
    assert done.counts["people_user.name"] == 1
    assert done.counts["people_user.email"] == 1
    assert NAME not in str(done.counts)


# All or nothing -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("broken", ["_erase_rows", "_end_sessions", "_remove_packs", "ledger", "papers"])
def test_what_breaks_in_the_middle_leaves_everything(
    broken: str, school: School, monkeypatch: pytest.MonkeyPatch, ledger_file: Path
) -> None:
    head, other, person = make_member(Role.HEAD, school), make_member(Role.HEAD, school), leaver(school, name=NAME)
    waiting = asked(person, school, head)

    def breaks(*_args: object, **_options: object) -> None:
        raise OSError("no")

    if broken == "ledger":
        monkeypatch.setattr(ledger, "append", breaks)
    elif broken == "papers":
        monkeypatch.setattr(erasure.erasing, "papers_of", breaks)
    else:
        monkeypatch.setattr(erasure, broken, breaks)
    with pytest.raises(OSError, match="no"), transaction.atomic():
        erasure.confirm(erasure=waiting, by=other, today=TODAY)
    person.refresh_from_db()
    waiting.refresh_from_db()
    assert (person.name, waiting.done_at) == (NAME, None)
    assert not ledger_file.exists()


def test_a_ledger_that_cannot_be_written_stops_it(school: School, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.ERASURE_LEDGER = tmp_path / "file" / "erasures.ledger"
    person = leaver(school, name=NAME)
    waiting = asked(person, school, make_member(Role.HEAD, school))
    with pytest.raises(ledger.Unwritable, match="Nobody was erased"), transaction.atomic():
        erasure.confirm(erasure=waiting, by=make_member(Role.HEAD, school), today=TODAY)
    person.refresh_from_db()
    assert person.name == NAME


# The function in the database -----------------------------------------------------------------------------------------
def test_the_application_may_call_the_one_function_with_the_owners_rights_and_no_other() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"
            " AND has_function_privilege('succession_app', oid, 'EXECUTE')"
        )
        assert cursor.fetchall() == [("erase_person",)]
        cursor.execute(
            "SELECT proname, has_function_privilege('succession_app', oid, 'EXECUTE'), prorettype = 'trigger'::regtype,"
            " EXISTS (SELECT FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee = 0)"
            " FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname NOT LIKE 'procrastinate%'"
        )
        rows = cursor.fetchall()
    assert [name for name, _, _, is_public in rows if is_public] == []
    assert [name for name, is_allowed, is_trigger, _ in rows if is_allowed and is_trigger] == []
    assert "erase_person" in [name for name, is_allowed, _, _ in rows if is_allowed]


def test_the_function_has_a_fixed_search_path() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT proconfig FROM pg_proc WHERE proname = 'erase_person'")
        assert cursor.fetchone()[0] == ["search_path=pg_catalog, pg_temp"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE erasure_step SET in_table = 'people_council'",
        "DELETE FROM erasure_step",
        "INSERT INTO erasure_step SELECT 9999, 'people_council', 'key', 'id', '', '', '', 'delete', '', NULL",
        "TRUNCATE erasure_step",
        "ALTER TABLE erasure_step ADD COLUMN word text",
        "CREATE OR REPLACE FUNCTION erase_person(person bigint) RETURNS jsonb LANGUAGE sql AS $$ SELECT '{}'::jsonb $$",
        "ALTER FUNCTION erase_person(bigint) SET search_path = public",
        "SELECT erase_person('people_council')",
        "SELECT erase_person('1; DROP TABLE people_user')",
    ],
)
def test_the_application_can_make_the_function_do_nothing_else(statement: str) -> None:
    with pytest.raises((ProgrammingError, DatabaseError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert erasing.written() == erasing.steps()


def test_objects_of_the_applications_own_do_not_lead_the_function_astray(school: School) -> None:
    """A temporary table of the same name stands before no table of ours."""
    person = leaver(school, name=NAME)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE erasure_step (LIKE public.erasure_step)")
        cursor.execute("CREATE TEMPORARY TABLE people_user (id bigint, name text)")
        cursor.execute("SELECT erase_person(%s)", [person.pk])
        cursor.execute("DROP TABLE pg_temp.erasure_step, pg_temp.people_user")
    person.refresh_from_db()
    assert person.name == tombstone(person.pk)


def test_nobody_is_no_person() -> None:
    with pytest.raises(DatabaseError, match="there is no person"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT erase_person(0)")


# Races ----------------------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_of_a_hold_and_an_erasure_at_once_one_wins(school: School) -> None:
    head, other, person = make_member(Role.HEAD, school), make_member(Role.HEAD, school), leaver(school)
    waiting = asked(person, school, head)
    said: list[str] = []

    def confirm() -> None:
        try:
            erasure.confirm(erasure=waiting, by=other, today=TODAY)
        except Refused as refused:
            said.append(str(refused))
        finally:
            connection.close()

    def hold() -> None:
        try:
            erasure.place_hold(person=person, controller=school, reason="A claim", until=None, by=head)
        except Refused as refused:
            said.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm), threading.Thread(target=hold)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    person.refresh_from_db()
    assert len(said) == 1
    assert erasure.is_erased(person) is not Hold.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_last_administrators_erased_at_once_leave_one(school: School) -> None:
    council_admins = [make_member(Role.HEAD, school) for _ in range(2)]
    trust = school.trust = make_trust()
    school.save()
    by = make_member(Role.TRUST_LEAD, trust)
    waiting = [asked(person, school, person, Ground.ASKED) for person in council_admins]
    said: list[str] = []

    def confirm(one: Erasure) -> None:
        try:
            erasure.confirm(erasure=one, by=User.objects.get(pk=by.pk), today=TODAY)
        except Refused as refused:
            said.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm, args=(one,)) for one in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == 1
    assert "the only administrator" in said[0]


# After a restore ------------------------------------------------------------------------------------------------------
def test_the_ledger_holds_numbers_and_times_alone(school: School, ledger_file: Path) -> None:
    done = erased(leaver(school, name=NAME), school)
    (entry,) = ledger.entries(ledger_file)
    assert entry == ledger.Entry(done.person_id, done.person.joined_at, clock.now())
    assert NAME.encode() not in ledger_file.read_bytes()
    assert ledger_file.stat().st_mode & 0o777 == 0o600


def test_a_restored_database_is_erased_again_and_says_whom_it_does_not_know(school: School, ledger_file: Path) -> None:
    person, other = leaver(school, name=NAME, email="q@quennell.example"), make_member(Role.STAFF, school)
    erased(person, school)
    # The backup is older than the erasure, and than somebody who was erased in between.
    User.objects.filter(pk=person.pk).update(name=NAME, email="q@quennell.example", is_active=True)
    ledger.append(ledger_file, ledger.Entry(10**9, clock.now(), clock.now()))
    ledger.append(ledger_file, ledger.Entry(other.pk, clock.now(), clock.now()))  # a number given a second time
    found = erasure.replay(ledger_file)
    assert (found.erased, found.erased_before, found.unknown) == ([person.pk], [], [10**9, other.pk])
    person.refresh_from_db()
    other.refresh_from_db()
    assert erasure.is_erased(person)
    assert not erasure.is_erased(other)
    before = ledger_file.read_bytes()
    again = erasure.replay(ledger_file)
    assert (again.erased, again.erased_before, again.unknown) == ([], [person.pk], [10**9, other.pk])
    assert ledger_file.read_bytes() == before


def test_the_command_says_what_it_did(school: School, ledger_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    person = leaver(school)
    erased(person, school)
    User.objects.filter(pk=person.pk).update(email="back@example.org", name="Back")
    ledger.append(ledger_file, ledger.Entry(10**9, clock.now(), clock.now()))
    call_command("replay_erasures", str(ledger_file))
    said = capsys.readouterr().out
    assert "Erased again: 1. Erased before: 0." in said
    assert "Not known here, and left alone: 1000000000." in said


def test_a_ledger_that_is_missing_or_none_stops_the_command(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("replay_erasures", str(tmp_path / "none"))
    (tmp_path / "photo").write_bytes(b"\x89PNG\r\n")
    with pytest.raises(CommandError, match="is no ledger of erasures, or is damaged: line 1"):
        call_command("replay_erasures", str(tmp_path / "photo"))


def test_a_hostile_session_or_none_does_not_stop_it(school: School) -> None:
    Session.objects.create(session_key="x", session_data="rubbish", expire_date=timezone.now() + datetime.timedelta(1))
    erased(leaver(school), school)
    assert Session.objects.count() == 1
