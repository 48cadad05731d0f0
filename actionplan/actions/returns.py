"""Asking schools where schools decide, reminding them, closing the question; and a school's answer."""

import datetime
import uuid
from collections.abc import Collection
from typing import BinaryIO

from django.db import connection, transaction
from django.db.models import QuerySet, Value

from actionplan import tasks
from actionplan.actions.holding import held
from actionplan.models import AskedSchool, Recommendation, ReturnRequest, SchoolReturn
from actionplan.owning.rules import check_link
from actionplan.returns import rules
from actionplan.returns.queries import chosen_schools
from actionplan.returns.rules import Among
from actionplan.rules import Refused, check_sent_again
from core import clock, conflicts, jobs, uploads
from core.organisations import key_of
from people.access.guards import require
from people.access.roles import Permission
from people.models import School, User


@transaction.atomic
def ask_schools(
    *,
    recommendation: Recommendation,
    question: str,
    due_on: datetime.date,
    among: Among,
    token: uuid.UUID,
    by: User,
    today: datetime.date,
    phase: str = "",
    urns: Collection[int] = (),
    service: str = "",
) -> ReturnRequest:
    """Ask schools a question about a recommendation. The same form sent twice asks once.

    phase, urns: which schools, where it is a phase's or those that are named. service: as `ServiceNotBought` names it.
    """
    council = recommendation.review.council
    require(by, Permission.PLAN_EDIT, council)
    locked = held(Recommendation.objects, recommendation.pk)
    sent = ReturnRequest.objects.filter(token=token).first()
    if sent is not None:
        if (sent.recommendation_id, sent.asked_by_id) != (locked.pk, by.pk):
            raise Refused("This form was used before. Open it again.")
        return sent
    rules.check_ask(control=locked.control, question=question, due_on=due_on, today=today)
    asked = ReturnRequest(
        recommendation=locked,
        question=question.strip(),
        service=service.strip(),
        among=among.value,
        phase=phase if among is Among.PHASE else "",
        due_on=due_on,
        asked_by=by,
        asked_at=clock.now(),
        token=token,
    )
    asked.full_clean()
    asked.save()
    count = _ask(asked, chosen_schools(council, among, phase, urns))
    named = set(urns) if among is Among.NAMED else set()
    missing = named.difference(asked.schools.values_list("school__urn", flat=True)) if named else set()
    rules.check_schools(asked=count, missing=sorted(missing))
    jobs.enqueue(tasks.tell_schools, request_id=asked.pk)
    return asked


def _ask(request: ReturnRequest, schools: QuerySet[School]) -> int:
    """Ask each of these, within the database: a county has thousands of them. How many were asked."""
    chosen, params = schools.values_list(Value(request.pk), "pk").query.sql_with_params()
    with connection.cursor() as cursor:
        into = AskedSchool._meta.db_table
        cursor.execute(f"INSERT INTO {into} (request_id, school_id) {chosen}", params)
        return int(cursor.rowcount)


@transaction.atomic
def remind_schools(*, request: ReturnRequest, by: User, today: datetime.date) -> ReturnRequest:
    """Write again to each school that has not answered: once a day at most."""
    require(by, Permission.PLAN_EDIT, request.recommendation.review.council)
    locked = held(ReturnRequest.objects, request.pk)
    rules.check_remind(is_closed=locked.is_closed, reminded_on=locked.reminded_on, today=today)
    locked.reminded_at = clock.now()
    locked.full_clean()
    locked.save(update_fields=["reminded_at"])
    jobs.enqueue(tasks.remind_schools, request_id=locked.pk)
    return locked


@transaction.atomic
def close_returns(*, request: ReturnRequest, by: User) -> ReturnRequest:
    """Take no more answers. Closed twice, the first stays."""
    require(by, Permission.PLAN_EDIT, request.recommendation.review.council)
    locked = held(ReturnRequest.objects, request.pk)
    if not locked.is_closed:
        locked.closed_by, locked.closed_at = by, clock.now()
        locked.full_clean()
        locked.save(update_fields=["closed_by", "closed_at"])
    return locked


@transaction.atomic
def answer_return(
    *,
    asked: AskedSchool,
    answer: str,
    opened_on: str,
    token: uuid.UUID,
    by: User,
    note: str = "",
    link: str = "",
    file: tuple[str, BinaryIO] | None = None,
    buys: str = "",
) -> SchoolReturn:
    """Answer for a school. The latest answer stands, and those before it are kept; a late one is taken as well.

    opened_on: the `AskedSchool.token` the form was opened on. The same form sent twice is one answer. Raises
    conflicts.Conflict when somebody answered meanwhile, Refused where this cannot stand, and documents.gate.Refused for
    a file that may not be kept.
    """
    require(by, Permission.RETURN_ANSWER, asked.school)
    request = ReturnRequest.objects.select_for_update(of=["self"], no_key=True).get(pk=asked.request_id)
    locked = AskedSchool.objects.select_for_update(of=["self"]).select_related("school").get(pk=asked.pk)
    said = (answer, note.strip(), link, buys if request.service else "")
    sent = SchoolReturn.objects.filter(token=token).select_related("file").first()
    if sent is not None:
        was_file = sent.file.name if sent.file is not None else ""
        check_sent_again(
            was=(sent.asked_id, sent.by_id, sent.answer, sent.note, sent.link, sent.buys, was_file),
            now=(locked.pk, by.pk, *said, file[0] if file else ""),
        )
        return sent
    rules.check_return(
        is_closed=request.is_closed,
        is_open_school=School.objects.open().filter(pk=locked.school_id).exists(),
        answer=answer,
        note=note,
        buys=buys,
        service=request.service,
    )
    check_link(link)
    conflicts.check(opened_on=opened_on, now=locked.token)
    kept = uploads.keep_attachment(*file, by=by, organisation=key_of(locked.school)) if file else None
    with uploads.kept_with_its_row(kept):
        answer_, note_, link_, buys_ = said
        given = {"answer": answer_, "note": note_, "link": link_, "buys": buys_}
        made = SchoolReturn(asked=locked, file=kept, by=by, at=clock.now(), token=token, **given)
        made.full_clean()
        made.save()
        locked.latest = made
        locked.save(update_fields=["latest"])
    return made
