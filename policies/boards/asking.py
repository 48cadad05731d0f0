"""Jobs that write to the boards of a council's schools: asking them, reminding them, and telling them of the answers.

Each works through the schools in groups, each group with its letters in one transaction, and passes over what is done:
a worker that is killed leaves whole groups, and whoever takes the job up goes on with the next. The consultation is
held meanwhile, so that two workers never write to the same board.
"""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery

from core import clock, mail
from people.access.roles import Role
from people.models import Body, Membership, School
from people.rules import BodyKind
from policies.boards import rules
from policies.models import BoardAsked, Comment, Consultation, Version

ASKED = "policies.model-asked"
REMINDED = "policies.model-reminded"
TOLD = "policies.model-answered"
WRITTEN_TO = frozenset({Role.HEAD, Role.CHAIR, Role.CLERK})
"""Who hears of it by mail: the head who knows the school's policy, the chair who brings it to the board, and the clerk
who puts it on an agenda. A vice-chair may reply too.
"""
_AT_ONCE = 500


def ask(consultation_id: int) -> int:
    """Ask the board of every open school that was not asked yet. How many schools were asked."""
    made = 0
    for group in rules.by_board(_not_asked(consultation_id), _AT_ONCE):
        with transaction.atomic():
            out = _held(consultation_id)
            if out is None or not out.is_open(clock.today()):
                return made
            done = set(out.boards.filter(school__in=[key for key, _ in group]).values_list("school", flat=True))
            rows = BoardAsked.objects.bulk_create(
                BoardAsked(consultation=out, school_id=school, body_id=body, asked_at=clock.now())
                for school, body in group
                if school not in done
            )
            _write(ASKED, rows)
            made += len(rows)
    return made


def remind(consultation_id: int) -> int:
    """Write for every board that has not replied and was not written to since the reminder was asked for."""
    out = Consultation.objects.filter(pk=consultation_id, reminded_at__isnull=False).first()
    if out is None:
        return 0
    due = Q(reply__isnull=True) & (Q(reminded_at__isnull=True) | Q(reminded_at__lt=out.reminded_at))
    return _each(consultation_id, due, REMINDED, "reminded_at", only_open=True)


def tell(version_id: int) -> int:
    """Tell every board that said something about a draft of this published version, once."""
    published = Version.objects.published().filter(pk=version_id).first()
    if published is None:
        return 0
    said = Exists(Comment.objects.standing().filter(board=OuterRef("pk")))
    due = Q(told_at__isnull=True) & (Q(reply__isnull=False) | Q(said))
    outs = Consultation.objects.filter(version__policy=published.policy_id, version__number__lt=published.number)
    keys = outs.order_by("pk").values_list("pk", flat=True)
    return sum(_each(key, due, TOLD, "told_at", only_open=False) for key in keys)


def _each(consultation_id: int, due: Q, kind: str, noted: str, *, only_open: bool) -> int:
    """Write about each row that is due, group by group, noting when."""
    rows = BoardAsked.objects.filter(due, consultation=consultation_id)
    groups = rules.by_board(rows.values_list("school", "body"), _AT_ONCE)
    written = 0
    for group in groups:
        with transaction.atomic():
            out = _held(consultation_id)
            if out is None or (only_open and not out.is_open(clock.today())):
                return written
            now_due = list(rows.filter(school__in=[key for key, _ in group]).order_by("pk"))
            BoardAsked.objects.filter(pk__in=[row.pk for row in now_due]).update(**{noted: clock.now()})
            _write(kind, now_due)
            written += len(now_due)
    return written


def _held(consultation_id: int) -> Consultation | None:
    return Consultation.objects.select_for_update(of=["self"], no_key=True).filter(pk=consultation_id).first()


def _not_asked(consultation_id: int) -> list[rules.Place]:
    """School and governing board of each open school of the council that was not asked yet. One query."""
    boards = Body.objects.filter(schools=OuterRef("pk"), kind=BodyKind.GOVERNING_BOARD).order_by("pk")
    council = Version.objects.filter(consultations=consultation_id).values("policy__council")
    asked = BoardAsked.objects.filter(consultation=consultation_id, school=OuterRef("pk"))
    schools = School.objects.open().filter(~Exists(asked), council__in=council)
    return list(schools.order_by("pk").values_list("pk", Subquery(boards.values("pk")[:1])))


def _write(kind: str, rows: Collection[BoardAsked]) -> None:
    """Post a letter to everybody who is written to for these boards. Three statements, however many."""
    people = _people([row.school_id for row in rows])
    asked = [(row.pk, row.school_id, row.body_id) for row in rows]
    mail.post_many(kind=kind, abouts=(f"{key}:{person}" for key, person in rules.letters(asked, people)))


def _people(schools: Collection[int]) -> Iterable[tuple[int, int]]:
    held = Membership.objects.in_force(clock.today()).filter(
        school__in=schools, role__in=[role.value for role in WRITTEN_TO], user__is_active=True
    )
    pairs = held.order_by("school", "user").values_list("school", "user").distinct()
    return [(school, user) for school, user in pairs if school is not None]
