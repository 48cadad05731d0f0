"""Jobs that write to the schools that were asked: that there is a question, and that it still waits.

Each works through the schools in groups, each group with its letters in one transaction, and passes over what is done:
a worker that is killed leaves whole groups, and whoever takes the job up goes on with the next. The request is held
meanwhile, so that two workers never write to the same school.
"""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from actionplan.models import AskedSchool, ReturnRequest
from actionplan.returns.queries import WRITTEN_TO
from actionplan.returns.rules import Stand
from core import clock, mail
from people.models import Membership

ASKED = "actionplan.return-asked"
REMINDED = "actionplan.return-reminded"
AT_ONCE = 500


def tell(request_id: int) -> int:
    """Write to each school that was asked and has no letter yet. To how many schools."""
    return _each(request_id, Q(told_at__isnull=True), ASKED, "told_at")


def remind(request_id: int) -> int:
    """Write to each school that has not answered, and was not written to since the reminder was asked for."""
    request = ReturnRequest.objects.filter(pk=request_id, reminded_at__isnull=False).first()
    if request is None:
        return 0
    due = Q(reminded_at__isnull=True) | Q(reminded_at__lt=request.reminded_at)
    return _each(request_id, due, REMINDED, "reminded_at")


def _each(request_id: int, due: Q, kind: str, noted: str) -> int:
    written = 0
    while True:
        with transaction.atomic():
            request = ReturnRequest.objects.select_for_update(of=["self"], no_key=True).filter(pk=request_id).first()
            if request is None or request.is_closed:
                return written
            waiting = AskedSchool.objects.filter(due, request=request).with_stand(clock.today())
            waiting = waiting.at(Stand.WAITING.value)
            rows = list(waiting.order_by("pk").values_list("pk", "school")[:AT_ONCE])
            if not rows:
                return written
            AskedSchool.objects.filter(pk__in=[key for key, _ in rows]).update(**{noted: clock.now()})
            _write(kind, rows)
        written += len(rows)


def _write(kind: str, rows: Collection[tuple[int, int]]) -> None:
    """Post a letter to everybody who may answer for these schools. Three statements, however many."""
    held = Membership.objects.in_force(clock.today()).filter(
        school__in=[school for _, school in rows], role__in=[role.value for role in WRITTEN_TO], user__is_active=True
    )
    people: dict[int, list[int]] = {}
    for school, user in held.order_by("school", "user").values_list("school", "user").distinct():
        people.setdefault(school or 0, []).append(user)
    mail.post_many(kind=kind, abouts=(f"{key}:{user}" for key, school in rows for user in people.get(school, ())))
