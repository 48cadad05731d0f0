"""How a school's policy stands to the council's model. Pure."""

import re
from enum import StrEnum

from policies.document import Document, Refused, compare, fill
from policies.rules import Condition


class Lineage(StrEnum):
    """How an adopted version stands to the model, settled when it is adopted."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    OWN_WITH_CORE = "own-with-core"
    OWN = "own"


class Standing(StrEnum):
    """A school's relation to the model policy on a given day."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    OWN_WITH_CORE = "own-with-core"
    OWN = "own"
    LAPSED = "lapsed"
    AHEAD = "ahead"
    IN_DRAFT = "in-draft"
    NONE = "none"

    @property
    def label(self) -> str:
        """The words people see."""
        return STANDING_LABELS[self]


LINEAGE_LABELS = {
    Lineage.UNCHANGED: "The council’s model, unchanged",
    Lineage.CHANGED: "The council’s model, changed by the school",
    Lineage.OWN_WITH_CORE: "The school’s own, with the core clauses",
    Lineage.OWN: "The school’s own, without the core clauses",
}

STANDING_LABELS = {
    **{Standing(lineage.value): label for lineage, label in LINEAGE_LABELS.items()},
    Standing.LAPSED: "Past its review date",
    Standing.AHEAD: "Adopted, takes effect later",
    Standing.IN_DRAFT: "In draft, none adopted yet",
    Standing.NONE: "No policy yet",
}


HOW_WORKED_OUT = {
    Lineage.UNCHANGED: "It was taken from the council’s model, and every clause is as it stands there.",
    Lineage.CHANGED: "It was taken from the council’s model, and not every clause is as it stands there.",
    Lineage.OWN_WITH_CORE: (
        "It was not taken from the council’s model, and every core clause of the model stands in it word for word."
    ),
    Lineage.OWN: (
        "It was not taken from the council’s model, and not every core clause of the model stands in it word for word."
    ),
}
"""Why a version stands so, in a sentence for its school."""

LONGEST_REASON = 2_000


def check_dispute(*, said: Lineage, now: Lineage, reason: str) -> None:
    """Refuse a dispute that asks for what is there already, or that gives no reason."""
    if said is now:
        raise Refused("That is how the policy is labelled now. Choose what it should be instead.")
    _check_words(reason, "Say why, so that the council can look at it.")


def check_answer(*, said: Lineage, settled: Lineage, words: str) -> None:
    """Refuse to turn a school down without saying why."""
    if settled is not said:
        _check_words(words, "Say why the label is not what the school asked for.")
    elif len(words) > LONGEST_REASON:
        _check_words(words, "")


def _check_words(words: str, missing: str) -> None:
    if not words.strip():
        raise Refused(missing)
    if len(words) > LONGEST_REASON:
        raise Refused(f"Say it in at most {LONGEST_REASON} letters.")


def lineage(document: Document, *, based_on: Document | None, published: Document | None, school: str) -> Lineage:
    """How a document stands to the model.

    based_on: the version of the model that it was taken from, if it was. published: the model as published now,
    whose core clauses a policy of the school's own may hold word for word. school: the name that fills the blanks.
    """
    if based_on is not None:
        return Lineage.UNCHANGED if compare(based_on, document).is_same else Lineage.CHANGED
    if published is not None and holds_core(document, published, school=school):
        return Lineage.OWN_WITH_CORE
    return Lineage.OWN


def holds_core(document: Document, model: Document, *, school: str) -> bool:
    """Whether every core clause of the model stands in the document, by its words; a model without any has none."""
    core = {_wording(clause.full_text) for clause in fill(model, {"school": school}).clauses() if clause.locked}
    held = {_wording(clause.full_text) for clause in fill(document, {"school": school}).clauses()}
    return bool(core) and core <= held


def _wording(text: str) -> str:
    """A text as words alone, so that a bullet, a full stop or a line break makes no difference."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def standing(
    adopted: Lineage | None, condition: Condition | None, *, is_started: bool, is_ahead: bool = False
) -> Standing:
    """A school's standing: of the version in force (its lineage and condition), or that of what it has started.

    is_ahead: a version is adopted, and its day has not come.
    """
    if adopted is None and is_ahead:
        return Standing.AHEAD
    if adopted is None:
        return Standing.IN_DRAFT if is_started else Standing.NONE
    if condition is Condition.LAPSED:
        return Standing.LAPSED
    return Standing(adopted.value)
