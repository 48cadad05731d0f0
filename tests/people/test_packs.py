"""A copy of somebody's data holds all that is theirs and nothing of anybody else's."""

import datetime
import io
import itertools
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import clock, erasing, making
from core.models import Paper, Upload
from core.privacy import Link, Record
from people.access.roles import Role
from people.models import DataPack, School, TermOfOffice, User
from people.privacy import erasure, packs, retention
from people.privacy.erasure import PACK_KIND, Refused
from people.privacy.texts import upper
from policies.models import Version
from tests.actionplan.builders import make_milestone, make_update
from tests.builders import make_body, make_member, make_school, make_trust, make_user
from tests.policies.cast import make_cast

pytestmark = pytest.mark.django_db

_numbers = itertools.count(1)


def opened(made: Any) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def pack_of(person: User) -> dict[str, bytes]:
    pack = DataPack.objects.create(person=person, asked_by=person, asked_at=clock.now())
    return opened(packs.make(str(pack.pk)))


# Complete -------------------------------------------------------------------------------------------------------------
def canary(field: Any, whose: str) -> Any:
    """A value that no other field and no other person has, of the kind that the column takes."""
    number = next(_numbers)
    word = f"{whose}{number}canary"
    if isinstance(field, models.EmailField):
        return f"{word}@example.org"
    if isinstance(field, models.FileField):
        return f"uploads/{word}"
    if isinstance(field, models.CharField | models.TextField):
        return (
            word[: field.max_length]
            if field.max_length and field.max_length >= 12
            else word[-(field.max_length or 9) :]
        )
    if isinstance(field, models.JSONField):
        return {"words": word}
    if isinstance(field, models.DateTimeField):
        return datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(days=number, minutes=number)
    if isinstance(field, models.DateField):
        return datetime.date(2000, 1, 1) + datetime.timedelta(days=number)
    if isinstance(field, models.IntegerField):
        return 10_000 + number
    return None


def shown(value: Any) -> str:
    """How a copy writes it."""
    if isinstance(value, datetime.datetime):
        return f"{timezone.localtime(value):%-d %B %Y, %H:%M}"
    if isinstance(value, datetime.date):
        return f"{value:%-d %B %Y}"
    return value["words"] if isinstance(value, dict) else str(value)


def row_of(model: type[models.Model]) -> models.Model:
    """A row with a word of its own in every field, whatever the rules of its model: it is not saved."""
    row = model()
    for field in model._meta.concrete_fields:
        if not field.is_relation and not field.primary_key:
            value = canary(field, "own")
            if value is not None:
                setattr(row, field.attname, value)
    return row


LINKS = [
    pytest.param(record, model, link, id=f"{record.model}-{link.path or 'self'}")
    for record, model in erasing.installed()
    for link in record.shown_links
]


@pytest.mark.parametrize(("record", "model", "link"), LINKS)
def test_every_field_that_is_said_to_be_held_is_told(record: Record, model: type[models.Model], link: Link) -> None:
    person = make_user()
    assert set(packs._rows(model, link, person)) <= {person}  # asked for by a way that exists
    row = row_of(model)
    told = dict(packs._values(record, link, row))
    for held in record.fields_of(link):
        value = getattr(row, held.name)
        if held.secret:
            assert told[upper(held.what)] == packs.NOT_SHOWN
            assert shown(value) not in str(told)
        elif value is not None and not isinstance(value, bool):
            display = getattr(row, f"get_{held.name}_display", None)
            assert shown(display() if display else value) in told[upper(held.what)], held.name
    silent = {held.name for held in record.fields} - {held.name for held in record.fields_of(link)}
    for name in (*silent, *record.organisation):
        field = model._meta.get_field(name)
        if isinstance(field, models.CharField | models.TextField) and (field.max_length or 99) > 11:
            assert getattr(row, name) not in str(told), f"{name} is not theirs by this link"


def everything(person: User, place: School, words: str) -> None:
    """Rows of the kinds in which people write, each with a word of their own."""
    cast = make_cast()
    now = clock.now()
    board = make_body(school=place)
    TermOfOffice.objects.create(body=board, name=f"{words}term", user=person, category="staff", starts_on=clock.today())
    upload = Upload(organisation="school:1", name=f"{words}file.txt", size=1, sha256="0", uploaded_by=person)
    upload.uploaded_at = now
    upload.file.save("a.txt", ContentFile(f"{words}inside".encode()))
    version = cast.take()
    Version.objects.create(
        policy=version.policy, number=99, document=version.document, why=f"{words}why", made_by=person, made_at=now
    )
    Version.objects.create(
        policy=version.policy,
        number=100,
        document=version.document,
        why="elsewhere",
        made_by=cast.head,
        made_at=now,
        returned_by=person,
        returned_at=now,
        comments=f"{words}comments",
    )
    make_update(make_milestone(), person, words=f"{words}update")


