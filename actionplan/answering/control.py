"""Who can make a recommendation happen. Pure."""

from enum import StrEnum


class Control(StrEnum):
    """Who decides whether a recommendation comes about, whatever the council said to it."""

    NOT_RECORDED = "not-recorded"
    COUNCIL_DECIDES = "council-decides"
    COUNCIL_FUNDS = "council-funds"
    PARTNER_DELIVERS = "partner-delivers"
    SCHOOL_DECIDES = "school-decides"


CONTROL_LABELS = {
    Control.NOT_RECORDED: "Not recorded",
    Control.COUNCIL_DECIDES: "The council decides",
    Control.COUNCIL_FUNDS: "The council funds it",
    Control.PARTNER_DELIVERS: "A partner delivers it",
    Control.SCHOOL_DECIDES: "Each school decides",
}

CONTROL_MEANS = {
    Control.NOT_RECORDED: "Until it is, a milestone whose last day has passed is late for the council.",
    Control.COUNCIL_DECIDES: "A milestone whose last day has passed is late for the council.",
    Control.COUNCIL_FUNDS: "It happens when the council pays: a milestone whose last day has passed is late for it.",
    Control.PARTNER_DELIVERS: "The council asked for it and answers for it: its milestones can be late.",
    Control.SCHOOL_DECIDES: "The council can only ask: a milestone is never late for the council, whatever its day.",
}
"""What follows from each, for the page that asks and the page that says it."""
