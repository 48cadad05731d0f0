"""What became of one clause, heading or title in a merge."""

from dataclasses import dataclass
from enum import StrEnum

from policies.document.comparison import Piece
from policies.document.model import Clause, Section

from .words import combined, marked_words


class Kind(StrEnum):
    """What is merged."""

    CLAUSE = "clause"
    HEADING = "heading"
    TITLE = "title"
    SUBTITLE = "subtitle"


class Outcome(StrEnum):
    """What becomes of it, or why somebody has to say."""

    SAME = "same"
    TAKEN = "taken"
    KEPT = "kept"
    ADDED = "added"
    OWN = "own"
    DROPPED = "dropped"
    LEFT_OUT = "left_out"
    RETURNED = "returned"
    BOTH_CHANGED = "both_changed"
    REMOVED_THERE = "removed_there"
    REMOVED_HERE = "removed_here"
    CORE = "core"

    @property
    def is_clash(self) -> bool:
        """Whether somebody has to say what becomes of it."""
        return self in _CLASHES

    @property
    def label(self) -> str:
        """What happened, in a sentence."""
        return _LABELS[self]


_CLASHES = {Outcome.BOTH_CHANGED, Outcome.REMOVED_THERE, Outcome.REMOVED_HERE, Outcome.CORE}
_LABELS = {
    Outcome.SAME: "The words are the same in both.",
    Outcome.TAKEN: "The council changed it, and the school had left it as it was.",
    Outcome.KEPT: "The school changed it, and the council left it as it was.",
    Outcome.ADDED: "The council added it.",
    Outcome.OWN: "The school’s own.",
    Outcome.DROPPED: "The council took it out, and the school had left it as it was.",
    Outcome.LEFT_OUT: "The school took it out, and the council left it as it was.",
    Outcome.RETURNED: "The school took it out. It is a core clause of the council’s model now, so it comes back.",
    Outcome.BOTH_CHANGED: "The council and the school both changed it.",
    Outcome.REMOVED_THERE: "The council took it out, and the school had changed it.",
    Outcome.REMOVED_HERE: "The school took it out, and the council changed it.",
    Outcome.CORE: "It is a core clause of the council’s model now, so the council’s words stand; the school’s own can "
    "stay beside it as a clause of its own.",
}


_SECTION_GOES = {
    Outcome.DROPPED: "The council took this section out; the heading stays only with a clause that stays.",
    Outcome.LEFT_OUT: "The school took this section out; the heading comes back only with a clause that does.",
}


MARKS = ("kind", "tags", "locked")
"""What a clause has beside its words and its place."""


@dataclass(frozen=True, slots=True)
class Item:
    """One clause, heading or title as it stands in each text that has it.

    key: the id by which the three texts know it. moved_there, moved_here: whether the council or the school gave it
    another place; keeps_place: the council moved it, and it stays where the school has it.
    """

    key: str
    kind: Kind
    outcome: Outcome
    base: Clause | None
    ours: Clause | None
    theirs: Clause | None
    section: Section | None = None
    moved_there: bool = False
    moved_here: bool = False
    keeps_place: bool = False

    @property
    def is_clash(self) -> bool:
        """Whether somebody has to say what becomes of it."""
        return self.outcome.is_clash

    @property
    def label(self) -> str:
        """What happened to it, in a sentence."""
        return label_of(self.kind, self.outcome)

    @property
    def name(self) -> str:
        """Where it stands: its section, or that it is the title."""
        return name_of(self.kind, self.section.heading or self.section.kind.label if self.section else "")

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What happened by itself, word by word."""
        return pieces_of(self.outcome, words(self.base), words(self.ours), words(self.theirs))

    @property
    def is_quiet(self) -> bool:
        """Whether nothing at all is to be said of it."""
        return self.outcome is Outcome.SAME and not self.moved_there and not self.moved_here and not self.marked_anew

    @property
    def marked_anew(self) -> tuple[str, ...]:
        """Which of its marks the council changed and the school's gets: "kind", "tags" and "locked" are marks."""
        if self.base is None or self.ours is None or self.theirs is None:
            return ()
        was, ours, theirs = ((side.kind, side.tags, side.locked) for side in (self.base, self.ours, self.theirs))
        sides = zip(MARKS, was, ours, theirs, strict=True)
        return tuple(name for name, first, here, there in sides if there not in {first, here})

    @property
    def pieces_there(self) -> tuple[Piece, ...]:
        """What the council changed, word by word."""
        return marked_words(words(self.base), words(self.theirs))

    @property
    def pieces_here(self) -> tuple[Piece, ...]:
        """What the school changed, word by word."""
        return marked_words(words(self.base), words(self.ours))

    @property
    def suggestion(self) -> tuple[str, tuple[str, ...]] | None:
        """The text and the points under it with both changes in them, where those do not meet."""
        if self.base is None or self.ours is None or self.theirs is None or self.has_rows:
            return None
        text = combined(self.base.text, self.ours.text, self.theirs.text)
        points = combined(*("\n".join(side.sub_clauses) for side in (self.base, self.ours, self.theirs)))
        if not text or points is None:
            return None
        return text, tuple(line for line in points.split("\n") if line)

    @property
    def has_rows(self) -> bool:
        """Whether it is a table, of which one side or the other is taken whole."""
        return any(side is not None and side.rows for side in (self.base, self.ours, self.theirs))


def label_of(kind: Kind, outcome: Outcome) -> str:
    """What happened, in a sentence."""
    if kind is Kind.HEADING and outcome in _SECTION_GOES:
        return _SECTION_GOES[outcome]
    return outcome.label


def name_of(kind: Kind, section: str) -> str:
    """What a part is called on a page. section: the name of its section, where it has one."""
    names = {Kind.TITLE: "Title", Kind.SUBTITLE: "Subtitle", Kind.HEADING: f"Heading of “{section}”"}
    return names.get(kind, section)


def pieces_of(outcome: Outcome, base: str, ours: str, theirs: str) -> tuple[Piece, ...]:
    """The change of whichever side made one; the words as they are where nobody did."""
    if outcome is Outcome.SAME:
        return marked_words(ours, ours)
    if outcome in {Outcome.TAKEN, Outcome.ADDED, Outcome.DROPPED}:
        return marked_words(base, theirs)
    return marked_words(ours, theirs) if outcome is Outcome.RETURNED else marked_words(base, ours)


def words(clause: Clause | None) -> str:
    """All words of a clause; none of one that is not there."""
    return clause.full_text if clause else ""
