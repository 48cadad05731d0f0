"""An organisation with a row in every table, so that a word can be planted in every text."""

import datetime

from django.urls import reverse

from actionplan.bodies.rules import Watched
from actionplan.models import OutcomeMeasure
from actionplan.rules import Response
from core import clock
from core.models import Paper
from people.models import TermOfOffice
from people.rules import GovernorCategory
from policies.model_text import built_in_model
from policies.models import Draft, Recommendation, Version
from policies.writing import next_version, policy_of
from succession.actions import reports as actions
from succession.models import AgendaPlan
from tests.access_table import TABLE, World
from tests.actionplan.builders import (
    make_clash_answer,
    make_date,
    make_date_change,
    make_earlier_response,
    make_hand_back,
    make_not_bought,
    make_read_preview,
    make_reply_time,
    make_reported,
    make_request,
    make_return,
    make_serving,
    make_update,
    make_update_evidence,
    make_valuation,
)
from tests.builders import (
    make_activity,
    make_board_reply,
    make_body,
    make_comment,
    make_commitment_review,
    make_confidential_item,
    make_consultation,
    make_correction,
    make_criteria,
    make_criterion,
    make_decision,
    make_dispute,
    make_evidence,
    make_evidence_line,
    make_exclusion,
    make_handed_policy,
    make_holder,
    make_intention,
    make_interest,
    make_issue,
    make_log,
    make_merge_answer,
    make_model_offer,
    make_model_withdrawal,
    make_opportunity,
    make_paper,
    make_post,
    make_publication,
    make_reading_correction,
    make_record,
    make_report,
    make_served,
    make_staff,
    make_term,
    make_view,
)
from tests.policies.cast import Cast
from tests.sweep.planting import word
from tests.test_access_urls import kwargs_of

DAY = datetime.date(2026, 1, 1)
LEAVING = {"changes_from": DAY, "changes_until": DAY, "change_source": "told"}


def build(world: World, names: list[str]) -> tuple[list[str], list[str]]:
    """Everything the access table can make, with words in the policy from the start; its addresses and ids."""
    cast = Cast(world.school)
    document = built_in_model().mapped(lambda text: f"{text} {word()}")
    version = next_version(policy_of(world.school), document, by=cast.head, base=None, why=word(), source=None)
    world.adopted = cast.adopt(cast.submit(version)).version
    head = world.people["head"]
    _fill(world, cast)
    made = [kwargs_of(name, TABLE[name], world, head) for name in names]
    addresses = [reverse(name, kwargs=kwargs) for name, kwargs in zip(names, made, strict=True)]
    return addresses, [str(value) for kwargs in made for value in kwargs.values()]


def _fill(world: World, cast: Cast) -> None:
    """A row for each table that no address needs one in."""
    version = world.adopted
    Draft.objects.create(
        policy=version.policy, editor=cast.head, base=version, document=version.document, saved_at=clock.now()
    )
    TermOfOffice.objects.create(
        body=world.school_meeting.body,
        name=word(),
        appointing_body=word(),
        category=GovernorCategory.PARENT.value,
        starts_on=DAY,
    )
    make_holder(make_post(world.school), change_reason=word(), **LEAVING)
    _fill_reports(world, cast)
    _fill_meetings(world)
    Recommendation.objects.create(
        version=version,
        meeting=world.school_meeting,
        minute_reference=word(),
        advice=word(),
        recorded_by=cast.clerk,
        recorded_at=clock.now(),
    )
    _fill_record(world, cast)
    _fill_offer(world, cast, version)
    _fill_boards(world, cast)
    _fill_handed(world, cast)
    _fill_development(world, cast)
    Paper.objects.create(
        kind="policy", subject="0", digest=word(), filename=f"{word()}.pdf", state="failed", asked_at=clock.now()
    )


def _fill_offer(world: World, cast: Cast, version: Version) -> None:
    """A new model version that the school answered about and declined, and that was withdrawn; and one it took."""
    declined = {"declined_by": cast.head, "declined_at": clock.now(), "declined_reason": word()}
    offer = make_model_offer(world.school, **declined)
    make_merge_answer(offer, choice="combined", text=word(), points=word(), note=word())
    make_model_withdrawal(offer.model_version, reason=word())
    texts = {name: word() for name in ("heading", "base", "ours", "theirs", "result")}
    told = {"key": "clause:1", "kind": "clause", "outcome": "taken", "moved": "", "answer": None}
    made = next_version(policy_of(world.school), version.text, by=cast.head, base=version, why=word())
    make_model_offer(world.school, version=made, record=[told | texts])


def _fill_handed(world: World, cast: Cast) -> None:
    """A document that the council handed to the school, which did not take it."""
    answered = {"answered_by": cast.head, "answered_at": clock.now()}
    handed = {"by": cast.officer, "name": f"{word()}.txt", "content": word().encode()}
    make_handed_policy(world.school, answer="declined", reason=word(), **answered, **handed)


def _fill_boards(world: World, cast: Cast) -> None:
    """What the school's board said of the council's next model and was answered, and an earlier draft of it."""
    answered = {"outcome": "noted", "reply": word(), "answered_by": cast.officer, "answered_at": clock.now()}
    make_comment(world.asked.consultation, board=world.asked, by=cast.clerk, text=word(), **answered)
    make_board_reply(world.asked, stance="disagree", words=word(), by=cast.clerk)
    ended = {"ended_by": cast.officer, "ended_at": clock.now(), "ending": "early", "asked": 1, "reason": word()}
    make_consultation(Version.objects.of(world.council).filter(state="adopted")[0], **ended)


