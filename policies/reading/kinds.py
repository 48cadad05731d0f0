"""What a section is for, from its heading, or failing that from what it says."""

import re
from collections.abc import Sequence

from policies.document import SectionKind

from .lines import unnumbered
from .shape import Body

# The keyword that stands first in a heading decides; "Implementation plan" is implementation.
_HEADING_WORDS: dict[SectionKind, str] = {
    SectionKind.OTHER: (
        r"contents|index|definitions?|glossary|member(?:s|ship)|composition|legislation|legal|statutory|links?|related"
        r"|references?|appendi(?:x|ces)|annex|further|scope|contacts?|bibliography|equality impact|frequently asked"
        r"|what (?:we|this|it) means?"
    ),
    SectionKind.CONTROL: (
        r"(?:document|version|policy) (?:control|history|details|information|log)|approv(?:al|ed)|adoption|ratif\w+"
        r"|sign(?:ed|atures?|[- ]off)|revisions?|amendments?|change (?:log|history|record)|review dates?|date of"
    ),
    SectionKind.INTRODUCTION: (
        r"introduc\w+|background|rationale|context|overview|vision|preamble|foreword|policy statement|statement of"
        r"|mission|ethos|philosophy|why|^about (?:this|the|our)|what (?:this|the|our) \w+ is about"
    ),
    SectionKind.AIMS: (
        r"what (?:is |does )?(?:this|the|our) policy (?:is |does )?for|what we (?:want|hope|aim|wish|intend|are trying)"
        r"|aims?|objectives?|purposes?|goals?|intentions?"
    ),
    SectionKind.IMPLEMENTATION: (
        r"^we (?:will|shall)|implement\w*|commitments?|procedures?|guidelines|practice|actions?|deliver\w*|provision"
        r"|arrangements|strategies"
        r"|how we(?! (?:will |shall )?(?:know|measure|check|monitor|judge))"
        r"|what (?:\w+ ){1,3}can expect|what we(?! believe| value)|what (?:the|our) (?:school|trust|academy|federation"
        r"|governors|governing (?:body|board)|board|head(?:teacher)?|principal|chair|leaders|staff) (?:will|do|does)"
        r"|our offer|putting|promises?|pledges?"
    ),
    SectionKind.MONITORING: (
        r"how (?:do |will |shall )?we (?:will |shall )?(?:know|measure|check|monitor|judge)"
        r"|who (?:checks|looks at)|how (?:it|this)(?: policy)? is checked|checking (?:that|how|whether)|looked at again"
        r"|monitor\w*|evaluat\w*|review\w*|reporting|quality assurance|measuring|success criteria|impact"
    ),
    SectionKind.PLAN: (
        r"principles?|values?|succession plan\w*|plan|approach|entitlements?|expectations|strategy|framework"
        r"|what we (?:believe|value)|beliefs?"
    ),
}
_HEADINGS = tuple((kind, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for kind, pattern in _HEADING_WORDS.items())

_ACTOR = (
    r"(?:we|schools?|academ(?:y|ies)|trust|federation|council|governing (?:body|board)|governors?|trustees?|directors?"
    r"|head ?teachers?|heads?|principals?|leaders?(?:hip team)?|co-?ordinators?|sencos?|slt|staff|teams?|committees?"
    r"|managers?|boards?|chairs?|clerks?)"
)
_AIMS = re.compile(
    r"^(?:aims?|purposes?|objectives?)(?: and \w+)?:\s*\w"
    r"|^(?:(?:the|our|main|key|overall|principal)\s+)*(?:aims?|purposes?|objectives?|goals?)\b[^.]*\b(?:is|are)\b"
    r"|\b(?:policy|plan|strategy|school|we)\b[^.,;]{0,40}\baims?\s+to\b"
    r"|\b(?:aims?|objectives?)\b[^.]*:$",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"\bprinciples?\b|\bbelieves?\b[^.]*:$|\b(?:plan|strategy|policy|framework|planning)\s+(?:will|shall|should|must)\b",
    re.IGNORECASE,
)
_COMMITTING = re.compile(
    rf"\b{_ACTOR}\b[^.]*\b(?:will|shall|must|should|undertakes?|commits?|committed|agrees? to|pledges?)\b"
    r"|\bwe\b[^.]*:$|\b(?:will|shall)(?: also)?:?$|\bresponsib(?:le|ility|ilities)\b",
    re.IGNORECASE,
)
_MONITORING = re.compile(r"\b(?:monitor|evaluat|review)\w*\b", re.IGNORECASE)
_REPORTING = re.compile(
    rf"\b{_ACTOR}\b[^.]*\b(?:monitors?|evaluates?|reviews?|reports? (?:back |on )?to|keeps? \w+ under review)\b",
    re.IGNORECASE,
)
_TOPICS = re.compile(
    r"\b(?:made up|consists? of|compris\w+|members?(?:hip)?|composed|characteristics|definitions?|include|types? of)\b",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"\b(?:approved|adopted|ratified|developed|drawn up|written|be reviewed|next review|document is|agreed)\b",
    re.IGNORECASE,
)


def kind_of_heading(heading: str) -> SectionKind | None:
    """What the heading says its section is for, or None."""
    text = unnumbered(heading)
    found = [
        (match.start(), order, kind) for order, (kind, words) in enumerate(_HEADINGS) if (match := words.search(text))
    ]
    return min(found)[2] if found else None


def kind_of_lead_in(text: str) -> SectionKind | None:
    """What a sentence that introduces a list says the list is."""
    sentence = re.split(r"(?<=[.!?])\s+", text)[-1]
    if _AIMS.search(sentence):
        return SectionKind.AIMS
    if _PLAN.search(sentence):
        return SectionKind.PLAN
    if _TOPICS.search(sentence):
        return SectionKind.OTHER
    if _COMMITTING.search(sentence):
        return SectionKind.IMPLEMENTATION
    return SectionKind.MONITORING if _MONITORING.search(sentence) else None


def kind_of_opening(text: str) -> SectionKind | None:
    """What a paragraph under no heading is, where its first sentence says so."""
    sentence = re.split(r"(?<=[.!?])\s+", text)[0]
    return SectionKind.AIMS if _AIMS.search(sentence) and not sentence.endswith(":") else None


def kind_of_body(body: Sequence[Body]) -> SectionKind | None:
    """What a section is, from its lead-ins and clauses."""
    clauses = [part for part in body if part.type == "clause"]
    if clauses and _most(_CONTROL, clauses):
        return SectionKind.CONTROL
    for part in body:
        if part.type == "lead_in" and (kind := kind_of_lead_in(part.text)) is not None:
            return kind
    if not clauses and body:
        watches = all(_REPORTING.search(part.text) for part in body)
        return kind_of_opening(body[0].text) or (SectionKind.MONITORING if watches else None)
    if not clauses:
        return None
    return SectionKind.IMPLEMENTATION if _most(_COMMITTING, clauses) else None


def _most(pattern: re.Pattern[str], clauses: Sequence[Body]) -> bool:
    return sum(bool(pattern.search(part.text)) for part in clauses) * 2 > len(clauses)
