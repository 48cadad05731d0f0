"""A new model version and a school's copy: what the merge of them is, as it is kept and told. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core import conflicts
from policies.document import Document, Refused
from policies.document.comparison import Piece
from policies.document.merging import Answer, Choice, Item, Kind, Merge, Outcome
from policies.document.merging.items import label_of, name_of, pieces_of, words
from policies.document.merging.words import marked_words
from policies.tagging.tags import labels

LONGEST_REASON = 300
LONGEST_NOTE = 500
_SHORT = 70

WITHDRAWN = (
    "The council has withdrawn this version of its model. What you answered is kept, and your policy is as it was; "
    "there is nothing you need to do until the council publishes another."
)
NO_COPY = (
    "Your policy is no longer taken from the council’s model, so there is nothing to merge. Begin from the model again "
    "instead."
)
TAKEN = "Your policy is taken from this version of the model already."
SUPERSEDED = (
    "The council has published a later version of its model since. What you answered is kept where the words are the "
    "same. Go on with the later version."
)

_NOW_CORE = "It is a core clause of the council’s model now: the school keeps its words as they are."
_NOW_OPEN = "It is no core clause of the council’s model any more: the school can change it."
_ABOUT_NOTHING = "The council no longer says what it is about."

CHOICE_LABELS = {
    Choice.OURS: "The school’s words",
    Choice.THEIRS: "The council’s words",
    Choice.COMBINED: "Both together, in the words below",
    Choice.BESIDE: "The council’s words, and the school’s own beside them",
}
_REMOVAL_LABELS = {
    (Outcome.REMOVED_THERE, Choice.OURS): "Keep it, as the school’s own",
    (Outcome.REMOVED_THERE, Choice.THEIRS): "Take it out",
    (Outcome.REMOVED_HERE, Choice.OURS): "Leave it out",
    (Outcome.REMOVED_HERE, Choice.THEIRS): "Take it in with the council’s words",
}


def check_offer(*, is_withdrawn: bool, is_superseded: bool, copied: int | None, offered: int) -> None:
    """Refuse to merge what is no longer to be merged. copied, offered: keys of model versions; copied None for none."""
    if is_withdrawn:
        raise Refused(WITHDRAWN)
    if is_superseded:
        raise Refused(SUPERSEDED)
    if copied is None:
        raise Refused(NO_COPY)
    if copied == offered:
        raise Refused(TAKEN)


def check_reason(reason: str) -> None:
    """Refuse to decline or withdraw a model version without saying why."""
    if not reason.strip():
        raise Refused("Enter the reason, so that the others can read it.")


def label(item: Item, choice: Choice) -> str:
    """An answer in the words of its question."""
    return _REMOVAL_LABELS.get((item.outcome, choice), CHOICE_LABELS[choice])


def asked(item: Item) -> str:
    """The token of the words that are in question: an answer about other words no longer counts."""
    sides = (item.base, item.ours, item.theirs)
    return conflicts.token(item.outcome, *(words(side) if side else None for side in sides))


@dataclass(frozen=True, slots=True)
class Clash:
    """One clash with its place among the others and, where somebody answered it, what they said."""

    item: Item
    number: int
    answer: Answer | None
    is_stale: bool

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer about the words as they are now."""
        return self.answer is not None and not self.is_stale

    @property
    def begins(self) -> str:
        """The first words of what is in question."""
        text = words(self.item.ours or self.item.theirs)
        return text if len(text) <= _SHORT else f"{text[:_SHORT].rsplit(' ', 1)[0]} …"

    @property
    def said(self) -> str:
        """The answer in a few words."""
        if self.answer is None:
            return "Not answered yet"
        if self.is_stale:
            return "Look again: the words changed since"
        return label(self.item, self.answer.choice).partition(",")[0]


def clashes(merge: Merge, answers: Mapping[str, tuple[str, Answer]]) -> tuple[Clash, ...]:
    """The clashes in order. answers: by key, what each was asked (`asked`) and what was answered."""
    found = []
    for number, item in enumerate(merge.clashes, start=1):
        about, answer = answers.get(item.key, ("", None))
        found.append(Clash(item, number, answer, is_stale=answer is not None and about != asked(item)))
    return tuple(found)


def first_open(found: Iterable[Clash]) -> Clash | None:
    """The first clash that still needs an answer."""
    return next((clash for clash in found if not clash.is_answered), None)


