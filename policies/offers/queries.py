"""Offers of a new model version: how they are made for thousands of schools, and how one is found and read again."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from core import clock, conflicts, mail
from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission, Role
from people.models import Membership, School, User
from policies.document import Document
from policies.document.merging import Answer, Choice, Item, Merge, merge
from policies.models import MergeAnswer, ModelOffer, Policy, Version
from policies.offers import merged as offering

_AT_ONCE = 500
"""Schools that are offered a version in one transaction: a job that is stopped goes on where it was."""


def make_offers(version_id: int) -> int:
    """Offer this model version to every open school whose policy is a copy of an earlier version of the same model.

    How many offers were made. A school that has the offer already is left alone; a version that is withdrawn, or that
    another has followed, is offered to nobody.
    """
    published = Version.objects.published().select_related("policy").filter(pk=version_id).first()
    if published is None or not _is_latest(published):
        return 0
    theirs, bases, made = published.text, dict[int, Document](), 0
    copies = iter(_copies(published))
    while batch := list(islice(copies, _AT_ONCE)):
        with transaction.atomic():
            # Held by one job at a time, so that of two that run at once each school has one offer and one letter.
            Policy.objects.select_for_update(no_key=True).get(pk=published.policy_id)
            offers = list(_offered(published, theirs, bases, _still_without(published, batch)))
            ModelOffer.objects.bulk_create(offers)
            _tell(offers)
        made += len(offers)
    return made


def _still_without(published: Version, batch: list[tuple[int, int]]) -> list[tuple[int, int]]:
    policies = [policy for policy, _ in batch]
    offered = ModelOffer.objects.filter(model_version=published, policy__in=policies)
    have = set(offered.values_list("policy", flat=True))
    return [(policy, copy) for policy, copy in batch if policy not in have]


def _tell(offers: list[ModelOffer]) -> None:
    """A letter to the head of each school that was offered it: who else writes the policy is asked on their page."""
    keys = {offer.policy_id: offer.pk for offer in offers}
    heads = Membership.objects.in_force(clock.today()).filter(
        school__policy__in=keys, role=Role.HEAD, user__is_active=True
    )
    told = heads.order_by("school", "user").values_list("school__policy", "user")
    mail.post_many(kind="policies.model-offered", abouts=[f"{keys[policy]}:{user}" for policy, user in told])


def _is_latest(published: Version) -> bool:
    return not Version.objects.published().filter(policy=published.policy, number__gt=published.number).exists()


def _copies(published: Version) -> list[tuple[int, int]]:
    """Policy and latest version of each open school with a copy of an earlier version, and no offer of this one yet."""
    latest = Version.objects.filter(policy=OuterRef("pk")).order_by("-number").values("pk")[:1]
    offered = ModelOffer.objects.filter(model_version=published).values("policy")
    schools = School.objects.filter(council=published.policy.council_id).open()
    policies = Policy.objects.filter(school__in=schools).exclude(pk__in=offered).annotate(latest=Subquery(latest))
    earlier = Version.objects.filter(policy=published.policy, number__lt=published.number)
    versions = Version.objects.filter(pk__in=policies.values("latest"), model_version__in=earlier)
    return list(versions.order_by("policy_id").values_list("policy_id", "pk"))


def _offered(
    published: Version, theirs: Document, bases: dict[int, Document], batch: Iterable[tuple[int, int]]
) -> Iterator[ModelOffer]:
    """The offers to these schools, unsaved, with what a merge with the text of each would find."""
    now, keys = clock.now(), [version for _, version in batch]
    for copy in Version.objects.filter(pk__in=keys).only("policy_id", "document", "model_version_id").order_by("pk"):
        based_on = copy.model_version_id
        assert based_on is not None, "a copy was taken from a model"  # noqa: S101
        if based_on not in bases:
            bases[based_on] = Version.objects.get(pk=based_on).text
        found = merge(bases[based_on], copy.text, theirs, version=published.number)
        yield ModelOffer(
            policy_id=copy.policy_id,
            model_version=published,
            copy=copy,
            made_at=now,
            differing=found.differing,
            clashes=len(found.clashes),
        )


# One school's offer


def offer_of(user: User, school: School) -> ModelOffer | None:
    """The offer of the model version that the council publishes now, where this person may take it; taken or not."""
    if not allows(user, Permission.POLICY_EDIT, school):
        return None
    return next(iter(_offer(school=school.pk)), None)


def last_offer_of(user: User, school: School) -> ModelOffer | None:
    """The same; without one, the latest offer of a version that was withdrawn or followed since."""
    if not allows(user, Permission.POLICY_EDIT, school):
        return None
    return next(iter(_offer(school=school.pk)), None) or next(iter(_last_offer(school=school.pk)), None)


@prepared()
def _offer(school: int) -> QuerySet[ModelOffer]:
    return _light(ModelOffer.objects.standing().filter(policy__school=school))


@prepared()
def _last_offer(school: int) -> QuerySet[ModelOffer]:
    return _light(ModelOffer.objects.filter(policy__school=school))


def _light(offers: QuerySet[ModelOffer]) -> QuerySet[ModelOffer]:
    found = offers.select_related("model_version__withdrawal", "declined_by").order_by("-model_version__number")
    return found.defer("record", "model_version__document")[:1]


def to_take(user: User, school: School, versions: Iterable[Version]) -> ModelOffer | None:
    """The offer that a school can still take, or take after all. versions: those this person may read, latest first."""
    latest = next(iter(versions), None)
    if latest is None or latest.model_version_id is None:
        return None
    offer = offer_of(user, school)
    is_new = offer is not None and offer.version_id is None and offer.model_version_id != latest.model_version_id
    return offer if is_new else None


def is_open(offer: ModelOffer | None, latest: Version | None) -> bool:
    """Whether a school still has to look at an offer. latest: its latest version."""
    return (
        offer is not None
        and latest is not None
        and offer.version_id is None
        and offer.declined_at is None
        and latest.model_version_id not in {None, offer.model_version_id}
    )


def merge_of(offer: ModelOffer, latest: Version) -> Merge:
    """What becomes of the school's latest version with the offered one. latest: of a copy."""
    base = latest.model_version
    assert base is not None, "a copy was taken from a model"  # noqa: S101
    number = offer.model_version.number
    return merge(base.text, latest.text, offer.model_version.text, version=number)


