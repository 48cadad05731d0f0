"""How versions, and the rows made from them, are written. Only actions call these; they have asked who may."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from core import clock, jobs
from core.models import Upload
from people.access.guards import require
from people.actions.meetings import plan_meeting, record_meeting_held
from people.models import Body, Council, Meeting, School, User
from people.rules import MeetingStatus
from policies.document import Clause, Document, Refused, Section, commitments, relation, to_json
from policies.library import shelving
from policies.library import tasks as shelf_tasks
from policies.models import Adoption, ClauseRow, Commitment, Draft, Policy, Version
from policies.owners import Owner, edit_permission
from policies.rules import VersionState
from policies.standings.rules import Lineage, lineage

LONGEST_WHY = 300
_AT_ONCE = 1_000  # rows: a statement takes 65,535 values at most
NOTHING_YET = "There is no policy to change yet. Take the model policy or bring in your own."


def policy_of(owner: School | Council) -> Policy:
    """The policy of this school or council, made where there is none, and locked until the transaction ends."""
    whose: dict[str, Any] = {"school" if isinstance(owner, School) else "council": owner}
    found = Policy.objects.select_for_update().filter(**whose).first()
    if found is not None:
        return found
    Policy.objects.get_or_create(**whose)
    return Policy.objects.select_for_update().get(**whose)


def next_version(
    policy: Policy,
    document: Document,
    *,
    by: User,
    base: Version | None,
    why: str,
    model_version: Version | None = None,
    source: Upload | None = None,
    state: VersionState = VersionState.DRAFT,
) -> Version:
    """Save a document as the policy's next version. The policy is locked."""
    latest = policy.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = Version(
        policy=policy,
        number=latest + 1,
        document=to_json(document),
        state=state,
        why=why.strip()[:LONGEST_WHY],
        made_by=by,
        made_at=clock.now(),
        base=base,
        model_version=model_version,
        source=source,
    )
    # Its number and whose it is are not typed by anybody, and the database keeps its constraints: asking it for each of
    # them beforehand takes as long as all else of a save.
    version.clean_fields(exclude={field.name for field in Version._meta.fields if field.is_relation})
    version.save()
    return version


def edit_draft(owner: Owner, by: User, change: Callable[[Document], Document]) -> Draft:
    """Save what `change` makes of the editor's draft; the policy is locked meanwhile. Asks who may."""
    require(by, edit_permission(owner), owner)
    draft = _draft_of(policy_of(owner), by)
    draft.hold(change(draft.text), clock.now())
    draft.full_clean()
    draft.save()
    return draft


def _draft_of(policy: Policy, by: User) -> Draft:
    """The editor's draft, begun from the latest version where they have none."""
    draft = Draft.objects.select_for_update().filter(policy=policy, editor=by).first()
    if draft is not None:
        return draft
    latest: Version | None = policy.versions.first()
    if latest is None:
        raise Refused(NOTHING_YET)
    return Draft(policy=policy, editor=by, base=latest, document=latest.document)


def clause_now(owner: School | Council, clause_id: str, editor: User) -> Clause | None:
    """A clause as an editor has it now, in their draft or in the latest version; None where it is gone."""
    draft = Draft.objects.of(owner).filter(editor=editor).first()
    latest = draft or Version.objects.of(owner).first()
    found = (clause for clause in latest.text.clauses() if clause.id == clause_id) if latest else iter(())
    return next(found, None)


def version_from_draft(draft: Draft, document: Document, *, by: User, base: Version, why: str) -> Version:
    """Save a document as the next version in place of the editor's draft, which is done with."""
    version = next_version(
        draft.policy,
        document,
        by=by,
        base=base,
        why=why,
        model_version=draft.base.model_version,
        source=draft.base.source,
    )
    draft.delete()
    return version


def write_clause_rows(version: Version) -> None:
    """Write a version's clauses as rows, in place of any there are."""
    version.clauses.all().delete()
    ClauseRow.objects.bulk_create(clause_rows(version), batch_size=_AT_ONCE)


