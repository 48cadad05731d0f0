"""Taking a new version of the council's model: answering where both changed a clause, and making the draft."""

from django.db import transaction

from core import clock, conflicts
from people.access.guards import require
from people.access.roles import Permission
from people.models import User
from policies.actions.versions import new_id
from policies.document import Document, Refused
from policies.document.merging import Answer, resolve
from policies.document.merging.answers import check_answer
from policies.models import Draft, MergeAnswer, ModelOffer, Policy, Version
from policies.offers import merged as offering
from policies.offers import queries as offers
from policies.writing import next_version

GONE = "That part is no longer in question. Here is what is."


def check_offer(offer: ModelOffer, latest: Version | None) -> None:
    """Refuse to merge an offer that no longer stands, or with a policy that is no copy. latest: the school's."""
    published = Version.objects.published().filter(policy=offer.model_version.policy_id).first()
    offering.check_offer(
        is_withdrawn=hasattr(offer.model_version, "withdrawal"),
        is_superseded=published is not None and published.number > offer.model_version.number,
        copied=latest.model_version_id if latest else None,
        offered=offer.model_version_id,
    )


@transaction.atomic
def answer(*, offer: ModelOffer, key: str, given: Answer, note: str, opened_on: str, by: User) -> MergeAnswer:
    """Keep an answer about one part; it can be given again until the draft is made.

    opened_on: `policies.offers.answer_token` of the page. Raises conflicts.Conflict where the words in question or the
    answer are others by now, Refused where the offer no longer stands or the answer cannot be given.
    """
    require(by, Permission.POLICY_EDIT, offer.policy.owner)
    locked, latest = _locked(offer)
    if locked.version is not None:
        raise Refused(f"The draft has been made: it is version {locked.version.number}.")
    check_offer(locked, latest)
    item = next((item for item in offers.merge_of(locked, latest).clashes if item.key == key), None)
    if item is None:
        raise Refused(GONE)
    held = offers.answers_of(locked).get(key)
    conflicts.check(opened_on=opened_on, now=offers.answer_token(item, held))
    check_answer(item, given)
    row = held if held is not None and held.offer_id == locked.pk else MergeAnswer(offer=locked, key=key)
    row.asked, row.choice, row.note = offering.asked(item), given.choice.value, note.strip()
    row.text, row.points = given.text.strip(), "\n".join(given.points)
    row.by, row.at = by, clock.now()
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def make(*, offer: ModelOffer, opened_on: str, by: User) -> Version:
    """Make the school's next version, a draft, out of its latest and the offered one, as it answered.

    What the board adopted stays in force. opened_on: `policies.offers.merge_token` of the page. Sent twice, it makes
    one version. Raises conflicts.Conflict where a version was saved or an answer given meanwhile, Refused where an
    answer is missing or the offer no longer stands.
    """
    require(by, Permission.POLICY_EDIT, offer.policy.owner)
    locked, latest = _locked(offer)
    if locked.version is not None:
        return locked.version
    check_offer(locked, latest)
    if Draft.objects.filter(policy=locked.policy, editor=by).exists():
        raise Refused(
            "You have changes that are not saved as a version yet. Save or discard them, then come back: your answers "
            "are kept."
        )
    rows = offers.answers_of(locked)
    conflicts.check(opened_on=opened_on, now=offers.merge_token(locked, latest, rows))
    merge = offers.merge_of(locked, latest)
    standing = {
        clash.item.key: clash.answer
        for clash in offering.clashes(merge, offers.as_answers(rows))
        if clash.answer is not None and clash.is_answered
    }
    document = resolve(merge, standing, new_id)
    version = _version(locked, latest, document, by)
    locked.version = version
    locked.record = offering.record_of(merge, document, {key: rows[key].pk for key in standing})
    locked.full_clean()
    locked.save(update_fields=["version", "record"])
    return version


def _version(offer: ModelOffer, latest: Version, document: Document, by: User) -> Version:
    return next_version(
        offer.policy,
        document,
        by=by,
        base=latest,
        model_version=offer.model_version,
        source=latest.source,
        why=f"Merged with version {offer.model_version.number} of the council’s model policy",
    )


@transaction.atomic
def decline(*, offer: ModelOffer, reason: str, by: User) -> ModelOffer:
    """Say that the school does not take this version of the model, and why. It can still be taken later."""
    require(by, Permission.POLICY_EDIT, offer.policy.owner)
    locked, latest = _locked(offer)
    if locked.version is not None:
        raise Refused(f"The draft has been made: it is version {locked.version.number}.")
    if locked.declined_at is not None:
        return locked
    check_offer(locked, latest)
    offering.check_reason(reason)
    locked.declined_by, locked.declined_at, locked.declined_reason = by, clock.now(), reason.strip()
    locked.full_clean()
    locked.save(update_fields=["declined_by", "declined_at", "declined_reason"])
    return locked


def _locked(offer: ModelOffer) -> tuple[ModelOffer, Version]:
    """The offer as it is stored now and the school's latest version, its policy locked until the transaction ends."""
    policy = Policy.objects.select_for_update().get(pk=offer.policy_id)
    locked = ModelOffer.objects.select_related("model_version__withdrawal", "version").get(pk=offer.pk)
    locked.policy = policy
    latest = policy.versions.select_related("model_version").first()
    assert latest is not None, "a policy that was offered a model has a version"  # noqa: S101
    return locked, latest
