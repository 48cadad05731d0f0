"""The words of the papers about personal data, with their tables made from what the apps say they hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core import erasing
from core.privacy import ERASURE_WORDS, Erasure, Field, Record
from people.membership.queries import Place
from people.models import Council, School, Trust
from people.privacy import retention


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain cells; the first of a row names it."""

    caption: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs, points and tables."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


def controller_of(place: Place | None) -> str:
    """Who decides what is held about the people of a place: a school's trust where it has one."""
    if place is None:
        return "your school, trust or council"
    if isinstance(place, School) and place.trust is not None:
        return f"{place.trust}, for {place}"
    return str(place)


# The papers -----------------------------------------------------------------------------------------------------------
def notice(who: str, place: Place | None) -> Iterable[Section]:  # noqa: ARG001 (one form for all)
    """What people are told."""
    yield Section(
        "Who is responsible",
        (
            (
                f"{upper(who)} decides what is held about its people here, and why. Each school, or the trust it "
                "belongs to, decides for itself, and so does the council for its own papers."
            ),
            "A council that runs Succession for its schools looks after their data on their instructions.",
        ),
    )
    yield Section("What is held", tables=(_by_kind(),))
    yield Section(
        "What is not done",
        points=(
            "No cookie but the one that keeps you signed in.",
            "Nothing is fetched from another company while you read a page.",
            "Nobody is judged by a machine: no decision is made about you without a person.",
            "No pupil is named anywhere.",
            "Nothing moves from one school to another by itself.",
        ),
    )
    yield Section(
        "What you can ask for",
        (
            (
                "When you are signed in, “Your data” at the top of each page shows what is held about you. There you "
                "can take a copy, and ask to be erased. You can also ask your school, trust or council, for a "
                "correction too. They must answer within a month."
            ),
            "If you are not content with the answer you can complain to the Information Commissioner’s Office.",
        ),
    )
    yield Section("How long it stays", tables=(_rules(),))


def record_of_processing(who: str, place: Place | None) -> Iterable[Section]:
    """What a controller keeps under Article 30."""
    yield Section(
        "Controller and processor",
        (f"Controller: {who}.", _processor(place), "No data is sent outside the United Kingdom by the product itself."),
    )
    yield Section(
        "What is processed",
        tables=(
            Table(
                "Purposes, people, lawful basis, recipients and time",
                ("What", "Purpose", "Lawful basis", "Who sees it", "How long"),
                [(r.title, r.purpose, r.basis, r.audience, r.retention) for r, _ in erasing.installed()],
            ),
        ),
    )
    yield Section("Field by field", tables=tuple(_of_record(record) for record, _ in erasing.installed()))
    yield Section("How long things stay", tables=(_rules(),))
    yield Section("How it is kept safe", points=_SAFE)


def dpia(who: str, place: Place | None) -> Iterable[Section]:
    """An impact assessment to be finished by the controller."""
    yield Section(
        "What is planned, and for whom",
        (
            (
                f"{upper(who)} keeps its succession planning in Succession: policies and plans, who works on them, "
                "and who sits on which board. Records of people’s talent and equality answers are not held yet."
            ),
            _processor(place),
        ),
    )
    yield Section("What is held", tables=(_by_kind(),))
    yield Section(
        "Is it needed, and no more than needed",
        points=(
            "Is each row of the table above needed for its purpose? Write what you found.",
            "Could any of it be left out, or kept for less time? Write what you decided.",
            "Whom did you ask: staff, governors, unions, your data protection officer? Write what they said.",
        ),
    )
    yield Section(
        "Risks to people",
        tables=(Table("Risks, and what is done", ("Risk", "What the product does", "Left to you"), _RISKS),),
    )
    yield Section(
        "Sign-off", points=("Data protection officer’s advice and date:", "Decided by and date:", "Review due:")
    )


def policy_document(who: str, place: Place | None) -> Iterable[Section]:  # noqa: ARG001 (one form for all)
    """What is needed before special kinds of data are held."""
    yield Section(
        "What it is for",
        (
            (
                f"{upper(who)} needs this document before it holds special kinds of data. Succession holds none "
                "today: no field asks for health, religion, ethnic origin, sex life, politics or union membership."
            ),
            "Equality monitoring, when there is any, rests on Schedule 1 paragraph 8 of the Data Protection Act 2018.",
        ),
    )
    yield Section(
        "How the principles are kept",
        points=(
            "Equality answers are voluntary, belong to whoever gave them, and can be withdrawn at any time.",
            "They serve a review between groups and never a decision about one person. They stop on written notice.",
            "Counts are shown from 5 people on, of special kinds from 10; nothing for a board under 10.",
            "A wish for a mentor of a given background is stated for that, never taken from monitoring answers.",
            "No answer is joined to a nomination, a post or a record of talent.",
        ),
    )
    yield Section("How long it stays", tables=(_rules(),))
    yield Section("Review", points=("Adopted on:", "Review due:"))


