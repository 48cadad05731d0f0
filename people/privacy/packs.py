"""A copy of all that is held about one person: a page to read, the same for machines, and the files they sent.

Made from what the apps say they hold (core.privacy), in a job. Other people's names and words are left out: where a row
leads to somebody else, it says so and no more.
"""

import datetime
import io
import json
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from core import clock, erasing, papers
from core.making import Made
from core.models import Paper, Upload
from core.privacy import Field, Link, Record
from people.access.guards import require
from people.access.roles import Permission
from people.membership.queries import Place
from people.models import DataPack, User
from people.privacy import retention
from people.privacy.erasure import PACK_KIND, Refused, decided_by, is_erased, is_of
from people.privacy.texts import upper

NOT_SHOWN = "kept, and not shown: it is a secret"
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is told: what the person has to do with it, where it belongs, and its fields in words."""

    says: str
    place: str
    values: list[tuple[str, str]]
    at: str = ""


@dataclass(slots=True)
class Part:
    """All rows of one kind, with why they are kept, who sees them and how long they stay."""

    record: Record
    rows: list[Row] = field(default_factory=list)
    history: list[Row] = field(default_factory=list)


# Reading ------------------------------------------------------------------------------------------------------------
def held_about(person: User, most: int | None = None) -> list[Part]:
    """What is held about somebody, in the order the apps stand on each other; kinds without a row are left out.

    most: how many rows of a kind to read, for a page that says that there are more.
    """
    parts = [_part(record, model, person, most) for record, model in erasing.installed()]
    return [part for part in parts if part.rows or part.history]


def _part(record: Record, model: type[models.Model], person: User, most: int | None) -> Part:
    part = Part(record)
    for link in record.shown_links:
        for row in _rows(model, link, person)[:most]:
            part.rows.append(Row(link.says, _place(row, record.place), _values(record, link, row)))
        for event in erasing.event_models(model):
            for row in _history(event, link, person)[:most]:
                part.history.append(Row(link.says, "", _values(record, link, row), _when(row)))
    return part


def _rows(model: type[models.Model], link: Link, person: User) -> QuerySet[models.Model]:
    path = "__".join(step for step in (link.path or "pk", link.through) if step)
    return model._default_manager.filter(**{path: person.pk}).order_by("pk")


def _history(event: type[models.Model], link: Link, person: User) -> QuerySet[models.Model]:
    """What was written of a row, as long as it was about this person, and since it led to them."""
    names = {field.name for field in event._meta.concrete_fields}
    which = Q(pk__in=[])
    if link.path == "" and "pgh_obj" in names:
        which = Q(pgh_obj=person.pk)
    elif link.through == "" and link.path in names:
        which = Q(**{link.path: person.pk})
    return event._default_manager.filter(which).order_by("pk")


def _when(row: models.Model) -> str:
    return _words(getattr(row, "pgh_created_at", None))


def _values(record: Record, link: Link, row: models.Model) -> list[tuple[str, str]]:
    names = {field.name for field in row._meta.concrete_fields}
    return [(upper(held.what), _value(held, row)) for held in record.fields_of(link) if held.name in names]


def _value(held: Field, row: models.Model) -> str:
    if held.secret:
        return NOT_SHOWN
    shown = getattr(row, f"get_{held.name}_display", None)
    return _words(shown() if shown is not None else getattr(row, held.name))


def _words(value: Any) -> str:
    """A stored value as somebody reads it."""
    if value is None or value in ("", {}, []):
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        return f"{timezone.localtime(value):%-d %B %Y, %H:%M}"
    if isinstance(value, datetime.date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, dict):
        return "\n".join(f"{upper(str(key).replace('_', ' '))}: {_words(each)}" for key, each in value.items())
    if isinstance(value, list):
        return "\n".join(_words(each) for each in value)
    return str(value)


def _place(row: Any, path: str) -> str:
    """What a row belongs to. A place is an organisation, a body or a paper, whose name is nobody's."""
    for step in path.split(".") if path else ():
        row = getattr(row, step, None)
    return "" if row is None or not path else str(row)


