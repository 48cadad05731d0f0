"""The actions of a council's plan: its import, its progress and its teams."""

import io
import uuid
from datetime import timedelta

from actionplan.actions import (
    answering,
    bodies,
    bulk,
    clashes,
    correcting,
    digests,
    importing,
    owning,
    progress,
    returns,
    slippage,
    teams,
    valuing,
    weighing,
)
from actionplan.actions import asks as marking
from actionplan.answering.control import Control
from actionplan.bodies.queries import monitor_token
from actionplan.bulk import rules as together
from actionplan.bulk.queries import facts_of, milestones_of
from actionplan.clashes.rules import Answer as ClashSaid
from actionplan.measures.rules import Way
from actionplan.models import OutcomeMeasure
from actionplan.models.clashes import clash_token
from actionplan.models.valuing import token_of
from actionplan.owning.queries import owners_token
from actionplan.owning.rules import Answer
from actionplan.reading.checking import Owners, RetypeName
from actionplan.returns.rules import Among
from actionplan.rules import Delivery, MeasureKind, Progress, Response
from core.correcting import keeping
from core.models import Preview
from people.access.roles import Role
from tests.action_rows.scene import Call, Row, Scene
from tests.actionplan.builders import (
    PLAN,
    make_ask,
    make_clash_answer,
    make_hand_back,
    make_measure,
    make_not_bought,
    make_read_preview,
    make_reported,
    make_request,
    make_serving,
    make_team,
    make_valuation,
)
from tests.builders import make_member
from tests.policies.cast import TODAY


def send_plan(s: Scene) -> Call:
    content = PLAN.encode()
    return lambda: importing.send_plan(
        council=s.world.council, name="a.txt", content=io.BytesIO(content), size=len(content), by=s.officer
    )


def import_plan(s: Scene) -> Call:
    preview = make_read_preview(s.world.council, s.officer)
    given = {"preview": preview, "shown": preview.upload.sha256, "title": "Growing leaders"}
    return lambda: importing.import_plan(council=s.world.council, by=s.officer, **given)  # type: ignore[arg-type]


def correct_plan(s: Scene) -> Call:
    preview = make_read_preview(s.world.council, s.officer)
    given = {"council": s.world.council, "preview": preview, "opened_on": keeping.log_of(preview.upload).token}
    said = [Owners("r0", ("SES", "Press")), RetypeName("title", "Growing leaders")]
    return lambda: correcting.correct_plan(operations=said, by=s.officer, **given)  # type: ignore[arg-type]


def undo_plan_correction(s: Scene) -> Call:
    correct_plan(s)()
    preview = Preview.objects.get()
    opened_on = keeping.log_of(preview.upload).token
    return lambda: correcting.undo_plan_correction(
        council=s.world.council, preview=preview, opened_on=opened_on, by=s.officer
    )


def undo_import(s: Scene) -> Call:
    review = import_plan(s)()
    return lambda: importing.undo_import(review=review, by=s.officer)  # type: ignore[arg-type]


def add_update(s: Scene) -> Call:
    milestone = s.world.milestone
    given = {"words": "Done", "progress": Progress.DONE, "on": TODAY, "token": uuid.uuid4(), "today": TODAY}
    given |= {"link": "https://council.example/"}
    return lambda: progress.add_update(
        milestone=milestone,
        file=("a.txt", io.BytesIO(b"A page")),
        by=s.officer,
        **given,  # type: ignore[arg-type]
    )


def record_response(s: Scene) -> Call:
    row = s.world.recommendation
    given = {"response": Response.ACCEPTED, "reason": "", "decider": "Cabinet", "on": TODAY, "today": TODAY}
    token = row.response_token
    return lambda: progress.record_response(recommendation=row, opened_on=token, by=s.officer, **given)  # type: ignore[arg-type]


def mark_asks(s: Scene) -> Call:
    row = s.world.recommendation
    return lambda: marking.mark_asks(recommendation=row, spans=[(0, 4)], by=s.officer)


def remove_ask(s: Scene) -> Call:
    serving = make_serving(make_ask(s.world.recommendation))
    return lambda: marking.remove_ask(ask=serving.ask, by=s.officer)


def serve(s: Scene) -> Call:
    serving = make_serving(make_ask(s.world.recommendation))
    served = {serving.action_id: "Half of it"}
    opened_on = marking.token_of([serving])
    return lambda: marking.serve(ask=serving.ask, served=served, opened_on=opened_on, by=s.officer)


def weigh_measure(s: Scene) -> Call:
    measure = OutcomeMeasure.objects.create(recommendation=s.world.recommendation, position=9, text="It is done")
    given = {"kind": MeasureKind.OUTPUT, "baseline": "No school", "target": "Two", "due_on": TODAY}
    token = measure.weighing_token
    return lambda: weighing.weigh_measure(measure=measure, opened_on=token, by=s.officer, **given)  # type: ignore[arg-type]


def record_control(s: Scene) -> Call:
    row = s.world.recommendation
    given = {"control": Control.SCHOOL_DECIDES, "opened_on": row.control_token}
    return lambda: answering.record_control(recommendation=row, by=s.officer, **given)


