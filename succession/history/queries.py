"""What was kept, asked for by the organisation whose it is. Its callers have asked whether the reader may know of it.

A list is one statement over the tables of every kind that its reader may read, and each of them is walked from its
latest event by an index: how much was ever kept makes no difference. What stands in the SQL itself are names of our own
tables and words of succession.history.kinds; everything else is a parameter.
"""

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q

from core.models import Reading
from core.organisations import key_of
from people.membership.queries import Place
from people.models import Council, Membership, School
from succession.history.kinds import BY_LABEL, Kind

PAGE = 50
_MOST_PEOPLE = 200

Row = dict[str, Any]
Key = tuple[datetime.datetime, str, int]
Reference = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one record: the row as it was after it, or as it was when it was removed."""

    kind: Kind
    pk: int
    record: str
    at: datetime.datetime
    happened: str
    context: dict[str, Any] | None
    row: Row


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are wanted. by: a person's key, or 0 for changes that nobody said they made."""

    by: int | None = None
    day: tuple[datetime.datetime, datetime.datetime] | None = None
    before: Key | None = None


def events_of(place: Place, kinds: Iterable[Kind], chosen: Filter) -> list[Event]:
    """A page of a place's events, latest first, and one more where there are more.

    Policies' own words are left out: a version's never change, and its page shows them.
    """
    bodies = _bodies_of(place)
    parts: list[str] = []
    params: list[Any] = []
    for kind in kinds:
        if kind.of_body and not bodies:
            continue
        whose, value = ("= ANY(%s)", bodies) if kind.of_body else ("= %s", key_of(place))
        conditions, values = _conditions(kind, chosen)
        parts.append(
            f"(SELECT '{kind.label}', e.pgh_id, e.pgh_obj_id::text, e.pgh_created_at, e.pgh_label, e.pgh_context,"
            f" to_jsonb(e) - 'document' FROM {kind.table} e WHERE e.pgh_organisation {whose}{conditions}"
            f" ORDER BY e.pgh_created_at DESC, e.pgh_id DESC LIMIT {PAGE + 1})"
        )
        params += [value, *values]
    if not parts:
        return []
    return _events(
        f"SELECT * FROM ({' UNION ALL '.join(parts)}) kept ORDER BY 4 DESC, 1 DESC, 2 DESC LIMIT {PAGE + 1}", params
    )


def events_of_record(place: Place, kind: Kind, record: str, before: int | None) -> list[Event]:
    """A page of one record's events at a place, latest first, and one more; none where it never was this place's."""
    keys = _bodies_of(place) if kind.of_body else [key_of(place)]
    older = " AND e.pgh_id < %s" if before else ""
    return _events(
        f"SELECT '{kind.label}', e.pgh_id, e.pgh_obj_id::text, e.pgh_created_at, e.pgh_label, e.pgh_context,"
        f" to_jsonb(e) FROM {kind.table} e WHERE e.pgh_obj_id = %s AND e.pgh_organisation = ANY(%s){older}"
        f" ORDER BY e.pgh_id DESC LIMIT {PAGE + 1}",
        [record, keys, *([before] if before else [])],
    )


def rows_before(events: Iterable[Event]) -> dict[tuple[str, int], Row]:
    """For each event the row as it was before it, where it was there and belonged to the same organisation."""
    wanted: dict[Kind, list[int]] = {}
    for event in events:
        wanted.setdefault(event.kind, []).append(event.pk)
    parts = [
        f"(SELECT '{kind.label}', e.pgh_id, (SELECT to_jsonb(b) - 'document' FROM {kind.table} b"
        f" WHERE b.pgh_obj_id = e.pgh_obj_id AND b.pgh_organisation = e.pgh_organisation AND b.pgh_id < e.pgh_id"
        f" ORDER BY b.pgh_id DESC LIMIT 1) FROM {kind.table} e WHERE e.pgh_id = ANY(%s))"
        for kind in wanted
    ]
    found = _asked(" UNION ALL ".join(parts), list(wanted.values())) if parts else []
    return {(label, pk): _json(row) for label, pk, row in found if row is not None}


