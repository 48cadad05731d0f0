"""The council's second model version, offered to the demonstration's schools: Larkfield changed two of its clauses."""

import datetime
from dataclasses import replace

from core import clock
from people.models import User
from policies.actions import merging, versions
from policies.document import Clause, Document
from policies.model_text import built_in_model
from policies.models import ModelOffer, Version
from policies.offers.queries import make_offers, merge_token
from succession.demo.moments import moment
from succession.demo.policies import Actors

# Of the three, Larkfield has made the first two its own.
NEW_WORDS = {
    "commitment-1": "giving many people the training to lead: national professional qualifications from Leading "
    "Teaching to Headship, the Early Headship Coaching Offer for new headteachers, and paid time to finish what they "
    "begin",
    "commitment-3": "making shadowing, internships and secondments an ordinary part of a year at our school, and with "
    "a school of another phase wherever one is near",
    "commitment-5": "offering each of them a mentor or a coach, somebody to shadow, or a team to work in, with the "
    "time to make use of it",
}
ADDED = Clause(
    "commitment-13",
    "asking everybody who leaves a leadership post what would have kept them, and telling the governing board what we "
    "learned, without names",
)


def next_model() -> Document:
    """The built-in model with what the council changed in its second year."""
    model = built_in_model()
    sections = tuple(
        replace(
            section,
            clauses=tuple(
                replace(clause, text=NEW_WORDS.get(clause.id, clause.text))
                for clause in (*section.clauses, *([ADDED] if section.id == "implementation" else []))
            ),
        )
        for section in model.sections
    )
    return replace(model, sections=sections)


def publish_next(officer: User, day: datetime.date) -> Version:
    """The council publishes it, and the schools that have a copy of the first are offered it."""
    council = officer.memberships.get().council
    assert council is not None, "an officer's role is held at a council"  # noqa: S101
    with clock.at(moment(day)):
        opened_on = versions.version_token(Version.objects.of(council).first())
        published = versions.publish_model(
            council=council,
            document=next_model(),
            by=officer,
            opened_on=opened_on,
            why="After a year: paid time, schools of another phase, and what leavers tell us",
        )
        make_offers(published.pk)
    return published


def answer(actors: dict[int, Actors], day: datetime.date) -> None:
    """One school takes it into its draft as it is, and one declines it."""
    with clock.at(moment(day)):
        takes, declines = actors[999_003], actors[999_011]
        offer, latest = _offer(takes)
        merging.make(offer=offer, opened_on=merge_token(offer, latest, {}), by=takes.head)
        offer, _ = _offer(declines)
        merging.decline(
            offer=offer,
            reason="Our board adopted its policy this month, and looks at it again in spring.",
            by=declines.head,
        )


def _offer(actors: Actors) -> tuple[ModelOffer, Version]:
    latest = Version.objects.of(actors.school).select_related("model_version").first()
    assert latest is not None, "a school that was offered a version has one"  # noqa: S101
    return ModelOffer.objects.get(policy=latest.policy_id, version__isnull=True), latest
