"""From what was gathered to what is kept: data, the HTML of both parts, and the record that the digest covers."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from succession.models import Report
from succession.reports import record
from succession.reports.frame import Asked, Facts, Kind
from succession.reports.rules import Part
from succession.reports.shape import About, Changes
from succession.reports.tokens import Names, Token, disarmed, marks_in

SCHEMA = 1
"""The form of the kept data and of the record. A later one reads the earlier ones."""


@dataclass(frozen=True, slots=True)
class Written:
    """A report ready to be kept."""

    data: dict[str, Any]
    decisions: list[str]
    open_html: str
    confidential_html: str
    tokens: tuple[Token, ...]


def write(kind: Kind[Any], asked: Asked, *, previous: Report | None, replaces: Report | None, why: str) -> Written:
    """Gather a report and render both its parts."""
    facts = kind.gather(asked)
    changes = _since(kind, facts, previous)
    corrections = _since(kind, facts, replaces)
    about = _about(kind, asked, previous, replaces, why)
    context = kind.context(facts) | {"about": about, "facts": facts, "audience": kind.audience_of(about.body)}
    has_confidential = bool(kind.confidential_template) and facts.confidential is not None
    context |= {"pictures": kind.pictures(facts), "has_parts": has_confidential}
    opened = _html(kind.open_template, context, changes.open, corrections.open)
    confidential = (
        _html(kind.confidential_template, context, changes.confidential, corrections.confidential)
        if has_confidential
        else ""
    )
    known = {token.token for token in asked.names.tokens}
    opened, confidential = disarmed(opened, known), disarmed(confidential, known)
    data = {
        "schema": SCHEMA,
        "about": record.frozen(about),
        "facts": record.frozen(facts),
        "changes": record.frozen(changes),
        "corrections": record.frozen(corrections),
        "previous_digest": previous.digest if previous else "",
    }
    return Written(data, list(facts.decisions), opened, confidential, _used(asked.names, opened, confidential))


def facts_of(kind: Kind[Any], report: Report) -> Facts:
    """What was gathered for a report, of whatever schema. Raises record.Unreadable."""
    facts: Facts = record.thawed(kind.facts, report.data["facts"])
    return facts


def about_of(report: Report) -> About:
    """What a report says of itself. Raises record.Unreadable."""
    return record.thawed(About, report.data["about"])


def digest_of(report: Report, tokens: Iterable[tuple[str, str, str]]) -> str:
    """The digest of all that a report says and of each name's own digest. tokens: (token, part, digest) of each.

    What becomes of it later, such as its withdrawal or a name's erasure, is no part of it.
    """
    return record.digest(
        {
            "schema": report.data.get("schema"),
            "kind": report.kind,
            "body": report.body_id,
            "school": report.school_id,
            "council": report.council_id,
            "meeting": report.meeting_id,
            "as_at": report.as_at.isoformat(),
            "number": report.number,
            "previous": report.previous_id,
            "replaces": report.replaces_id,
            "correction": report.correction,
            "data": report.data,
            "decisions": report.decisions,
            "open_html": report.open_html,
            "confidential_html": report.confidential_html,
            "prepared": _moment(report.prepared_by_id, report.prepared_at),
            "checked": _moment(report.checked_by_id, report.checked_at),
            "issued": _moment(report.issued_by_id, report.issued_at),
            "tokens": {token: [part, digest] for token, part, digest in tokens},
        }
    )


def _moment(by: int | None, at: datetime.datetime | None) -> list[Any] | None:
    return None if at is None else [by, at.astimezone(datetime.UTC).isoformat()]


def _about(kind: Kind[Any], asked: Asked, previous: Report | None, replaces: Report | None, why: str) -> About:
    return About(
        title=kind.title,
        place=asked.place.name,
        body=asked.body.name,
        as_at=asked.as_at,
        meeting_on=asked.meeting.on if asked.meeting else None,
        previous_number=previous.number if previous else None,
        previous_as_at=previous.as_at if previous else None,
        replaces_number=replaces.number if replaces else None,
        correction=why,
    )


def _since(kind: Kind[Any], facts: Any, earlier: Report | None) -> Changes:
    return Changes() if earlier is None else kind.compare(facts, facts_of(kind, earlier))


def _html(template: str, context: dict[str, Any], changes: tuple[str, ...], corrections: tuple[str, ...]) -> str:
    return render_to_string(template, context | {"changes": changes, "corrections": corrections}).strip()


def _used(names: Names, opened: str, confidential: str) -> tuple[Token, ...]:
    """The tokens whose marks stand in their part: a name that is shown nowhere is not kept."""
    shown = {Part.OPEN: marks_in(opened), Part.CONFIDENTIAL: marks_in(confidential)}
    return tuple(token for token in names.tokens if token.token in shown[token.part])