# Making -------------------------------------------------------------------------------------------------------------
def make(subject: str) -> Made:
    """The copy with this key, as a ZIP of a page, its JSON and the files."""
    pack = DataPack.objects.select_related("person", "asked_by", "school", "trust", "council").get(pk=int(subject))
    person = pack.person
    parts = held_about(person)
    files = list(Upload.objects.filter(uploaded_by=person).order_by("uploaded_at", "pk"))
    heading = {
        "about": person.name,
        "made": _words(clock.now()),
        "asked": _words(pack.asked_at),
        "by": "the person themself" if pack.asked_by_id == person.pk else f"an administrator of {pack.controller}",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(heading | {"held": as_json(parts)}, ensure_ascii=False, indent=2))
        lost = [upload for upload in files if not _add(archive, upload)]
        page = render_to_string("people/pack.html", heading | {"parts": parts, "files": files, "lost": lost})
        archive.writestr("index.html", page)
    return Made(out.getvalue(), f"data-pack-{pack.pk}.zip", "application/zip")


def as_json(parts: list[Part]) -> list[dict[str, Any]]:
    """What a page says, for machines."""
    return [
        {
            "what": part.record.title,
            "why": part.record.purpose,
            "who can see it": part.record.audience,
            "lawful basis": part.record.basis,
            "how long": part.record.retention,
            "rows": [_row_json(row) for row in part.rows],
            "history": [_row_json(row) for row in part.history],
        }
        for part in parts
    ]


def _row_json(row: Row) -> dict[str, Any]:
    return {"is": row.says, "of": row.place, "at": row.at, "holds": dict(row.values)}


def _add(archive: zipfile.ZipFile, upload: Upload) -> bool:
    """Put a file into the copy, under a name that no other has."""
    try:
        with upload.file.storage.open(str(upload.file.name)) as stored:
            archive.writestr(f"files/{upload.pk.hex[:8]}{PurePath(upload.name).suffix.lower()}", stored.read())
    except FileNotFoundError:
        return False
    return True


# Asking for one -------------------------------------------------------------------------------------------------------
@transaction.atomic
def ask_for_pack(*, person: User, controller: Place | None, by: User) -> DataPack:
    """Have a copy made: the person's own, or one that an administrator of their organisation hands them.

    One that is still here is given back instead. Raises Refused.
    """
    if controller is None and by.pk != person.pk:
        raise Refused("A copy of somebody’s data is asked for by themself, or at their school, trust or council.")
    if controller is not None:
        require(by, Permission.PRIVACY_MANAGE, controller)
        if not is_of(person, controller):
            raise Refused(f"This person holds and held no role at {controller}.")
    User.objects.select_for_update().get(pk=person.pk)  # two clicks, one copy
    if is_erased(person):
        raise Refused("This person has been erased, so nothing is held about them.")
    alike = DataPack.objects.of_person(person) if controller is None else DataPack.objects.at(controller)
    kept = alike.kept().filter(person=person, asked_by=by).first()
    if kept is not None:
        papers.ask_for(kind=PACK_KIND, subject=str(kept.pk), digest=_digest(kept))
        return kept
    pack = DataPack.objects.create(person=person, asked_by=by, asked_at=clock.now(), **decided_by(controller))
    papers.ask_for(kind=PACK_KIND, subject=str(pack.pk), digest=_digest(pack))
    return pack


def own_pack(person: User, key: int) -> DataPack | None:
    """A copy that this very person asked for, of their own data."""
    return DataPack.objects.of_person(person).filter(pk=key).first()


def paper_of(pack: DataPack) -> Paper | None:
    """The file of a copy, whether it is made yet or not."""
    return Paper.objects.filter(kind=PACK_KIND, subject=str(pack.pk)).first()


@transaction.atomic
def take(*, pack: DataPack, by: User) -> Made:
    """Hand over a copy, once: it is gone from here when it is given. Raises Refused where there is none."""
    if by.pk != pack.asked_by_id:
        raise Refused("Only whoever asked for this copy can download it.")
    locked = DataPack.objects.select_for_update(of=["self"]).get(pk=pack.pk)
    paper = paper_of(locked)
    if locked.downloaded_at is not None or locked.removed_at is not None:
        raise Refused("This copy was downloaded or removed. Ask for a new one.")
    if paper is None or not paper.is_ready:
        raise Refused("This copy is not made yet. Wait a moment, then try again.")
    with paper.file.open("rb") as stored:
        made = Made(stored.read(), paper.filename, paper.content_type)
    locked.downloaded_at = clock.now()
    locked.save(update_fields=["downloaded_at"])
    papers.remove(kind=PACK_KIND, subject=str(locked.pk))
    return made


def _digest(pack: DataPack) -> str:
    return papers.digest_of(PACK_KIND, pack.pk)


def kept_until(pack: DataPack) -> datetime.datetime:
    """Until when a copy can be fetched."""
    return retention.moment_due(pack.asked_at, retention.PACK.keep)