@pytest.fixture
def place() -> School:
    return make_school()


def test_a_copy_holds_ones_own_words_and_nobody_elses(place: School) -> None:
    person = make_member(Role.STAFF, place, name="Ownname Person", email="ownmail@example.org")
    other = make_member(Role.STAFF, place, name="Othername Person", email="othermail@example.org")
    everything(person, place, "ownword")
    everything(other, place, "otherword")
    found = pack_of(person)
    page, data = found["index.html"].decode(), found["data.json"].decode()
    for said in ("term", "file.txt", "why", "comments", "update"):
        assert f"ownword{said}" in page, said
        assert f"ownword{said}" in data, said
    assert "Ownname Person" in page
    assert "ownmail@example.org" in data
    assert b"ownwordinside" in b"".join(found.values())
    whole = b"".join(found.values()).decode(errors="replace")
    assert "otherword" not in whole
    assert "Othername" not in whole
    assert "othermail" not in whole
    assert person.password not in whole


def test_what_somebody_else_wrote_about_ones_work_stays_out(place: School) -> None:
    cast = make_cast()
    version = cast.take()
    Version.objects.filter(pk=version.pk).update(
        returned_by=cast.clerk, returned_at=clock.now(), comments="thirdpartywords"
    )
    whole = b"".join(pack_of(cast.head).values()).decode(errors="replace")
    assert "thirdpartywords" not in whole
    assert "Clara Clerk" not in whole
    assert "thirdpartywords" in pack_of(cast.clerk)["index.html"].decode()


def test_a_copy_holds_history(place: School) -> None:
    person = make_member(Role.STAFF, place, name="Formername Person")
    User.objects.filter(pk=person.pk).update(name="Latername Person")
    held = json.loads(pack_of(User.objects.get(pk=person.pk))["data.json"])["held"]
    account = next(part for part in held if part["what"] == "The account")
    assert "Latername Person" in str(account["rows"])
    assert "Formername Person" in str(account["history"])
    assert all(entry["at"] for entry in account["history"])


def test_page_and_data_say_the_same_and_why_and_who_and_how_long(place: School) -> None:
    person = make_member(Role.STAFF, place)
    found = pack_of(person)
    page, data = found["index.html"].decode(), json.loads(found["data.json"])
    assert data["about"] == person.name
    assert data["by"] == "the person themself"
    for part in data["held"]:
        assert part["what"] in page
        assert all(part[key] for key in ("why", "who can see it", "lawful basis", "how long"))


def test_hostile_words_are_only_words_in_the_page(place: School) -> None:
    person = make_member(Role.STAFF, place, name="<script>alert(1)</script>")
    page = pack_of(person)["index.html"].decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_names_inside_the_copy_lead_nowhere_else(place: School) -> None:
    person = make_member(Role.STAFF, place)
    upload = Upload(organisation="x", name="../../../etc/passwd.txt", size=1, sha256="0", uploaded_by=person)
    upload.uploaded_at = clock.now()
    upload.file.save("a.txt", ContentFile(b"a"))
    lost = Upload.objects.create(
        organisation="x",
        name="lost.txt",
        size=1,
        sha256="0",
        uploaded_by=person,
        uploaded_at=clock.now(),
        file="uploads/none",
    )
    found = pack_of(person)
    assert all(re.fullmatch(r"(files/)?[\w.]+", name) for name in found)
    assert len(found) == 3
    assert f"{lost.name}: the file is lost" in found["index.html"].decode()


def test_the_page_of_ones_data_asks_no_more_for_more_rows(place: School) -> None:
    person = make_member(Role.STAFF, place)
    board = make_body(school=place)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            packs.held_about(person, most=20)
        return len(asked)

    TermOfOffice.objects.create(body=board, name="x", user=person, category="staff", starts_on=clock.today())
    one = queries()
    for _ in range(49):
        TermOfOffice.objects.create(body=board, name="x", user=person, category="staff", starts_on=clock.today())
    assert queries() - one <= 19  # what each of the 20 shown belongs to, and no more for the others


# Handed over ----------------------------------------------------------------------------------------------------------
def test_a_copy_is_given_once_and_is_gone(place: School) -> None:
    person = make_member(Role.STAFF, place)
    pack = packs.ask_for_pack(person=person, controller=None, by=person)
    assert packs.ask_for_pack(person=person, controller=None, by=person) == pack
    with pytest.raises(Refused, match="not made yet"):
        packs.take(pack=pack, by=person)
    path = _make(pack)
    assert "index.html" in opened(packs.take(pack=pack, by=person))
    assert not path.exists()
    assert not Paper.objects.filter(kind=PACK_KIND).exists()
    with pytest.raises(Refused, match="was downloaded or removed"):
        packs.take(pack=pack, by=person)
    assert packs.ask_for_pack(person=person, controller=None, by=person) != pack