def summary(merge: Merge) -> str:
    """One sentence, like "6 parts differ: 4 are taken as they stand, 2 need your choice."."""
    need = len(merge.clashes)
    if not merge.differing:
        return "Nothing in it differs from your policy."
    differ = f"{merge.differing} {'part differs' if merge.differing == 1 else 'parts differ'}"
    by_itself = merge.differing - need
    parts = []
    if by_itself:
        parts.append(f"{by_itself} {'is taken as it stands' if by_itself == 1 else 'are taken as they stand'}")
    if need:
        parts.append(f"{need} {'needs' if need == 1 else 'need'} your choice")
    return f"{differ}: {', '.join(parts)}."


def offered(differing: int | None, need: int | None, *, is_counted: bool) -> str:
    """What an offer brings, in a few words. is_counted: whether it was counted on the school's latest version."""
    if not is_counted or differing is None or need is None:
        return "The council has published it, and your policy is taken from an earlier one"
    if not differing:
        return "The council has published it; nothing in it differs from your policy"
    differ = f"{differing} {'part differs' if differing == 1 else 'parts differ'}"
    return f"The council has published it: {differ}, {need or 'none'} {'needs' if need == 1 else 'need'} your choice"


# The record


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of the record of a merge: what it was, what each side had, what stands.

    moved: what else happened to it (`also`). answer: the key of its row.
    """

    key: str
    kind: str
    heading: str
    outcome: str
    base: str | None
    ours: str | None
    theirs: str | None
    result: str
    moved: str
    answer: int | None

    @property
    def label(self) -> str:
        """What happened, in a sentence."""
        return label_of(Kind(self.kind), Outcome(self.outcome))

    @property
    def name(self) -> str:
        """Where it stands: its section, or that it is the title."""
        return name_of(Kind(self.kind), self.heading)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What happened by itself, word by word."""
        return pieces_of(Outcome(self.outcome), self.base or "", self.ours or "", self.theirs or "")

    @property
    def is_clash(self) -> bool:
        """Whether the school had to choose."""
        return Outcome(self.outcome).is_clash

    @property
    def pieces_there(self) -> tuple[Piece, ...]:
        """What the council changed."""
        return marked_words(self.base or "", self.theirs or "")

    @property
    def pieces_here(self) -> tuple[Piece, ...]:
        """What the school changed."""
        return marked_words(self.base or "", self.ours or "")


def record_of(merge: Merge, made: Document, answered: Mapping[str, int]) -> list[dict[str, Any]]:
    """What a merge did, part by part, for a JSON column: all but what was the same. answered: rows of answers by key.

    It holds the words of the three texts and no name of a person.
    """
    standing = {clause.id: clause.full_text for clause in made.clauses()}
    by_model = {clause.model_clause.id: clause.full_text for clause in made.clauses() if clause.model_clause}
    names = {section.id: section.heading for section in made.sections}
    return [
        {
            "key": item.key,
            "kind": item.kind.value,
            "heading": (item.section.heading or item.section.kind.label) if item.section else "",
            "outcome": item.outcome.value,
            "base": words(item.base) if item.base else None,
            "ours": words(item.ours) if item.ours else None,
            "theirs": words(item.theirs) if item.theirs else None,
            "result": _result(item, made, standing, by_model, names),
            "moved": also(item),
            "answer": answered.get(item.key),
        }
        for item in (*merge.clashes, *merge.told)
    ]


def _result(
    item: Item, made: Document, standing: Mapping[str, str], by_model: Mapping[str, str], names: Mapping[str, str]
) -> str:
    if item.kind is Kind.TITLE:
        return made.title
    if item.kind is Kind.SUBTITLE:
        return made.subtitle
    if item.kind is Kind.HEADING:
        return names.get(item.section.id, "") if item.section else ""
    if item.ours is not None and item.ours.id in standing:
        return standing[item.ours.id]
    return by_model.get(item.key, "")


def also(item: Item) -> str:
    """What else happened to it beside its words: who moved it, and what the council marked anew; empty for nothing."""
    return " ".join(sentence for sentence in (_moved(item), *_marked(item)) if sentence)


def _marked(item: Item) -> Iterator[str]:
    theirs = item.theirs
    if theirs is None:
        return
    if "locked" in item.marked_anew:
        yield _NOW_CORE if theirs.locked else _NOW_OPEN
    if "kind" in item.marked_anew:
        yield f"It is {theirs.kind.in_a_sentence} now."
    if "tags" in item.marked_anew:
        yield f"The council says that it is about: {labels(theirs.tags)}." if theirs.tags else _ABOUT_NOTHING


def _moved(item: Item) -> str:
    if item.keeps_place:
        return "The council moved it; it stays where the school has it."
    if item.moved_there:
        return "The council moved it."
    return "The school moved it." if item.moved_here else ""


def entries(record: Iterable[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """The record as it was kept."""
    return tuple(Entry(**part) for part in record)
