"""Saving a plan that was read and confirmed, whole or not at all; and taking it out again."""

from typing import BinaryIO

from django.db import transaction

from actionplan import papers, shape, undoing
from actionplan.models import (
    Action,
    Milestone,
    OutcomeMeasure,
    PlanDate,
    Recommendation,
    ScrutinyReview,
    Team,
)
from actionplan.reading.checking import checked_as
from actionplan.rules import MeasureKind, Refused, check_all_placed
from actionplan.shape import Item, ReadDate, ReadPlan, Row
from core import clock, conflicts, previews, uploads
from core import papers as core_papers
from core.correcting import keeping
from core.history.acting import because
from core.models import Preview
from core.organisations import key_of
from people.access.guards import require
from people.access.roles import Permission
from people.models import Council, User

KIND = "actionplan.plan"


class CannotBeSaved(Refused):
    """Rows that cannot be saved as they stand, each with its reason. Nothing was saved."""

    def __init__(self, problems: list[shape.Problem]) -> None:
        super().__init__("Nothing was saved. Correct these rows, or mend your document and send it again.")
        self.problems = problems


@transaction.atomic
def send_plan(*, council: Council, name: str, content: BinaryIO, size: int, by: User) -> Preview:
    """Keep a document and have it read as a plan. Nothing becomes a plan until `import_plan`.

    Raises documents.gate.Refused with the sentence to show.
    """
    require(by, Permission.PLAN_EDIT, council)
    return previews.send(kind=KIND, name=name, content=content, size=size, by=by, organisation=key_of(council))


@transaction.atomic
def import_plan(
    *,
    council: Council,
    preview: Preview,
    shown: str,
    title: str,
    by: User,
    committee: str = "",
    opened_on: str | None = None,
) -> ScrutinyReview:
    """Save the plan of a preview, as it is corrected, as a review of this council, with the teams it names.

    shown: the SHA-256 that the page the person confirmed on was carrying. title: as read, or as the person mended it.
    opened_on: the token of the corrections that the page showed.
    Raises core.rules.Stale when the preview cannot be confirmed, CannotBeSaved when a row stands in the way, Refused
    when this plan is here already or words stand nowhere by nobody's choice, conflicts.Conflict when it was corrected
    since the page was opened.
    """
    require(by, Permission.PLAN_EDIT, council)
    # One import of a council at a time: two may name the same new team, or be the same plan.
    council = Council.objects.select_for_update().get(pk=council.pk)
    claimed = previews.claim(preview=preview, shown=shown, by=by, kind=KIND, organisation=key_of(council))
    log = keeping.log_of(claimed.upload)
    if opened_on is not None:
        conflicts.check(opened_on=opened_on, now=log.token)
    checked = checked_as(claimed.result or {}, log.operations)
    plan = shape.plan_of(checked.reading())
    problems = shape.problems(plan)
    if problems:
        raise CannotBeSaved(problems)
    check_all_placed(left=len(checked.undecided))
    # The same paper is the same plan, however it was corrected.
    fingerprint = shape.plan_of(claimed.result or {}).fingerprint
    if ScrutinyReview.objects.filter(council=council, fingerprint=fingerprint).exists():
        raise Refused("This plan has been imported already, so nothing was added again.")
    review = _save_review(council, claimed, plan, fingerprint, title=title, committee=committee, by=by)
    _save_rows(review, plan.rows, _save_teams(council, plan.teams))
    return review


@transaction.atomic
def undo_import(*, review: ScrutinyReview, by: User) -> None:
    """Take a plan out again with its document, its papers, and the teams that were made for it and have nobody.

    Raises Refused when it has been here for a day, or when something was recorded on it.
    """
    require(by, Permission.PLAN_EDIT, review.council)
    # No import meanwhile, which may use the same teams; and nobody records anything while the rule is asked.
    Council.objects.select_for_update().get(pk=review.council_id)
    locked = ScrutinyReview.objects.select_for_update(of=["self"]).select_related("source").filter(pk=review.pk).first()
    if locked is None:
        raise Refused("This plan has been taken out already.")
    for rows in (
        Recommendation.objects.filter(review=locked),
        Action.objects.filter(recommendation__review=locked),
        Milestone.objects.filter(recommendation__review=locked),
    ):
        list(rows.select_for_update(of=["self"]).order_by("pk").values_list("pk"))
    undoing.check_undo(locked)
    teams = list(undoing.teams_of_this_alone(locked).select_for_update(of=["self"]))
    with because("The plan that was brought in was taken out again."):
        _remove_rows(locked)
        locked.delete()
        Team.objects.filter(pk__in=[team.pk for team in teams], memberships=None).delete()
        core_papers.remove(kind=papers.KIND, subject=str(review.pk))
        uploads.remove(locked.source)