def names_of(references: Mapping[Reference, datetime.datetime]) -> dict[Reference, str]:
    """What records were called when they were last referred to, by model and key.

    What became of them since is not told: they may belong to others now. One that was kept only afterwards is called
    as it was at first.
    """
    wanted: dict[str, tuple[list[str], list[datetime.datetime]]] = {}
    for (label, key), at in references.items():
        if label in _NAMES:
            keys, moments = wanted.setdefault(label, ([], []))
            keys.append(key)
            moments.append(at)
    parts = [
        f"(SELECT '{label}', named.key::text, e.name"
        f" FROM unnest(%s::{_NAMES[label][2]}[], %s::timestamptz[]) named (key, at), LATERAL"
        f" (SELECT {_NAMES[label][1]} AS name FROM {_NAMES[label][0]} e WHERE e.pgh_obj_id = named.key"
        f" ORDER BY e.pgh_created_at <= named.at DESC,"
        f" CASE WHEN e.pgh_created_at <= named.at THEN e.pgh_id END DESC, e.pgh_id LIMIT 1) e)"
        for label in wanted
    ]
    found = _asked(" UNION ALL ".join(parts), [part for both in wanted.values() for part in both]) if parts else []
    return {(label, key): name for label, key, name in found}


def people_of(place: Place) -> list[tuple[int, str]]:
    """The people who hold or held a role at a place, or at the trust above it, by name."""
    here = Q(**{str(place._meta.model_name): place})
    if isinstance(place, School) and place.trust_id:
        here |= Q(trust=place.trust_id)
    found = Membership.objects.filter(here).order_by("user__name", "user").values_list("user", "user__name").distinct()
    return list(found[:_MOST_PEOPLE])


def readings_of(place: Place, *, by: int | None, before: tuple[datetime.datetime, int] | None) -> list[Reading]:
    """A page of what was opened of a place, latest first, and one more where there are more."""
    found = Reading.objects.filter(organisation=key_of(place)).select_related("by")
    if by:
        found = found.filter(by=by)
    if before:
        at, pk = before
        found = found.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk), at__lte=at)
    return list(found[: PAGE + 1])


def _conditions(kind: Kind, chosen: Filter) -> tuple[str, list[Any]]:
    sql = ""
    params: list[Any] = []
    if chosen.by is not None:
        sql += " AND e.pgh_context @> %s::jsonb" if chosen.by else " AND e.pgh_context IS NULL"
        params += [json.dumps({"by": chosen.by})] if chosen.by else []
    if chosen.day:
        sql += " AND e.pgh_created_at >= %s AND e.pgh_created_at < %s"
        params += chosen.day
    if chosen.before:
        # The first condition is the index's; the second tells events of one moment apart.
        sql += f" AND e.pgh_created_at <= %s AND (e.pgh_created_at, '{kind.label}', e.pgh_id) < (%s, %s, %s)"
        params += [chosen.before[0], *chosen.before]
    return sql, params


def _bodies_of(place: Place) -> list[str]:
    """The keys of a place's bodies: of those it has, and of those it had that are gone."""
    if isinstance(place, School):
        sql = (
            "SELECT body_id FROM people_body_schools WHERE school_id = %s UNION"
            " SELECT e.body_id FROM people_bodyschoolevent e WHERE e.pgh_organisation = 'school:' || %s"
            " AND NOT EXISTS (SELECT FROM people_body body WHERE body.id = e.body_id)"
        )
        return [f"body:{key}" for (key,) in _asked(sql, [place.pk, str(place.pk)])]
    if isinstance(place, Council):
        sql = (
            "SELECT id FROM people_body WHERE council_id = %s UNION"
            " SELECT e.id FROM people_bodyevent e WHERE e.council_id = %s"
            " AND NOT EXISTS (SELECT FROM people_body body WHERE body.id = e.id)"
        )
        return [f"body:{key}" for (key,) in _asked(sql, [place.pk, place.pk])]
    return []


def _events(sql: str, params: list[Any]) -> list[Event]:
    return [
        Event(BY_LABEL[label], pk, record, at, happened, _json(context), _json(row))
        for label, pk, record, at, happened, context, row in _asked(sql, params)
    ]


def _json(value: Any) -> Any:
    """A value of jsonb, which a bare cursor gives as it was sent."""
    return json.loads(value) if isinstance(value, str) else value


