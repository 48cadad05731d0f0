"""Erasing somebody as administrators do, and looking for what is left of them."""

import datetime
from typing import Any

from django.db import connection

from people.access.granting import ADMINISTRATORS
from people.access.roles import Role
from people.membership.queries import Place
from people.models import Council, Erasure, Membership, School, Trust, User
from people.privacy import erasure
from people.privacy.retention import Ground
from tests.builders import make_member

TODAY = datetime.date(2026, 11, 25)


def leaver(place: Place, **kw: Any) -> User:
    """Somebody whose role ended long ago."""
    role = {School: Role.GOVERNOR, Trust: Role.TRUST_LEAD, Council: Role.COUNCILLOR}[type(place)]
    user = make_member(role, place, **kw)
    Membership.objects.filter(user=user).update(ends_on=datetime.date(2026, 1, 31))
    return user


def asked(person: User, place: Place, by: User, ground: Ground = Ground.LEAVER) -> Erasure:
    return erasure.ask_for_erasure(person=person, controller=place, ground=ground, by=by, today=TODAY)


def erased(person: User, place: Place, ground: Ground = Ground.LEAVER) -> Erasure:
    """By two administrators."""
    one, other = (make_member(ADMINISTRATORS[str(place._meta.model_name)], place) for _ in range(2))
    return erasure.confirm(erasure=asked(person, place, one, ground), by=other, today=TODAY)


def occurrences(words: str) -> list[str]:
    """Every column of every table in which words stand."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND table_name <> 'django_session'"
        )
        for table, column in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" WHERE strpos("{column}"::text, %s) > 0',  # noqa: S608
                [words],
            )
            if cursor.fetchone()[0]:
                found.append(f"{table}.{column}")
    return sorted(found)


# Who may -----------------------------------------------------------------------------------------------------------