def _remove_rows(review: ScrutinyReview) -> None:
    """Each kind of thing after what belongs to it."""
    PlanDate.objects.filter(review=review).delete()
    for model in (OutcomeMeasure, Milestone, Action):
        model.objects.filter(recommendation__review=review).delete()
    Recommendation.objects.filter(review=review).delete()


def _save_review(
    council: Council, preview: Preview, plan: ReadPlan, fingerprint: str, *, title: str, committee: str, by: User
) -> ScrutinyReview:
    review = ScrutinyReview(
        council=council,
        title=title.strip(),
        subtitle=plan.subtitle[: shape.TITLE_LENGTH],
        committee=committee.strip(),
        source=preview.upload,
        fingerprint=fingerprint,
        context_words=plan.context_words,
        context_year=plan.context_year,
        context_is_guess=plan.context_is_guess,
        columns=list(plan.columns),
        imported_by=by,
        imported_at=clock.now(),
    )
    review.full_clean()
    review.save()
    return review


def _save_teams(council: Council, codes: list[str]) -> dict[str, Team]:
    """The team of each code in any case, made where the council has none."""
    known = {team.code.casefold(): team for team in council.teams.all()}
    for code in codes:
        if code.casefold() not in known:
            team = Team(council=council, code=code)
            team.full_clean()
            team.save()
            known[code.casefold()] = team
    return known


def _save_rows(review: ScrutinyReview, rows: tuple[Row, ...], teams: dict[str, Team]) -> None:
    """Each kind of thing in one statement, so that a long plan takes no more statements than a short one."""
    recommendations = [_recommendation(review, row) for row in rows]
    for recommendation in recommendations:
        recommendation.clean_fields(exclude=["review"])
    Recommendation.objects.bulk_create(recommendations)
    pairs = list(zip(recommendations, rows, strict=True))
    owning = Recommendation.teams.through
    owning.objects.bulk_create(
        owning(recommendation=recommendation, team=team)
        for recommendation, row in pairs
        for team in {teams[code.casefold()].pk: teams[code.casefold()] for code in row.teams}.values()
    )
    dates = [_date(review, n, date, recommendation=owner) for owner, row in pairs for n, date in enumerate(row.due, 1)]
    actions = [(_action(owner, n, item), item) for owner, row in pairs for n, item in enumerate(row.actions, 1)]
    Action.objects.bulk_create(action for action, _ in actions)
    dates += [_date(review, n, date, action=it) for it, item in actions for n, date in enumerate(item.dates, 1)]
    milestones = [
        (Milestone(recommendation=owner, position=n, text=item.text), item)
        for owner, row in pairs
        for n, item in enumerate(row.milestones, 1)
    ]
    Milestone.objects.bulk_create(milestone for milestone, _ in milestones)
    dates += [_date(review, n, date, milestone=it) for it, item in milestones for n, date in enumerate(item.dates, 1)]
    measures = [(_measure(owner, n, item), item) for owner, row in pairs for n, item in enumerate(row.measures, 1)]
    OutcomeMeasure.objects.bulk_create(measure for measure, _ in measures)
    dates += [_date(review, n, date, measure=it) for it, item in measures for n, date in enumerate(item.dates, 1)]
    PlanDate.objects.bulk_create(dates)


def _recommendation(review: ScrutinyReview, row: Row) -> Recommendation:
    return Recommendation(
        review=review,
        position=row.number,
        label=row.label,
        text=row.text,
        owner_words=row.owner_words,
        due_words=row.due_words,
        status_words=row.status_words,
        response_words=row.response_words,
        cells=list(row.cells),
        place=row.place,
        response=row.response.value,
        response_reason=row.response_reason,
    )


def _action(owner: Recommendation, position: int, item: Item) -> Action:
    return Action(recommendation=owner, position=position, text=item.text)


def _measure(owner: Recommendation, position: int, item: Item) -> OutcomeMeasure:
    kind = shape.measure_kind(item.text)
    is_guess = kind is not MeasureKind.NOT_RECORDED
    return OutcomeMeasure(recommendation=owner, position=position, text=item.text, kind=kind, kind_is_guess=is_guess)


def _date(
    review: ScrutinyReview,
    position: int,
    date: ReadDate,
    **owner: Recommendation | Action | Milestone | OutcomeMeasure,
) -> PlanDate:
    return PlanDate(
        review=review,
        position=position,
        words=date.words,
        earliest=date.window.earliest,
        latest=date.window.latest,
        precision=date.precision,
        year_inferred=date.year_inferred,
        **owner,
    )
