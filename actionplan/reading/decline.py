"""Why a file is not read as a plan, and which rows of a plan say no."""

import re
from collections.abc import Sequence

from documents.blocks import words

EMPTY = "There are no words in this file, so there is nothing to read."
_KINDS = (
    (
        re.compile(
            r"\b(minutes|resolved|apologies for absence|declarations? of interest|any other business|in attendance"
            r"|decision:)",
            re.IGNORECASE,
        ),
        2,
        "This reads as the minutes of a meeting and not as an action plan: choose the plan itself.",
    ),
    (
        re.compile(r"^\s*(dear\b|yours (sincerely|faithfully)|kind regards)", re.IGNORECASE | re.MULTILINE),
        1,
        "This reads as a letter and not as an action plan: choose the plan itself.",
    ),
    (
        re.compile(r"\bpolicy\b", re.IGNORECASE),
        2,
        "This reads as a policy and not as an action plan: import it on the page for policies.",
    ),
)
_NO_PLAN = (
    "No table or list of recommendations with their actions was found in this file: choose the action plan itself."
)
_NOT_ACTING = re.compile(
    r"\bno (core |further |additional |new )*(funding|budget|resources?|money|action)\b"
    r"|\bnot (be )?(practical|feasible|possible|affordable|supported|agreed|accepted|viable|appropriate|proposed"
    r"|planned|taken forward|pursued)\b"
    r"|\b(will|does|do|can) ?not (take|be taken|be pursued|be progressed|support|agree|fund|proceed|accept)\b"
    r"|\b(is|was|are) (rejected|declined)\b|\bunable to (support|fund|agree|take)\b",
    re.IGNORECASE,
)


def reason_to_decline(text: str) -> str:
    """One sentence on what the file seems to be instead of an action plan."""
    if not words(text):
        return EMPTY
    head = " ".join(text.split()[:12])
    if re.search(r"\bpolicy\b", head, re.IGNORECASE) and not re.search(r"\b(minutes|dear)\b", head, re.IGNORECASE):
        return _KINDS[-1][2]
    return next((sentence for pattern, least, sentence in _KINDS if len(pattern.findall(text)) >= least), _NO_PLAN)


def says_no(action: str, others: Sequence[str]) -> bool:
    """Whether a row tells that the council will not act: its action says so and nobody is named to do anything."""
    nothing = [bool(re.fullmatch(r"\W*(n\W?a|none|nil|not applicable)?\W*", text, re.IGNORECASE)) for text in others]
    if nothing and all(nothing):
        return True
    return bool(_NOT_ACTING.search(action)) and (any(nothing) or not others)