def _fill_reports(world: World, cast: Cast) -> None:
    """A report that was withdrawn, and the draft of the one that corrects it, with names in both parts."""
    body = make_body(school=world.school, name=f"Committee {word()}")
    make_term(body, name=word())
    draft = make_report(world.school, body=body, by=cast.head)
    actions.record_check(report=draft, opened_on=actions.draft_token(draft), by=cast.head)
    issued = actions.issue(report=draft, opened_on=actions.draft_token(draft), by=cast.clerk)
    actions.correct(report=issued, why=word(), by=cast.head)
    actions.withdraw(report=issued, reason=word(), by=cast.clerk)


def _fill_record(world: World, cast: Cast) -> None:
    """Somebody's talent record, with a line of each kind, and what a head says of the headship."""
    criterion = make_criterion(make_criteria(world.school, state="adopted", minute_reference=word()))
    record = make_record(make_staff(world.school), next_step=word(), aspiration=word(), needs=word())
    make_log(record)
    make_evidence(record, criterion=criterion, fact=word())
    make_view(record, words=word())
    answered = {"answer": word(), "answered_by": cast.head, "answered_at": clock.now()}
    make_correction(make_staff(world.school), words=word(), **answered)
    make_intention(world.school, by=cast.head, words=word())


def _fill_development(world: World, cast: Cast) -> None:
    """What was offered, asked for, done, and became evidence: corrected once, and once withdrawn."""
    school, now = world.school, clock.now()
    make_interest(make_opportunity(school), words=word(), state="declined", decided_by=cast.head, decided_at=now)
    activity = make_activity(school, state="stopped")
    commitment = world.adopted.commitments.first()
    assert commitment is not None
    corrected = {"first_line": word(), "first_on": DAY, "corrected_by": cast.head, "corrected_at": now}
    make_evidence_line(commitment, activity=activity, link=f"https://{word()}.example/", **corrected)
    withdrawn = {"withdrawn_by": cast.head, "withdrawn_at": now, "withdrawn_reason": word()}
    make_evidence_line(commitment, **withdrawn)
    answered = {"settled": "changed", "answer": word(), "answered_by": cast.head, "answered_at": now}
    make_dispute(world.adopted.adoption, reason=word(), **answered)
    make_commitment_review(commitment, corrected_by=cast.head, corrected_at=now)
    make_served(commitment)
    make_publication(school, by=cast.head)


def _fill_meetings(world: World) -> None:
    """An agenda that went out, with an item that a member is kept out of, its paper and what was decided."""
    meeting = world.school_meeting
    item = make_confidential_item(meeting, title=word(), presenter=word())
    make_exclusion(item)
    make_paper(item, title=word())
    make_decision(item, words=word())
    make_issue(meeting, late_reason=word(), moved_reason=word())


def fill_plan(world: World) -> None:
    """The same for a council's plan."""
    officer = world.people["officer"]
    said = {"was_words": word(), "words": word(), "reason": word(), "asked_by": word(), "agreed_by": word()}
    make_date_change(world.milestone, officer, **said)
    shown = make_update(world.milestone, officer, words=word())
    make_update_evidence(shown, link=f"https://{word()}.example/")
    answered = {"answer": "returned", "reply": word(), "answered_by": officer, "answered_at": clock.now()}
    make_hand_back(world.recommendation, team=world.team, reason=word(), **answered)
    measure = OutcomeMeasure.objects.create(
        recommendation=world.recommendation, position=90, text=word(), baseline=word(), target=word()
    )
    make_serving(world.ask, world.action, left_out=word())
    type(world.ask).objects.filter(pk=world.ask.pk).update(words=word())
    make_valuation(measure, service=word())
    gone = {"withdrawn_by": officer, "withdrawn_at": clock.now(), "withdrawn_reason": word()}
    make_reported(measure, words=word(), link=f"https://council.example/{word()}", **gone)
    request = make_request(world.recommendation, world.school, question=word(), service=word())
    make_return(request.schools.get(), note=word(), link=f"https://{word()}.example/", by=world.people["head"])
    make_not_bought(world.school, service=word(), reason=word())
    make_date(measure=measure, words=word())
    make_reading_correction(make_read_preview(world.council, officer).upload, by=officer, words=word(), said=word())
    type(world.recommendation).objects.filter(pk=world.recommendation.pk).update(
        response=Response.PARTLY.value,
        response_reason=word(),
        response_decider=word(),
        response_on=DAY,
        response_recorded_by=officer,
        response_recorded_at=clock.now(),
    )
    make_clash_answer(
        review=world.review,
        words=word(),
        one_words=word(),
        other_words=word(),
        by=officer,
    )
    make_earlier_response(
        world.recommendation, reason=word(), decider=word(), recorded_by=officer, recorded_at=clock.now()
    )
    rows = [Watched("milestone", world.milestone.pk, 1, "1", word(), "late", word(), word(), is_changed=True).as_json()]
    AgendaPlan.objects.create(meeting=world.council_meeting, rows=rows, kept_at=clock.now())
    make_reply_time(world.council, source=word(), recorded_by=officer)
