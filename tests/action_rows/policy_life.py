"""The actions of a policy's life between writing and adopting, and of its being read."""

import datetime
import uuid

from people.access.roles import Role
from people.models import User
from people.rules import BodyKind
from policies.actions import consultations, receipts, recommendations
from policies.editor.parts import clause_token
from policies.models import Comment, Consultation
from tests.action_rows.scene import Call, Row, Scene
from tests.builders import make_body, make_comment, make_member
from tests.policies.cast import MET, TODAY

UNTIL = TODAY + datetime.timedelta(days=14)


def out(s: Scene) -> Consultation:
    make_member(Role.STAFF, s.cast.school)
    return consultations.open_consultation(version=s.cast.take(), until=UNTIL, question="", by=s.cast.head, today=TODAY)


def staff(s: Scene) -> User:
    return make_member(Role.STAFF, s.cast.school)


def said(s: Scene, **kw: object) -> Comment:
    found = out(s)
    return make_comment(found, by=staff(s), **kw)


def open_consultation(s: Scene) -> Call:
    version, _ = s.cast.take(), staff(s)
    return lambda: consultations.open_consultation(
        version=version, until=UNTIL, question="", by=s.cast.head, today=TODAY
    )


def extend(s: Scene) -> Call:
    found = out(s)
    later = UNTIL + datetime.timedelta(days=7)
    return lambda: consultations.extend(consultation=found, until=later, by=s.cast.head, today=TODAY)


def close(s: Scene) -> Call:
    found = out(s)
    return lambda: consultations.close(consultation=found, by=s.cast.head, today=TODAY)


def withdraw(s: Scene) -> Call:
    found = out(s)
    return lambda: consultations.withdraw(consultation=found, by=s.cast.head, today=TODAY)


def say(s: Scene) -> Call:
    found, by, key = out(s), staff(s), uuid.uuid4()
    place = next(iter(found.version.text.clauses())).id
    given = {"place": place, "text": "Say who", "suggested": "", "sent_as": key}
    return lambda: consultations.say(consultation=found, by=by, today=TODAY, **given)  # type: ignore[arg-type]


def correct(s: Scene) -> Call:
    comment = said(s)
    given = {"text": "Say when", "suggested": "", "opened_on": consultations.comment_token(comment)}
    return lambda: consultations.correct(comment=comment, by=comment.by, today=TODAY, **given)


def take_back(s: Scene) -> Call:
    comment = said(s)
    return lambda: consultations.take_back(comment=comment, by=comment.by, today=TODAY)


def answer(s: Scene) -> Call:
    found = out(s)
    clause = [clause for clause in found.version.text.clauses() if not clause.is_fixed][1]
    comment = make_comment(found, by=staff(s), place=clause.id, suggested="Other words")
    token = consultations.answer_token(comment, clause)
    assert clause_token(clause)
    given = {"outcome": "accepted", "reply": "", "words": "", "opened_on": token}
    return lambda: consultations.answer(comment=comment, by=s.cast.head, **given)


def recommend(s: Scene) -> Call:
    version = s.cast.submitted()
    body = make_body(school=s.cast.school, kind=BodyKind.COMMITTEE.value, name="Personnel Committee")
    given = {"body": body, "on": MET, "minute_reference": "4", "advice": ""}
    return lambda: recommendations.recommend(version=version, by=s.cast.clerk, today=TODAY, **given)  # type: ignore[arg-type]


def ask_to_read(s: Scene) -> Call:
    version, _ = s.cast.adopted(), staff(s)
    given = {"of_staff": True, "of_governors": True, "by_day": None}
    return lambda: receipts.ask_to_read(version=version, by=s.cast.head, today=TODAY, **given)  # type: ignore[arg-type]


def remind(s: Scene) -> Call:
    version, _ = s.cast.adopted(), staff(s)
    given = {"of_staff": True, "of_governors": True, "by_day": None}
    asked = receipts.ask_to_read(version=version, by=s.cast.head, today=TODAY, **given)  # type: ignore[arg-type]
    return lambda: receipts.remind(request=asked, by=s.cast.head, today=TODAY)


def confirm_read(s: Scene) -> Call:
    version, by = s.cast.adopted(), staff(s)
    given = {"of_staff": True, "of_governors": False, "by_day": None}
    receipts.ask_to_read(version=version, by=s.cast.head, today=TODAY, **given)  # type: ignore[arg-type]
    return lambda: receipts.confirm_read(version=version, by=by)


ROWS: dict[str, Row] = {
    "policies.actions.consultations.open_consultation": open_consultation,
    "policies.actions.consultations.extend": extend,
    "policies.actions.consultations.close": close,
    "policies.actions.consultations.withdraw": withdraw,
    "policies.actions.consultations.say": say,
    "policies.actions.consultations.correct": correct,
    "policies.actions.consultations.take_back": take_back,
    "policies.actions.consultations.answer": answer,
    "policies.actions.recommendations.recommend": recommend,
    "policies.actions.receipts.ask_to_read": ask_to_read,
    "policies.actions.receipts.remind": remind,
    "policies.actions.receipts.confirm_read": confirm_read,
}