def answers_of(offer: ModelOffer) -> dict[str, MergeAnswer]:
    """What the school answered, by key: about this offer, and before it about one that was withdrawn or followed."""
    rows = MergeAnswer.objects.filter(
        Q(offer=offer) | Q(offer__policy=offer.policy_id, offer__version__isnull=True)
    ).select_related("by")
    found: dict[str, MergeAnswer] = {}
    for row in sorted(rows, key=lambda row: (row.offer_id == offer.pk, row.offer_id)):
        found[row.key] = row
    return found


def as_answers(rows: dict[str, MergeAnswer]) -> dict[str, tuple[str, Answer]]:
    """The same as `policies.offering.clashes` takes them: what each was asked, and what was answered."""
    return {key: (row.asked, answer_in(row)) for key, row in rows.items()}


def answer_in(row: MergeAnswer) -> Answer:
    """An answer as it is kept."""
    return Answer(Choice(row.choice), row.text, tuple(row.points.splitlines()))


def answer_token(item: Item, row: MergeAnswer | None) -> str:
    """What a page with one question was opened on: the words in question, and the answer there was."""
    return conflicts.token("answer", offering.asked(item), *_answer_parts(row))


def merge_token(offer: ModelOffer, latest: Version, rows: dict[str, MergeAnswer]) -> str:
    """What a page that will make the draft was opened on: the school's version, the offer and every answer."""
    answers = [part for key in sorted(rows) for part in (key, *_answer_parts(rows[key]))]
    return conflicts.token("merge", offer.pk, latest.number, *answers)


def _answer_parts(row: MergeAnswer | None) -> tuple[Any, ...]:
    return () if row is None else (row.choice, row.text, row.points, row.note, row.asked)


def merge_that_made(version: Version) -> ModelOffer | None:
    """The offer that a version was made of, with its record. For callers who may read the version."""
    return ModelOffer.objects.filter(version=version).select_related("model_version").first()


def merge_line_of(version: Version) -> ModelOffer | None:
    """The same for one line on a page, without its record; asked for a version that can have been made so."""
    if version.model_version_id is None or version.base_id is None:
        return None
    found = ModelOffer.objects.filter(version=version).select_related("model_version")
    return found.defer("record", "model_version__document").first()


def answers_in(offer: ModelOffer) -> list[MergeAnswer]:
    """The answers that the record of a merge points at, with who gave them."""
    keys = [part["answer"] for part in offer.record or [] if part["answer"] is not None]
    return list(MergeAnswer.objects.filter(pk__in=keys).select_related("by"))
