"""The actions by which a council asks boards about its next model, and boards reply."""

import datetime

from people.access.roles import Role
from policies.actions import boards
from policies.boards import asking
from policies.models import BoardAsked, Consultation, Version
from policies.writing import next_version, policy_of
from tests.action_rows.scene import Call, Row, Scene
from tests.builders import make_member
from tests.policies.cast import TODAY, plain_document

UNTIL = TODAY + datetime.timedelta(days=60)


def draft(s: Scene) -> Version:
    council = s.cast.school.council
    return next_version(policy_of(council), plain_document("Meet.", "Talk."), by=s.cast.officer, base=None, why="")


def out(s: Scene) -> Consultation:
    return boards.ask_boards(version=draft(s), until=UNTIL, question="", by=s.cast.officer, today=TODAY)


def asked(s: Scene) -> BoardAsked:
    make_member(Role.CLERK, s.cast.school)
    found = out(s)
    asking.ask(found.pk)
    return found.boards.get(school=s.cast.school)


def ask_boards(s: Scene) -> Call:
    version = draft(s)
    return lambda: boards.ask_boards(version=version, until=UNTIL, question="", by=s.cast.officer, today=TODAY)


def close_boards(s: Scene) -> Call:
    found = out(s)
    return lambda: boards.close_boards(consultation=found, reason="Done.", by=s.cast.officer, today=TODAY)


def remind_boards(s: Scene) -> Call:
    found = asked(s).consultation
    return lambda: boards.remind_boards(consultation=found, by=s.cast.officer, today=TODAY)


def reply_for_board(s: Scene) -> Call:
    board, by = asked(s), s.cast.clerk
    given = {"stance": "agree", "words": "", "meeting": None, "opened_on": boards.reply_token(None)}
    return lambda: boards.reply_for_board(asked=board, by=by, today=TODAY, **given)  # type: ignore[arg-type]


ROWS: dict[str, Row] = {
    "policies.actions.boards.ask_boards": ask_boards,
    "policies.actions.boards.close_boards": close_boards,
    "policies.actions.boards.remind_boards": remind_boards,
    "policies.actions.boards.reply_for_board": reply_for_board,
}