def clause_rows(version: Version) -> list[ClauseRow]:
    """The rows of a version's clauses, unsaved, as its document says they are."""
    model = version.model_version.text if version.model_version else None
    placed = enumerate(_placed(version.text), start=1)
    return [_clause_row(version, model, order, section, clause) for order, (section, clause) in placed]


def _placed(document: Document) -> Iterator[tuple[Section, Clause]]:
    for section in document.sections:
        for clause in section.clauses:
            yield section, clause


def _clause_row(version: Version, model: Document | None, order: int, section: Section, clause: Clause) -> ClauseRow:
    origin = clause.model_clause
    return ClauseRow(
        version=version,
        clause_id=clause.id,
        kind=clause.kind.value,
        section_kind=section.kind.value,
        order=order,
        text=clause.full_text,
        tags=list(clause.tags),
        model_clause_id=origin.id if origin else "",
        model_version_number=origin.version if origin else None,
        relation=relation(clause, model).value,
    )


def record_adoption(
    version: Version,
    *,
    school: School,
    meeting: Meeting,
    minute_reference: str,
    effective_on: datetime.date,
    review_due_on: datetime.date,
    by: User,
) -> Adoption:
    """Write down that a version was adopted, and what follows: its state, its clauses, the school's commitments.

    The policy is locked, and whether it may be adopted so has been asked.
    """
    adoption = Adoption(
        version=version,
        meeting=meeting,
        minute_reference=minute_reference.strip(),
        effective_on=effective_on,
        review_due_on=review_due_on,
        lineage=_lineage(version, school),
        recorded_by=by,
        recorded_at=clock.now(),
    )
    adoption.full_clean()
    adoption.save()
    version.state = VersionState.ADOPTED.value
    version.save(update_fields=["state"])
    write_clause_rows(version)
    _hold_commitments(version, effective_on)
    shelving.shelve(version.policy, clock.today())
    jobs.enqueue(shelf_tasks.count_tags, council_id=school.council_id)
    return adoption


def _lineage(version: Version, school: School) -> Lineage:
    published = Version.objects.of(school.council).published().first()
    return lineage(
        version.text,
        based_on=version.model_version.text if version.model_version else None,
        published=published.text if published else None,
        school=school.name,
    )


def _hold_commitments(version: Version, effective_on: datetime.date) -> None:
    """Carry on with the commitments whose clauses stay, end those whose clauses went, begin the new ones."""
    clause_ids = [clause.id for clause in commitments(version.text)]
    running = Commitment.objects.filter(policy=version.policy, in_force_until__isnull=True)
    running.exclude(clause_id__in=clause_ids).update(in_force_until=effective_on)
    kept = set(running.values_list("clause_id", flat=True))
    running.update(version=version)
    begun = (
        Commitment(policy=version.policy, version=version, clause_id=clause_id, in_force_from=effective_on)
        for clause_id in clause_ids
        if clause_id not in kept
    )
    Commitment.objects.bulk_create(begun, batch_size=_AT_ONCE)


def lock_version(version: Version) -> Version:
    """The version as it is stored now, its policy locked until the transaction ends."""
    policy = Policy.objects.select_for_update().get(pk=version.policy_id)
    locked = Version.objects.select_for_update(of=["self"]).select_related("model_version").get(pk=version.pk)
    locked.policy = policy
    return locked


def held_meeting(body: Body, on: datetime.date, *, by: User, today: datetime.date) -> Meeting:
    """The meeting of a body on a day, put in the calendar and recorded as held where it is not yet."""
    meeting = _meeting(body, on) or plan_meeting(body=body, on=on, by=by)
    return meeting if meeting.status == MeetingStatus.HELD else record_meeting_held(meeting=meeting, by=by, today=today)


def is_cancelled(body: Body, on: datetime.date) -> bool:
    """Whether the meeting of a body on a day was cancelled."""
    meeting = _meeting(body, on)
    return meeting is not None and meeting.status == MeetingStatus.CANCELLED


def _meeting(body: Body, on: datetime.date) -> Meeting | None:
    return Meeting.objects.filter(body=body, on=on).first()
