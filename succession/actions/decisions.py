"""What a meeting decided, item by item: with the minute that says so, and what it puts into force."""

import datetime

from django.db import transaction

from core import clock, conflicts
from people.actions.meetings import record_meeting_held
from people.models import Meeting, User
from people.rules import MeetingStatus, Refused
from succession.actions.agenda import NOT_YOURS, require_keeper, to_adopt
from succession.meetings import access, papers, rules
from succession.meetings.papers import Adoption
from succession.meetings.rules import Decides, Outcome
from succession.models import AgendaItem, Decision


@transaction.atomic
def record_decision(
    *,
    item: AgendaItem,
    outcome: Outcome,
    words: str,
    minute_reference: str,
    effective_on: datetime.date | None,
    review_due_on: datetime.date | None,
    opened_on: str,
    by: User,
    today: datetime.date,
) -> Decision:
    """Write down what a meeting decided on an item, or correct it while its minutes are a draft.

    Where the meeting agreed to adopt what the item's paper puts forward, that is adopted by its own app's action, from
    `effective_on` to be reviewed on `review_due_on`. If that refuses, nothing is saved. The meeting is recorded as held
    where that was not done yet.
    Raises conflicts.Conflict where somebody recorded something else meanwhile, and Refused with a sentence.
    """
    locked = _locked(item, by)
    meeting = locked.meeting
    refusal = rules.decision_refusal(meets=meeting.on, today=today, status=meeting.status)
    refusal = refusal or rules.reference_refusal(minute_reference)
    if refusal:
        raise Refused(refusal)
    there = Decision.objects.filter(item=locked).first()
    given = (outcome.value, words.strip(), minute_reference.strip())
    if there is not None:
        if given == (there.outcome, there.words, there.minute_reference):
            return there
        _check_correction(there, meeting, outcome, minute_reference)
    conflicts.check(opened_on=opened_on, now=decision_token(there))
    if meeting.status != MeetingStatus.HELD:
        locked.meeting = meeting = record_meeting_held(meeting=meeting, by=by, today=today)
    decision = there or Decision(item=locked)
    if outcome is Outcome.AGREED and locked.decides == Decides.ADOPT and not decision.adopted:
        _adopt(locked, minute_reference.strip(), effective_on, review_due_on, by, today)
        decision.adopted = True
    decision.outcome, decision.words, decision.minute_reference = given
    decision.recorded_by, decision.recorded_at = by, clock.now()
    decision.full_clean()
    decision.save()
    return decision


def decision_token(decision: Decision | None) -> str:
    """What a form about a decision was opened on; of one that is not recorded yet, always the same."""
    if decision is None:
        return conflicts.token("")
    return conflicts.token(decision.outcome, decision.words, decision.minute_reference)


# ---------------------------------------------------------------------------------------------------------------------
def _locked(item: AgendaItem, by: User) -> AgendaItem:
    require_keeper(item.meeting, by)
    meeting = Meeting.objects.select_for_update(of=["self"]).select_related("body__council").get(pk=item.meeting_id)
    found = AgendaItem.objects.prefetch_related("exclusions__term", "papers").get(pk=item.pk)
    found.meeting = meeting
    if not access.may_know(access.standing_of(by, meeting, clock.today()), found):
        raise Refused(NOT_YOURS)
    return found


def _check_correction(there: Decision, meeting: Meeting, outcome: Outcome, minute_reference: str) -> None:
    if not meeting.has_draft_minutes:
        raise Refused("The minutes of this meeting were approved, so what they say stays.")
    if there.adopted and (outcome is not Outcome.AGREED or minute_reference.strip() != there.minute_reference):
        raise Refused("What was adopted is in force with this minute reference, so only the words can be changed.")


def _adopt(
    item: AgendaItem,
    minute_reference: str,
    effective_on: datetime.date | None,
    review_due_on: datetime.date | None,
    by: User,
    today: datetime.date,
) -> None:
    paper = to_adopt(item)
    kind = papers.kind_of(paper.kind) if paper else None
    if paper is None or kind is None or kind.adopt is None:
        raise Refused("This item has no paper to adopt. Add the policy to it as its paper, then record the decision.")
    if kind.asks_days and (effective_on is None or review_due_on is None):
        raise Refused("Enter from which day it holds, and when it is to be reviewed.")
    given = Adoption(
        subject=paper.subject,
        meeting=item.meeting,
        minute_reference=minute_reference,
        effective_on=effective_on,
        review_due_on=review_due_on,
        by=by,
        today=today,
    )
    try:
        kind.adopt(given)
    except kind.refused as refusal:
        raise Refused(str(refusal)) from refusal
