"""What the two roles may do, seen in the tests' own database."""

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, connections
from django.utils import timezone
from pytest_django import Settings

from core.database.checks import refuse_unsafe_database
from core.database.cluster import SUPERUSER
from core.database.privileges import as_owner
from tests.builders import make_user

pytestmark = pytest.mark.django_db

READ = "SELECT"
FULL = "DELETE, INSERT, SELECT, UPDATE"

# What the application may do in each table. A new one stands here, with a thought for whether it is history.
GRANTS = (
    dict.fromkeys(
        (
            *("account_emailaddress", "account_emailconfirmation"),
            *("actionplan_clashanswer", "actionplan_datechange"),
            *("actionplan_action", "actionplan_milestone", "actionplan_outcomemeasure", "actionplan_plandate"),
            *("actionplan_recommendation", "actionplan_recommendation_teams", "actionplan_scrutinyreview"),
            *("actionplan_team", "actionplan_teammember", "actionplan_update"),
            *("actionplan_handback", "actionplan_digestsent", "actionplan_digeststop", "actionplan_updateevidence"),
            *("actionplan_earlierresponse", "actionplan_replytime", "actionplan_scrutinyreply"),
            *("actionplan_ask", "actionplan_serving"),
            *("actionplan_measurevalue", "actionplan_reporteditem", "actionplan_servicenotbought"),
            "actionplan_valuation",
            *("actionplan_returnrequest", "actionplan_askedschool", "actionplan_schoolreturn"),
            *("auth_group", "auth_group_permissions", "auth_permission"),
            *("cache", "django_admin_log", "django_content_type", "django_session"),
            *("core_letter", "core_backup", "core_paper", "core_preview", "core_upload"),
            *("mfa_authenticator", "usersessions_usersession"),
            *("socialaccount_socialaccount", "socialaccount_socialapp", "socialaccount_socialtoken"),
            *("people_emailchange", "people_invitation", "people_passwordrequest", "people_secondstepreset"),
            *("people_body", "people_body_schools", "people_council", "people_meeting", "people_membership"),
            *("people_covercount", "people_school", "people_termofoffice", "people_trust", "people_user"),
            *("people_datapack", "people_erasure", "people_hold"),
            *("people_framework", "people_standard", "people_criteriaversion", "people_criterion"),
            *("people_criterionstandard", "people_talentrecord", "people_talentlog", "people_talentevidence"),
            *("people_talentview", "people_correction", "people_intention"),
            *("people_staffmember", "people_leadershippost", "people_postholder", "people_nomination"),
            *("people_programme", "people_opportunity", "people_interest", "people_activity", "policies_evidence"),
            *(
                "people_stagedstaff",
                "policies_sharing",
                "policies_shelvedclause",
                "policies_shelvedtext",
                "policies_schooltags",
                "policies_tagcount",
            ),
            *("policies_adoption", "policies_clauserow", "policies_commitment", "policies_draft", "policies_policy"),
            *("policies_version", "policies_standingdispute", "succession_report", "succession_reporttoken"),
            *("policies_mergeanswer", "policies_modeloffer", "policies_modelwithdrawal"),
            *("policies_commitmentreview", "policies_priority", "policies_served", "policies_publication"),
            *("policies_consultation", "policies_comment", "policies_recommendation"),
            *("policies_boardasked", "policies_boardreply", "policies_handedpolicy"),
            *("policies_readrequest", "policies_readreceipt", "policies_reviewreminder"),
            *("succession_agendaitem", "succession_agendapaper", "succession_agendaissue", "succession_decision"),
            *("succession_itemexclusion", "succession_chase", "succession_agendaplan", "succession_calendarfeed"),
            *("procrastinate_events", "procrastinate_jobs", "procrastinate_periodic_defers", "procrastinate_workers"),
        ),
        FULL,
    )
    | {"core_reading": "INSERT, SELECT", "core_readingcorrection": "DELETE, INSERT, SELECT"}
    | dict.fromkeys(
        (
            *("django_migrations", "erasure_step"),
            # What was kept of tracked tables: their triggers write it, and the application reads it.
            *("actionplan_clashanswerevent", "actionplan_datechangeevent"),
            *("actionplan_actionevent", "actionplan_milestoneevent", "actionplan_outcomemeasureevent"),
            *("actionplan_plandateevent", "actionplan_recommendationevent", "actionplan_recommendationteamevent"),
            *("actionplan_scrutinyreviewevent", "actionplan_teamevent", "actionplan_teammemberevent"),
            *("actionplan_handbackevent", "actionplan_updateevidenceevent"),
            *("actionplan_earlierresponseevent", "actionplan_replytimeevent", "actionplan_scrutinyreplyevent"),
            *("actionplan_returnrequestevent", "actionplan_schoolreturnevent"),
            *("actionplan_askevent", "actionplan_servingevent"),
            *("actionplan_reporteditemevent", "actionplan_servicenotboughtevent", "actionplan_valuationevent"),
            *("actionplan_updateevent", "core_uploadevent", "people_bodyevent", "people_bodyschoolevent"),
            *("people_councilevent", "people_meetingevent", "people_membershipevent", "people_schoolevent"),
            *("people_emailchangeevent", "people_invitationevent", "people_secondstepresetevent"),
            *("people_erasureevent", "people_holdevent", "people_staffmemberevent", "people_leadershippostevent"),
            *("people_frameworkevent", "people_standardevent", "people_criteriaversionevent"),
            *("people_criterionevent", "people_criterionstandardevent", "people_talentrecordevent"),
            *("people_talentlogevent", "people_talentevidenceevent", "people_talentviewevent"),
            *("people_correctionevent", "people_intentionevent"),
            *("people_postholderevent", "people_nominationevent"),
            *(
                "people_programmeevent",
                "people_opportunityevent",
                "people_interestevent",
                "people_activityevent",
                "policies_evidenceevent",
            ),
            *("people_termofofficeevent", "people_trustevent", "people_userevent", "pghistory_context"),
            *("succession_reportevent", "succession_reporttokenevent"),
            *("succession_agendaitemevent", "succession_agendapaperevent", "succession_agendaissueevent"),
            *("succession_decisionevent", "succession_itemexclusionevent", "succession_chaseevent"),
            *("policies_mergeanswerevent", "policies_modelofferevent", "policies_modelwithdrawalevent"),
            *("policies_commitmentreviewevent", "policies_priorityevent", "policies_servedevent"),
            "policies_publicationevent",
            *("policies_consultationevent", "policies_commentevent", "policies_recommendationevent"),
            "policies_boardreplyevent",
            *("policies_readrequestevent", "policies_readreceiptevent"),
            *("policies_adoptionevent", "policies_commitmentevent", "policies_policyevent", "policies_versionevent"),
            *("policies_standingdisputeevent", "policies_sharingevent", "policies_handedpolicyevent"),
        ),
        READ,
    )
)


