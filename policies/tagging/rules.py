"""How a school's policy in force stands to a tag. Pure."""

from enum import StrEnum


class Presence(StrEnum):
    """What a policy says of the subject of a tag."""

    SAME = "same"
    CHANGED = "changed"
    OWN = "own"
    ABSENT = "absent"


PRESENCE_LABELS = {
    Presence.SAME: "As in the model",
    Presence.CHANGED: "Changed by the school",
    Presence.OWN: "In the school’s own words",
    Presence.ABSENT: "No such clause",
}
"""The words people see. A policy counts once: a clause that was changed says more than another that was not."""

UNKNOWN = "unknown"
UNKNOWN_LABEL = "Not known: own policy without tags"
"""Of a policy none of whose clauses comes from the model or has a tag, nobody can tell what is absent."""


def stand(tag: str, presence: Presence) -> str:
    """How a policy stands to a tag, as it is kept: "mentoring changed"."""
    return f"{tag} {presence.value}"


def presence_of(relations: set[str]) -> Presence:
    """How a policy stands to a tag. relations: of its clauses with that tag, as `policies.document.Relation`."""
    for presence in (Presence.CHANGED, Presence.SAME, Presence.OWN):
        if presence.value in relations:
            return presence
    return Presence.ABSENT