def _make(pack: DataPack) -> Path:
    paper = packs.paper_of(pack)
    assert paper is not None
    making.make(paper.pk)
    paper.refresh_from_db()
    return Path(paper.file.path)


def test_an_administrators_copy_says_who_made_it_for_whom_and_is_theirs_alone(place: School) -> None:
    person, head = make_member(Role.STAFF, place), make_member(Role.HEAD, place, name="Thirdname Head")
    pack = packs.ask_for_pack(person=person, controller=place, by=head)
    _make(pack)
    for nobody in (person, make_member(Role.HEAD, place)):
        with pytest.raises(Refused, match="Only whoever asked"):
            packs.take(pack=pack, by=nobody)
    found = opened(packs.take(pack=pack, by=head))
    said = json.loads(found["data.json"])
    assert (said["about"], said["by"]) == (person.name, f"an administrator of {place}")
    assert "Thirdname" not in found["index.html"].decode()


def test_a_trusts_copy_is_asked_for_by_its_lead_and_says_so() -> None:
    trust = make_trust()
    person, lead = make_member(Role.TRUST_LEAD, trust), make_member(Role.TRUST_LEAD, trust)
    pack = packs.ask_for_pack(person=person, controller=trust, by=lead)
    assert pack.controller == trust
    assert packs.ask_for_pack(person=person, controller=trust, by=lead) == pack
    _make(pack)
    assert json.loads(opened(packs.take(pack=pack, by=lead))["data.json"])["by"] == f"an administrator of {trust}"
    with pytest.raises(PermissionDenied):
        packs.ask_for_pack(person=person, controller=trust, by=make_member(Role.HEAD, make_school(trust=trust)))
    with pytest.raises(Refused, match="holds and held no role"):
        packs.ask_for_pack(person=make_member(Role.TRUST_LEAD, make_trust()), controller=trust, by=lead)


def test_a_lead_who_copies_their_own_data_for_the_trust_does_not_find_it_among_their_own() -> None:
    lead = make_member(Role.TRUST_LEAD, trust := make_trust())
    pack = packs.ask_for_pack(person=lead, controller=trust, by=lead)
    assert packs.own_pack(lead, pack.pk) is None
    assert packs.ask_for_pack(person=lead, controller=None, by=lead) != pack


def test_nobody_else_may_have_one_made(place: School) -> None:
    person = make_member(Role.STAFF, place)
    with pytest.raises(PermissionDenied):
        packs.ask_for_pack(person=person, controller=place, by=make_member(Role.GOVERNOR, place))
    with pytest.raises(PermissionDenied):
        packs.ask_for_pack(person=person, controller=place, by=make_member(Role.HEAD, make_school()))
    with pytest.raises(Refused, match="holds and held no role"):
        packs.ask_for_pack(person=make_user(), controller=place, by=make_member(Role.HEAD, place))
    with pytest.raises(Refused, match="asked for by themself"):
        packs.ask_for_pack(person=person, controller=None, by=make_member(Role.HEAD, place))


def test_one_that_nobody_fetched_goes_after_a_week(place: School) -> None:
    person, now = make_member(Role.STAFF, place), clock.now()
    pack = packs.ask_for_pack(person=person, controller=None, by=person)
    path = _make(pack)
    almost = packs.kept_until(pack) - datetime.timedelta(minutes=1)
    assert almost - now > datetime.timedelta(days=retention.PACK.keep.days) - datetime.timedelta(hours=1)
    assert erasure.remove_old_packs(almost) == 0
    assert path.exists()
    assert erasure.remove_old_packs(packs.kept_until(pack)) == 1
    assert not path.exists()
    pack.refresh_from_db()
    with pytest.raises(Refused, match="was downloaded or removed"):
        packs.take(pack=pack, by=person)


def test_an_erasure_takes_the_copies_along(place: School) -> None:
    person = make_member(Role.STAFF, place)
    path = _make(packs.ask_for_pack(person=person, controller=None, by=person))
    erasure._erase_all(person, clock.now())
    assert not path.exists()
    with pytest.raises(Refused, match="has been erased"):
        packs.ask_for_pack(person=User.objects.get(pk=person.pk), controller=None, by=person)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({}, "nothing"),
        ([], "nothing"),
        ({"user_agent": "A browser", "seen": True}, "User agent: A browser\nSeen: yes"),
        (["one", {"two": None}], "one\nTwo: nothing"),
    ],
)
def test_what_is_kept_for_machines_is_told_in_words(value: object, said: str) -> None:
    assert packs._words(value) == said