def _asked(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


# That a school was asked is not tracked itself: it is called by the question, which is.
_ASKED_SCHOOLS = """(SELECT asked.id AS pgh_obj_id, event.pgh_created_at, event.pgh_id, event.question
    FROM actionplan_askedschool asked
    JOIN actionplan_returnrequestevent event ON event.pgh_obj_id = asked.request_id)"""
# For each model that others refer to: the table that keeps it, what it is called there, the type of its key.
_NAMES = {
    "people.User": ("people_userevent", "e.name", "bigint"),
    "people.School": ("people_schoolevent", "e.name", "bigint"),
    "people.Council": ("people_councilevent", "e.name", "bigint"),
    "people.Trust": ("people_trustevent", "e.name", "bigint"),
    "people.Body": ("people_bodyevent", "e.name", "bigint"),
    "people.Meeting": ("people_meetingevent", "to_char(e.\"on\", 'FMDD FMMonth YYYY')", "bigint"),
    "people.TermOfOffice": ("people_termofofficeevent", "e.name", "bigint"),
    "people.Membership": ("people_membershipevent", "e.role", "bigint"),
    "people.StaffMember": ("people_staffmemberevent", "e.name", "bigint"),
    "people.LeadershipPost": ("people_leadershippostevent", "e.title", "bigint"),
    "people.CriteriaVersion": ("people_criteriaversionevent", "'version ' || e.number", "bigint"),
    "people.Criterion": ("people_criterionevent", "e.heading", "bigint"),
    "people.Standard": ("people_standardevent", "e.heading", "bigint"),
    "people.Opportunity": ("people_opportunityevent", "e.title", "bigint"),
    "people.Programme": ("people_programmeevent", "e.name", "bigint"),
    "people.Activity": ("people_activityevent", "e.title", "bigint"),
    "policies.Policy": ("policies_policyevent", "'the policy'", "bigint"),
    "succession.Chase": ("succession_chaseevent", "'a request of the council'", "bigint"),
    "policies.Sharing": ("policies_sharingevent", "'whether the policy is shared'", "bigint"),
    "policies.Commitment": ("policies_commitmentevent", "'a commitment of the policy'", "bigint"),
    "policies.ModelOffer": ("policies_modelofferevent", "'an offer of the council’s model'", "bigint"),
    "policies.HandedPolicy": ("policies_handedpolicyevent", "'a document from the council'", "bigint"),
    "policies.Priority": ("policies_priorityevent", "e.words", "bigint"),
    "policies.Adoption": ("policies_adoptionevent", "'the adoption of minute ' || e.minute_reference", "bigint"),
    "policies.Version": ("policies_versionevent", "'version ' || e.number", "bigint"),
    "policies.Consultation": ("policies_consultationevent", "'the consultation until ' || e.until", "bigint"),
    "succession.Report": (
        "succession_reportevent",
        "coalesce('report ' || e.number, 'the draft report as at ' || to_char(e.as_at, 'FMDD FMMonth YYYY'))",
        "bigint",
    ),
    "core.Upload": ("core_uploadevent", "e.name", "uuid"),
    "actionplan.ScrutinyReview": ("actionplan_scrutinyreviewevent", "e.title", "bigint"),
    "actionplan.Recommendation": (
        "actionplan_recommendationevent",
        "'recommendation ' || coalesce(nullif(rtrim(e.label, '.:) '), ''), e.position::text)",
        "bigint",
    ),
    "actionplan.AskedSchool": (_ASKED_SCHOOLS, "e.question", "bigint"),
    "actionplan.Team": ("actionplan_teamevent", "e.code", "bigint"),
    "actionplan.Update": (
        "actionplan_updateevent",
        "'the update of ' || to_char(e.\"on\", 'FMDD FMMonth YYYY')",
        "bigint",
    ),
    "actionplan.Ask": ("actionplan_askevent", "e.words", "bigint"),
    "actionplan.Action": ("actionplan_actionevent", "e.text", "bigint"),
    "actionplan.Milestone": ("actionplan_milestoneevent", "e.text", "bigint"),
    "actionplan.PlanDate": ("actionplan_plandateevent", "e.words", "bigint"),
    "actionplan.OutcomeMeasure": ("actionplan_outcomemeasureevent", "e.text", "bigint"),
}
