"""Whose policy it is, where its name stands in the text and not on a line of its own."""

import re
from collections import Counter
from collections.abc import Iterable

_NAME = re.compile(
    r"\b((?:[A-Z][\w’'.]*(?:[-&][A-Z]?\w+)?\s+|(?:of|and|the|&)\s+(?=[A-Z])){1,7}?"
    r"(?:School|Academy|College|Federation|Academy Trust|Primary|Nursery))\b"
    r"(?!\s+(?:[A-Z]|policy|policies|improvement|development))"
)
# Words that stand before "School" without being part of a name.
_COMMON = re.compile(
    r"the|our|this|that|your|each|every|any|all|an?|at|in|of|and|for|to|by|with|from|whole|teaching|trust|head|good"
    r"|primary|secondary|infant|junior|nursery|special|high|first|middle|state|maintained|local|academy|national|model"
    r"|sunday|extended|community|voluntary|aided|controlled|church|england|ce|vc|va|rc|catholic|cofe|christian|studio"
    r"|grammar|faith|free|foundation|independent|boarding|upper|lower|central|&|if|when|as|is|school|outstanding",
    re.IGNORECASE,
)

# "Succession Policy of Hill View School": what the paper is called stands before the name.
_OF_A_PAPER = re.compile(
    r"^.*\b(?:Policy|Plan|Statement|Strategy|Framework|Guidance|Procedure)\s+(?:of|for|at)\s+", re.IGNORECASE
)

_POST = re.compile(r"\b(?:Head|Chair|Principal|Leader) of \w+$")  # "Executive Headteacher and Head of School"


def organisation_in(texts: Iterable[str]) -> str | None:
    """The school most often named in the texts, or None."""
    names: Counter[str] = Counter()
    for text in texts:
        for found in _NAME.finditer(text):
            name = _without_openers(found[1])
            if not _POST.search(name) and any(not _COMMON.fullmatch(word.strip(".’'")) for word in name.split()[:-1]):
                names[name] += 1
    return names.most_common(1)[0][0] if names else None


def _without_openers(name: str) -> str:
    words = _OF_A_PAPER.sub("", name).split()
    while len(words) > 1 and (words[0][0].islower() or words[0].casefold() in {"the", "our", "this", "at", "in", "a"}):
        words.pop(0)
    return " ".join(words)