def current_role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def test_each_table_grants_the_application_what_is_written_here() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, coalesce(string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type), '')"
            " FROM pg_class c LEFT JOIN LATERAL aclexplode(c.relacl) a ON a.grantee = 'succession_app'::regrole"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
            " GROUP BY c.relname"
        )
        assert dict(cursor.fetchall()) == GRANTS


def test_tests_see_the_database_as_the_application_does() -> None:
    assert current_role() == "succession_app"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE another (word text)",
        "ALTER TABLE django_session ADD COLUMN word text",
        "DROP TABLE django_session",
        "TRUNCATE django_session",
        "DELETE FROM django_migrations",
        "CREATE ROLE another",
        "SET ROLE succession_owner",
    ],
)
def test_the_application_may_change_no_table_and_no_role(statement: str) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        cursor.execute(statement)


def test_as_owner_lends_the_role_for_as_long_as_it_is_needed() -> None:
    with as_owner() as owner, owner.cursor() as cursor:
        assert connection.connection is owner.connection
        cursor.execute("CREATE TABLE another (id serial, word text)")
        cursor.execute("SELECT has_table_privilege('succession_app', 'another', 'INSERT')")
        assert cursor.fetchone() == (True,)
        cursor.execute("DROP TABLE another")
    assert current_role() == "succession_app"


def test_as_owner_says_which_address_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections.settings["default"], "OWNER", {})
    with pytest.raises(CommandError, match="Set DATABASE_OWNER_URL"), as_owner():
        pass


@pytest.mark.django_db(transaction=True)
def test_flush_empties_tables_as_the_owner() -> None:
    Session.objects.create(session_key="kept", session_data="", expire_date=timezone.now())
    call_command("flush", interactive=False, verbosity=0)
    assert not Session.objects.exists()
    assert current_role() == "succession_app"


def test_a_trial_starts_on_any_database() -> None:
    with as_owner():
        refuse_unsafe_database()


def test_production_starts_as_the_application(settings: Settings) -> None:
    settings.PRODUCTION = True
    refuse_unsafe_database()


def test_production_refuses_to_start_as_the_owner(settings: Settings) -> None:
    settings.PRODUCTION = True
    with as_owner(), pytest.raises(ImproperlyConfigured, match="the role that owns the tables"):
        refuse_unsafe_database()


def test_production_refuses_to_start_as_a_superuser(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PRODUCTION = True
    owner = connections.settings["default"]["OWNER"]
    monkeypatch.setitem(connections.settings["default"], "OWNER", owner | {"USER": SUPERUSER})
    with as_owner(), pytest.raises(ImproperlyConfigured, match="as a superuser"):
        refuse_unsafe_database()


def test_production_refuses_to_start_on_the_users_of_the_demo(settings: Settings) -> None:
    settings.PRODUCTION = True
    make_user(email="head@demo.example")
    with pytest.raises(ImproperlyConfigured, match="the demo's users"):
        refuse_unsafe_database()


def test_productions_worker_does_not_start_where_the_web_server_would_not(settings: Settings) -> None:
    settings.PRODUCTION = True
    make_user(email="head@demo.example")
    with pytest.raises(ImproperlyConfigured, match="the demo's users"):
        call_command("procrastinate", "worker", "--one-shot")
