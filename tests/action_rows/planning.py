"""The actions of people about staff and posts."""

import datetime
import io
from typing import Any

from core.models import Preview
from people.actions import leavers, posts, registers, staff
from people.planning.cover import Band, ChangeSource, Impact, Level, NominationState
from tests.action_rows.scene import Call, Row, Scene
from tests.builders import make_holder, make_nomination, make_post, make_staff
from tests.people.registers import csv_of, person, save, sent

DAY = datetime.date(2027, 8, 31)
GIVEN: dict[str, Any] = {
    "user_id": None,
    "name": "Ann",
    "job_title": "SENCO",
    "contract": "",
    "fte": None,
    "starts_on": None,
    "ends_on": None,
}


def add_staff(s: Scene) -> Call:
    return lambda: staff.add_staff(school=s.cast.school, by=s.cast.head, reference="7", **GIVEN)


def change_staff(s: Scene) -> Call:
    member = make_staff(s.cast.school)
    opened_on = staff.staff_token(member)
    return lambda: staff.change_staff(member=member, opened_on=opened_on, by=s.cast.head, reference="7", **GIVEN)


def record_leaving(s: Scene) -> Call:
    """Of somebody who holds two posts."""
    member = make_staff(s.cast.school)
    for _ in range(2):
        make_holder(make_post(s.cast.school), staff=member)
    return lambda: staff.record_leaving(member=member, on=DAY, by=s.cast.head)


def stand_in(s: Scene) -> Call:
    member = make_staff(s.cast.school, ends_on=datetime.date(2020, 1, 31))
    return lambda: leavers.stand_in(member=member, by=s.cast.head, today=datetime.date(2026, 11, 25))


def add_post(s: Scene) -> Call:
    return lambda: posts.add_post(
        school=s.cast.school, title="SENCO", level=Level.SENIOR, impact=Impact.SOME, by=s.cast.head
    )


def change_post(s: Scene) -> Call:
    post = make_post(s.cast.school)
    return lambda: posts.change_post(
        post=post, title="SENCO", impact=Impact.SERIOUS, opened_on=posts.post_token(post), by=s.cast.head
    )


def close_post(s: Scene) -> Call:
    post = make_post(s.cast.school)
    return lambda: posts.close_post(post=post, by=s.cast.head)


def record_holder(s: Scene) -> Call:
    """In place of two who share the post."""
    post, person = make_post(s.cast.school), make_staff(s.cast.school)
    for _ in range(2):
        make_holder(post)
    return lambda: posts.record_holder(post=post, person=person, starts_on=DAY, beside=False, by=s.cast.head)


def end_holding(s: Scene) -> Call:
    post = make_post(s.cast.school)
    for _ in range(2):
        make_holder(post)
    return lambda: posts.end_holding(post=post, from_day=DAY, by=s.cast.head)


def expect_change(s: Scene) -> Call:
    holder = make_holder(make_post(s.cast.school))
    return lambda: posts.expect_change(
        holder=holder, earliest=DAY, latest=None, source=ChangeSource.TOLD, reason="Said so", by=s.cast.head
    )


def nominate(s: Scene) -> Call:
    post, person = make_post(s.cast.school), make_staff(s.cast.school, user=s.cast.lead)
    return lambda: posts.nominate(post=post, person=person, band=Band.TODAY, reason="Has done it", by=s.cast.head)


def agree_nomination(s: Scene) -> Call:
    """Of somebody who is then told."""
    post = make_post(s.cast.school, level=Level.HEADSHIP)
    person = make_staff(s.cast.school, user=s.cast.lead)
    nomination = make_nomination(post, staff=person, state=NominationState.PROPOSED, nominated_by=s.cast.head)
    chair = s.cast.chair
    return lambda: posts.agree_nomination(nomination=nomination, by=chair)


def end_nomination(s: Scene) -> Call:
    nomination = make_nomination(make_post(s.cast.school))
    return lambda: posts.end_nomination(nomination=nomination, reason="Moved away", by=s.cast.head)


def record_review(s: Scene) -> Call:
    post = make_post(s.cast.school)
    return lambda: posts.record_review(post=post, by=s.cast.head)


def send_register(s: Scene) -> Call:
    content = csv_of(person("Ann", "Cook", "1"))
    return lambda: registers.send_register(
        school=s.cast.school, name="a.csv", content=io.BytesIO(content), size=len(content), by=s.cast.head
    )


def _read_register(s: Scene) -> Preview:
    """Somebody new, and one who leaves the post they hold."""
    make_holder(make_post(s.cast.school), staff=make_staff(s.cast.school, name="Bo", job_title="Cook", reference="2"))
    rows = [person("Ann", "Cook", "1"), person("Bo", "Cook", "2", ends="31/8/2027")]
    return sent(s.cast.school, s.cast.head, csv_of(*rows))


def save_register(s: Scene) -> Call:
    preview = _read_register(s)
    return lambda: save(preview, s.cast.school, s.cast.head)


def undo_register(s: Scene) -> Call:
    preview = _read_register(s)
    save(preview, s.cast.school, s.cast.head)
    return lambda: registers.undo_register(school=s.cast.school, preview=preview, by=s.cast.head)


ROWS: dict[str, Row] = {
    **{f"people.actions.registers.{row.__name__}": row for row in (send_register, save_register, undo_register)},
    "people.actions.leavers.stand_in": stand_in,
    **{f"people.actions.staff.{row.__name__}": row for row in (add_staff, change_staff, record_leaving)},
    **{
        f"people.actions.posts.{row.__name__}": row
        for row in (
            *(add_post, change_post, close_post, record_holder, end_holding, expect_change),
            *(nominate, agree_nomination, end_nomination, record_review),
        )
    },
}