def agreement(who: str, place: Place | None) -> Iterable[Section]:
    """The text between a controller and the council that runs the installation."""
    council = place.council if isinstance(place, School) else place if isinstance(place, Council) else None
    processor = str(council or "the council")
    controller = who if isinstance(place, School | Trust) else "each school or trust that takes part"
    yield Section("Parties", (f"Controller: {controller}. Processor: {processor}, which runs the installation.",))
    yield Section(
        "What the processor does",
        points=(
            (
                "It processes the data on the controller’s written instructions alone, for the purposes in the record "
                "of processing, and tells the controller when an instruction seems unlawful."
            ),
            "Those who run the installation are bound to confidence, and read no named judgement.",
            "It keeps the data safe as the record of processing says.",
            "It engages no other processor without the controller’s written leave.",
            "It helps the controller to answer requests for copies, corrections and erasure within a month.",
            "It tells the controller of a breach without delay, and of what it knows of it.",
            "At the end it gives the data back and erases it, from backups within their time.",
            "It shows the controller what is needed to see that this is kept, and lets it be inspected.",
        ),
    )
    yield Section("What is processed", tables=(_by_kind(),))
    yield Section("How long", tables=(_rules(),))
    yield Section("Signed", points=("For the controller, name and date:", "For the processor, name and date:"))


_SAFE = (
    "Each person sees what their role includes, and nothing of another organisation.",
    "Changes to policies and plans are kept with who made them.",
    "Pages that somebody was shown are kept by no cache.",
    "The application reaches the database as a role that cannot change its tables.",
    "An erasure reaches every table and is done again after a restore, from a list of numbers that is kept apart.",
)

_RISKS = (
    (
        "Somebody sees what is not theirs",
        "One table says which role sees what; every page is tested against it for every role",
        "Give roles to the right people, and end them when they leave",
    ),
    (
        "Data is kept for too long",
        "A list says who is due and since when; leftovers go by themselves",
        "Look at the list each term",
    ),
    (
        "Somebody who was erased comes back with a backup",
        "Erasures are kept by number apart from backups, and done again after a restore",
        "Keep the ledger on another disk than the backups",
    ),
    (
        "Words in a policy name somebody",
        "Pages say that no pupil is named; an erasure does not read free text",
        "Read what is written, and mend it in the next version",
    ),
    (
        "An account is taken over",
        "Guessing is slowed; passwords are long; common ones are refused",
        "Give each person an account of their own",
    ),
)


# Tables from the register ---------------------------------------------------------------------------------------------
def _by_kind() -> Table:
    return Table(
        "What is held about a person",
        ("What", "Why", "Who can see it", "How long"),
        [(record.title, record.purpose, record.audience, record.retention) for record, _ in erasing.installed()],
    )


def _of_record(record: Record) -> Table:
    return Table(
        record.title,
        ("What", "Where it comes from", "What an erasure does"),
        [(upper(held.what), _source(held), _effect(record, held)) for held in record.fields],
    )


def _rules() -> Table:
    return Table(
        "Times",
        ("What", "How long", "Counted from", "Who erases it"),
        [(rule.what, str(rule.keep), rule.since, rule.by.value) for rule in retention.RULES],
    )


def _source(held: Field) -> str:
    return "the person" if held.given else "the school, trust or council, or the product itself"


def _effect(record: Record, held: Field) -> str:
    if all(link.deletes for link in record.links if not held.via or link.path in held.via):
        return "goes with its row"
    because = held.because or record.kept
    reason = f": {because}" if held.erasure is Erasure.KEEP and because else ""
    return f"{ERASURE_WORDS[held.erasure]}{reason}"


def effects() -> list[tuple[str, str]]:
    """What an erasure does, kind by kind, for whoever is about to press the button."""
    return [(record.title, _effect_on(record)) for record, _ in erasing.installed()]


def _effect_on(record: Record) -> str:
    if all(link.deletes for link in record.links):
        return "Erased"
    changed = [
        f"{held.what} {ERASURE_WORDS[held.erasure]}" for held in record.fields if held.erasure is not Erasure.KEEP
    ]
    if any(link.deletes for link in record.links):
        changed.append("what is about the person is erased")
    stays = "the rest stays" if changed else "stays"
    return upper("; ".join([*changed, f"{stays}, because {record.kept}" if record.kept else stays])) + "."


def _processor(place: Place | None) -> str:
    if isinstance(place, School):
        return f"Processor: {place.council}, where it runs this installation for its schools."
    return "Processor: whoever runs this installation; for its schools that is the council."


def upper(words: str) -> str:
    """A sentence begins so."""
    return words[:1].upper() + words[1:]