def record_reply(s: Scene) -> Call:
    given = {"sent_on": TODAY, "replied_on": None, "opened_on": answering.NONE, "today": TODAY}
    review = s.world.review
    return lambda: answering.record_reply(review=review, by=s.officer, **given)  # type: ignore[arg-type]


def set_reply_time(s: Scene) -> Call:
    given = {"applies_from": TODAY, "months": 3, "source": "A rule", "opened_on": answering.NONE}
    return lambda: answering.set_reply_time(council=s.world.council, by=s.officer, **given)  # type: ignore[arg-type]


def record_delivery(s: Scene) -> Call:
    action = s.world.action
    given = {"delivery": list(Delivery)[1], "opened_on": action.delivery_token}
    return lambda: progress.record_delivery(action=action, by=s.officer, **given)


def change_date(s: Scene) -> Call:
    milestone = s.world.milestone
    given = {"words": "end of March 2027", "reason": "No money yet", "asked_by": "SES", "agreed_by": "Cabinet"}
    sent = {"date": None, "meeting": None, "opened_on": milestone.dates_token, "token": uuid.uuid4()}
    return lambda: slippage.change_date(milestone=milestone, by=s.officer, **given, **sent)  # type: ignore[arg-type]


def answer_clash(s: Scene) -> Call:
    before = make_clash_answer(review=s.world.review)
    given = {"answer": ClashSaid.CONFIRMED, "words": "Move the later one.", "by": s.officer}
    opened_on = clash_token(before.one, before.other, before)
    return lambda: clashes.answer_clash(one=before.one, other=before.other, opened_on=opened_on, **given)  # type: ignore[arg-type]


def add_team(s: Scene) -> Call:
    return lambda: owning.add_team(council=s.world.council, code="Press", name="Press office", by=s.officer)


def set_owners(s: Scene) -> Call:
    row = make_hand_back(s.world.recommendation, team=s.world.team).recommendation
    given = {"teams": [make_team(s.world.council, "Press")], "opened_on": owners_token(row)}
    return lambda: owning.set_owners(recommendation=row, by=s.officer, **given)  # type: ignore[arg-type]


def change_together(s: Scene) -> Call:
    milestone = s.world.milestone
    make_hand_back(s.world.recommendation, team=s.world.team)
    team = make_team(s.world.council, "Press")
    change = together.Owners(together.Named(team.pk, team.code), together.How.REPLACE)
    review, keys = s.world.review, [milestone.pk]
    told = together.planned(change, facts_of(milestones_of(review, keys)), TODAY)
    given = {"milestones": keys, "opened_on": together.token_of(change, told), "today": TODAY}
    return lambda: bulk.change_together(review=review, change=change, by=s.officer, **given)  # type: ignore[arg-type]


def hand_back(s: Scene) -> Call:
    row, member = s.world.recommendation, s.world.member
    given = {"team": member.team, "reason": "It is for others.", "token": uuid.uuid4(), "milestone": s.world.milestone}
    return lambda: owning.hand_back(recommendation=row, by=member.user, **given)  # type: ignore[arg-type]


def answer_hand_back(s: Scene) -> Call:
    handed, to = make_hand_back(s.world.recommendation, team=s.world.team), make_team(s.world.council, "Press")
    given = {"answer": Answer.GIVEN, "to": to, "reply": "", "opened_on": handed.answer_token}
    return lambda: owning.answer_hand_back(handed=handed, by=s.officer, **given)  # type: ignore[arg-type]


def set_panel(s: Scene) -> Call:
    review, body = s.world.review, s.world.council_meeting.body
    return lambda: bodies.set_panel(review=review, body=body, opened_on=monitor_token(None), by=s.officer)


def set_monitor(s: Scene) -> Call:
    milestone, body = s.world.milestone, s.world.council_meeting.body
    return lambda: bodies.set_monitor(milestone=milestone, body=body, opened_on=monitor_token(None), by=s.officer)


def stop_digest(s: Scene) -> Call:
    return lambda: digests.stop_digest(council=s.world.council, by=s.officer)


def resume_digest(s: Scene) -> Call:
    digests.stop_digest(council=s.world.council, by=s.officer)
    return lambda: digests.resume_digest(council=s.world.council, by=s.officer)


def name_team(s: Scene) -> Call:
    team = s.world.team
    return lambda: teams.name_team(team=team, name="Communications", opened_on=team.naming_token, by=s.officer)


def add_team_member(s: Scene) -> Call:
    team, owner = s.world.team, make_member(Role.ACTION_OWNER, s.world.council)
    return lambda: teams.add_team_member(team=team, email=owner.email, by=s.officer)


def remove_team_member(s: Scene) -> Call:
    member = s.world.member
    return lambda: teams.remove_team_member(member=member, by=s.officer)


def choose_valuation(s: Scene) -> Call:
    standing = make_valuation(make_measure(s.world.recommendation))
    given = {"way": Way.COMPUTED, "named": "schools-with-policy", "given": {"which": "current"}, "service": ""}
    measure, token = standing.measure, token_of(standing)
    return lambda: valuing.choose_valuation(measure=measure, opened_on=token, by=s.officer, **given)  # type: ignore[arg-type]


