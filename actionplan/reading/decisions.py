"""How a council says what it decided about a recommendation, and how far it has got with it."""

import re

_VERB = r"(?:agree[sd]?|accept(?:ed|s)?|support(?:ed|s)?|reject(?:ed|s)?|note[sd]?|endorse[sd]?|approve[sd]?)"
_WHO = (
    r"(?:the |our )?(?:[\w’'-]+ ){0,3}(?:council|cabinet|executive|committee|directorate|service|board|governors|trust"
    r"|member|portfolio holder|director|head|we|officers)"
)
_BEGINS = re.compile(
    r"(?:(?:fully|partially|partly|largely|broadly|not|in part)\s+)?"
    rf"(?:{_VERB}|declined?|disagreed?|deferred|referred)\b(?!\s+(?:that|by|with|to|the)\b)"
    rf"|{_WHO}\s+(?:(?:for \w+ )?(?:does|do|has|have|is|are|can|will)\s+)?(?:not\s+)?(?:fully\s+|partly\s+)?(?:un)?"
    rf"(?:{_VERB}|able to)\b",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"(complet\w*|on-?\s?going|green|amber|red|blue|(not|part|partly) (yet )?(started|met|achieved|due)|started"
    r"|on (track|target)|in progress|done|closed|open|achieved|met|paused|behind.*|ahead.*|delayed|overdue|underway"
    r"|pending|superseded|\d{1,3}\s?%?|e\.g\..*)\W*",
    re.IGNORECASE,
)


def is_judgement(text: str) -> bool:
    """Whether a cell says no more than how far something has got: "Green", "Part met", "80%"."""
    return bool(_JUDGED.fullmatch(text.strip()))


def begins_decision(text: str) -> bool:
    """Whether a paragraph begins by saying what was decided: "Agreed.", "The Cabinet does not support this"."""
    return bool(_BEGINS.match(text.strip()))
