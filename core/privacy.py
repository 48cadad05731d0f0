"""What is held about people: each app says of its own rows whose they are, why they are kept and what erasing does.

Pure description. The data pack, the erasure in the database, the due list and the printed papers are all made from it,
and a test walks every model, so that a new one cannot be forgotten.

    register(Record("people.TermOfOffice", ..., links=(Link("user", "You hold this place"),), fields=(...)))
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Erasure(StrEnum):
    """What erasing a person does to one field of a row."""

    KEEP = "keep"
    EMPTY = "empty"
    NAME = "name"
    ADDRESS = "address"
    FILE_NAME = "file name"
    SECRET = "secret"  # noqa: S105 (a word for what becomes of one)
    NO = "no"
    END = "end"


ERASURE_WORDS = {
    Erasure.KEEP: "stays",
    Erasure.EMPTY: "is emptied",
    Erasure.NAME: "becomes “Erased person” and a number",
    Erasure.ADDRESS: "becomes an address that leads nowhere",
    Erasure.FILE_NAME: "becomes “Erased person” and a number",
    Erasure.SECRET: "is made useless",
    Erasure.NO: "becomes no",
    Erasure.END: "is put in the past",
}

ERASED_DOMAIN = "erased.invalid"
"""Where the addresses of erased people lie. No mail ever goes there: `.invalid` exists nowhere."""


def tombstone(person: int) -> str:
    """What stands where the name of an erased person stood, as author of an adopted version too."""
    return f"Erased person {person}"


def is_nowhere(address: str) -> bool:
    """Whether an address is an erased person's."""
    return address.lower().endswith(f"@{ERASED_DOMAIN}")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a row that is about somebody.

    what: in plain words. because: why erasing leaves it, where it does; empty for the record's own reason.
    via: the links by which it is about the person; none for all of them. What somebody else said stays out of a pack.
    given: whether the person supplied it. secret: whether a pack may only say that it is kept.
    """

    name: str
    what: str
    erasure: Erasure = Erasure.KEEP
    because: str = ""
    via: tuple[str, ...] = ()
    given: bool = False
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """How a row leads to a person: by the name of a foreign key, "" for the row that is the person.

    through: a foreign key to a row that leads to the person in turn. deletes: whether erasing takes the whole row.
    paper: a kind of kept paper that shows the person's name, and the attribute of the row that is its subject; papers:
    where there are several.
    named: the field begins with the person's name, as the admin's log writes it: erased, and in no pack, since people
    share names.
    """

    path: str
    says: str
    through: str = ""
    deletes: bool = False
    paper: tuple[str, str] | None = None
    papers: tuple[tuple[str, str], ...] = ()
    named: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """The rows of one model that lead to a person.

    model: its label, as "people.User". place: attributes that lead from a row to what it belongs to, for display.
    kept: why erasing leaves what it leaves. organisation: the fields that are the organisation's and no person's.
    """

    model: str
    title: str
    purpose: str
    audience: str
    basis: str
    retention: str
    links: tuple[Link, ...]
    fields: tuple[Field, ...]
    place: str = ""
    kept: str = ""
    organisation: tuple[str, ...] = ()

    def fields_of(self, link: Link) -> tuple[Field, ...]:
        """The fields that are about the person whom this link leads to."""
        return tuple(field for field in self.fields if not field.via or link.path in field.via)

    @property
    def shown_links(self) -> tuple[Link, ...]:
        """The links whose rows a pack shows."""
        return tuple(link for link in self.links if not link.named)


@dataclass(frozen=True, slots=True)
class Exempt:
    """A model that leads to nobody, or not in a way that could be shown or erased: the reason says which."""

    model: str
    reason: str


_RECORDS: dict[str, Record] = {}
_EXEMPT: dict[str, Exempt] = {}


def register(*entries: Record | Exempt) -> None:
    """State what rows of a model hold about people. Apps call it in `AppConfig.ready`."""
    for entry in entries:
        if isinstance(entry, Record):
            _RECORDS[entry.model] = entry
        else:
            _EXEMPT[entry.model] = entry


def records() -> Iterator[Record]:
    """Every record, in the order the apps stand on each other."""
    yield from _RECORDS.values()


def exempt() -> dict[str, str]:
    """The models that are left out, each with its reason."""
    return {label: entry.reason for label, entry in _EXEMPT.items()}


PUBLIC_TASK = "Public task: leading and governing schools (UK GDPR Article 6(1)(e))"
SECURITY = "Legitimate interest: keeping accounts safe (Article 6(1)(f)); for a public body its public task"
LEGAL_DUTY = "Legal obligation: answering people’s requests about their data (Article 6(1)(c))"