def report_item(s: Scene) -> Call:
    measure = make_valuation(make_measure(s.world.recommendation), way="reported", named="", given={}).measure
    given = {"words": "An article", "on": TODAY, "token": uuid.uuid4(), "today": TODAY}
    return lambda: valuing.report_item(
        measure=measure,
        by=s.officer,
        file=("shown.txt", io.BytesIO(b"What it said")),
        **given,  # type: ignore[arg-type]
    )


def withdraw_item(s: Scene) -> Call:
    item = make_reported(make_measure(s.world.recommendation))
    return lambda: valuing.withdraw_item(item=item, reason="It was another's", by=s.officer)


def record_not_bought(s: Scene) -> Call:
    given = {"service": "Appointing heads", "reason": "Buys elsewhere", "starts_on": TODAY, "ends_on": None}
    place = {"council": s.world.council, "school": s.world.school}
    return lambda: valuing.record_not_bought(by=s.officer, **place, **given)  # type: ignore[arg-type]


def end_not_bought(s: Scene) -> Call:
    record = make_not_bought(s.world.school)
    token = record.end_token
    return lambda: valuing.end_not_bought(record=record, ends_on=TODAY, opened_on=token, by=s.officer)


def ask_schools(s: Scene) -> Call:
    row = s.world.recommendation
    type(row).objects.filter(pk=row.pk).update(control=Control.SCHOOL_DECIDES.value)
    make_not_bought(s.world.school)
    given = {"question": "Is there a policy?", "due_on": TODAY + timedelta(days=30), "token": uuid.uuid4()}
    given |= {"among": Among.ALL, "service": "Appointing heads", "today": TODAY}
    return lambda: returns.ask_schools(recommendation=row, by=s.officer, **given)  # type: ignore[arg-type]


def remind_schools(s: Scene) -> Call:
    request = make_request(s.world.recommendation, s.world.school)
    return lambda: returns.remind_schools(request=request, by=s.officer, today=TODAY)


def close_returns(s: Scene) -> Call:
    request = make_request(s.world.recommendation, s.world.school)
    return lambda: returns.close_returns(request=request, by=s.officer)


def answer_return(s: Scene) -> Call:
    asked = make_request(s.world.recommendation, s.world.school).schools.get()
    given = {"answer": "yes", "note": "In May", "opened_on": asked.token, "token": uuid.uuid4()}
    head = s.world.people["head"]
    return lambda: returns.answer_return(
        asked=asked,
        by=head,
        file=("shown.txt", io.BytesIO(b"What it said")),
        **given,  # type: ignore[arg-type]
    )


ROWS: dict[str, Row] = {
    "actionplan.actions.importing.send_plan": send_plan,
    "actionplan.actions.importing.import_plan": import_plan,
    "actionplan.actions.importing.undo_import": undo_import,
    "actionplan.actions.correcting.correct_plan": correct_plan,
    "actionplan.actions.correcting.undo_plan_correction": undo_plan_correction,
    "actionplan.actions.progress.add_update": add_update,
    "actionplan.actions.progress.record_response": record_response,
    "actionplan.actions.progress.record_delivery": record_delivery,
    "actionplan.actions.slippage.change_date": change_date,
    "actionplan.actions.bodies.set_panel": set_panel,
    "actionplan.actions.bodies.set_monitor": set_monitor,
    "actionplan.actions.digests.stop_digest": stop_digest,
    "actionplan.actions.digests.resume_digest": resume_digest,
    "actionplan.actions.owning.add_team": add_team,
    "actionplan.actions.owning.set_owners": set_owners,
    "actionplan.actions.bulk.change_together": change_together,
    "actionplan.actions.clashes.answer_clash": answer_clash,
    "actionplan.actions.owning.hand_back": hand_back,
    "actionplan.actions.owning.answer_hand_back": answer_hand_back,
    "actionplan.actions.asks.mark_asks": mark_asks,
    "actionplan.actions.asks.remove_ask": remove_ask,
    "actionplan.actions.asks.serve": serve,
    "actionplan.actions.weighing.weigh_measure": weigh_measure,
    "actionplan.actions.answering.record_control": record_control,
    "actionplan.actions.answering.record_reply": record_reply,
    "actionplan.actions.answering.set_reply_time": set_reply_time,
    "actionplan.actions.valuing.choose_valuation": choose_valuation,
    "actionplan.actions.valuing.report_item": report_item,
    "actionplan.actions.valuing.withdraw_item": withdraw_item,
    "actionplan.actions.valuing.record_not_bought": record_not_bought,
    "actionplan.actions.valuing.end_not_bought": end_not_bought,
    "actionplan.actions.returns.ask_schools": ask_schools,
    "actionplan.actions.returns.remind_schools": remind_schools,
    "actionplan.actions.returns.close_returns": close_returns,
    "actionplan.actions.returns.answer_return": answer_return,
    "actionplan.actions.teams.name_team": name_team,
    "actionplan.actions.teams.add_team_member": add_team_member,
    "actionplan.actions.teams.remove_team_member": remove_team_member,
}
