"""How a state is shown: its word and the colour of its tag. The only table of the kind in the product."""

from dataclasses import dataclass
from typing import Literal

Colour = Literal["grey", "blue", "light-blue", "green", "red", "yellow", "purple", "teal"]


@dataclass(frozen=True, slots=True)
class Appearance:
    """The word of a state, always shown, and its colour, which only helps."""

    word: str
    colour: Colour


STATES: dict[str, Appearance] = {
    # A date of the action plan
    "not_yet": Appearance("Not yet", "grey"),
    "open": Appearance("Open", "blue"),
    "due_soon": Appearance("Due soon", "light-blue"),
    "late": Appearance("Late", "red"),
    "done": Appearance("Done", "green"),
    "no_date": Appearance("No date", "yellow"),
    "schools_decide": Appearance("Schools decide", "teal"),
    "stopped": Appearance("Stopped", "grey"),
    # A post of the cover map
    "uncovered": Appearance("No one", "red"),
    # A place on a body
    "ends_soon": Appearance("Ends soon", "yellow"),
    # How far an action or a milestone has got
    "not_started": Appearance("Not started", "grey"),
    "under_way": Appearance("Under way", "blue"),
    "held_up": Appearance("Held up", "yellow"),
    "delivered": Appearance("Delivered", "green"),
    # The council's response to a recommendation
    "accepted": Appearance("Accepted", "green"),
    "in_part": Appearance("In part", "yellow"),
    "declined": Appearance("Declined", "purple"),
    "noted": Appearance("Noted", "grey"),
    "not_recorded": Appearance("Not recorded", "yellow"),
    # An outcome measure
    "met": Appearance("Met", "green"),
    "not_met": Appearance("Not met", "red"),
    "too_early": Appearance("Too early", "grey"),
    "not_measurable": Appearance("Not measurable", "grey"),
    "computed": Appearance("Computed", "blue"),
    "reported": Appearance("Reported", "purple"),
    # A commitment
    "quiet": Appearance("Quiet", "yellow"),
    "withdrawn": Appearance("Withdrawn", "grey"),
    # What somebody does to grow as a leader, and what they asked for; planned and stopped stand elsewhere
    "finished": Appearance("Finished", "green"),
    "to_confirm": Appearance("To be confirmed", "yellow"),
    "waiting": Appearance("Waits for an answer", "blue"),
    "agreed": Appearance("Agreed", "green"),
    # A meeting
    "planned": Appearance("Planned", "grey"),
    "held": Appearance("Held", "green"),
    "cancelled": Appearance("Cancelled", "purple"),
    # A version of a policy
    "draft": Appearance("Draft", "grey"),
    "published": Appearance("Published", "green"),
    "in_consultation": Appearance("In consultation", "blue"),
    "submitted": Appearance("Submitted", "light-blue"),
    "recommended": Appearance("Recommended", "teal"),
    "adopted": Appearance("Adopted", "green"),
    "superseded": Appearance("Superseded", "grey"),
    "review_due": Appearance("Review due", "yellow"),
    "lapsed": Appearance("Lapsed", "red"),
    # A report
    "issued": Appearance("Issued", "green"),
    # A clause, beside an earlier version
    "same": Appearance("The same", "grey"),
    "changed": Appearance("Changed", "yellow"),
    "added": Appearance("Added", "green"),
    "removed": Appearance("Removed", "red"),
    "moved": Appearance("Moved", "blue"),
    # A clause of the council's model
    "core_clause": Appearance("Core clause", "grey"),
    # A part of the installation
    "working": Appearance("Working", "green"),
    "needs_a_look": Appearance("Needs a look", "yellow"),
    "not_working": Appearance("Not working", "red"),
    "not_used": Appearance("Not used", "grey"),
    # Something read in a document
    "our_guess": Appearance("Our guess", "yellow"),
    # A document that is matched to its school
    "sure": Appearance("Matched", "green"),
    "likely": Appearance("Likely", "yellow"),
    "unsure": Appearance("Not sure", "red"),
    # What a school made of a document that it was handed
    "with_the_school": Appearance("With the school", "blue"),
    "taken_up": Appearance("Taken up", "green"),
    "not_taken": Appearance("Not taken", "grey"),
}


def appearance(state: str) -> Appearance:
    """How `state` is shown, written "in consultation", "in-consultation" or "in_consultation". Unknown: KeyError."""
    return STATES[state.strip().lower().replace(" ", "_").replace("-", "_")]
