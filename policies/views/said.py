"""What was said of a version clause by clause, as pages show it: in a school's consultation, and by boards."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from people.access.decorators import SignedInRequest
from policies.consultation import rules as consulting
from policies.consultation.rules import Place
from policies.document import Clause, Document, Piece, compare_texts
from policies.models import Comment, Consultation


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as it stands on a page: where, and with the words it suggests marked against the clause."""

    comment: Comment
    where: Place
    pieces: tuple[Piece, ...]

    @property
    def whose(self) -> str:
        """Who says it: a person, or the board of a school."""
        return str(self.comment.board.school if self.comment.board else self.comment.by)

    @property
    def about(self) -> str:
        """What is read out after its links: whose it is, and where."""
        return f"{self.whose}, {self.where.about}"


@dataclass(frozen=True, slots=True)
class Part:
    """A place of the policy, with what its reader said there."""

    where: Place
    own: tuple[Said, ...]

    @property
    def clause(self) -> Clause | None:
        """The clause, where it is one."""
        return self.where.clause

    @property
    def about(self) -> str:
        """What is read out after its link."""
        return self.where.about


@dataclass(frozen=True, slots=True)
class Consulted(Part):
    """A section while it is out."""

    parts: tuple[Part, ...]

    @property
    def id(self) -> str:
        """Its id in the document."""
        return self.where.section.id

    @property
    def name(self) -> str:
        """Its heading, or what it is for."""
        return self.where.words


@dataclass(frozen=True, slots=True)
class Links:
    """The names of the pages where comments are made: the same for a school's people and for its board."""

    add: str
    correct: str
    withdraw: str


OF_PEOPLE = Links("policies:comment-add", "policies:comment-correct", "policies:comment-withdraw")
OF_BOARDS = Links("policies:board-comment-add", "policies:board-comment-correct", "policies:board-comment-withdraw")


def consulted_sections(document: Document, own: Sequence[Said]) -> list[Consulted]:
    """The sections of a policy, each part with what its reader said there. own: in reading order."""
    said = {key: tuple(group) for key, group in groupby(own, key=lambda one: one.comment.place)}
    found = consulting.places(document)
    parts = {key: Part(where, said.get(key, ())) for key, where in found.items()}
    return [
        Consulted(found[one.id], said.get(one.id, ()), tuple(parts[clause.id] for clause in one.clauses))
        for one in document.sections
    ]


def with_words(out: Consultation, comments: Sequence[Comment]) -> list[Said]:
    """Comments with what they suggest marked against the words of their clause."""
    if not comments:
        return []
    places = consulting.places(out.version.text)
    return [Said(one, places[one.place], _marked(places[one.place], one.suggested)) for one in comments]


def by_place(out: Consultation, said: Sequence[Said]) -> list[tuple[Place, list[Said]]]:
    """What was said, gathered at its places. said: in reading order."""
    places = consulting.places(out.version.text)
    return [(places[key], list(group)) for key, group in groupby(said, key=lambda one: one.comment.place)]


def after_in(request: SignedInRequest) -> tuple[int, int] | None:
    """After which comment a page begins: its place in reading order and its key."""
    order, _, key = request.GET.get("after", "").partition("-")
    if order.isdecimal() and key.isdecimal() and len(order) <= 9 and len(key) <= 18:
        return int(order), int(key)
    return None


def _marked(where: Place, suggested: str) -> tuple[Piece, ...]:
    return compare_texts(where.clause.text, suggested) if suggested and where.clause else ()
