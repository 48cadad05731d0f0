"""Who is named in an owner cell: one team, or several."""

import re
from collections.abc import Iterable

from actionplan.reading.columns import is_code
from actionplan.reading.fragments import (
    Cell,
    clean,
    ends_open,
    first_word,
    flow,
    is_function_word,
    looks_capital,
    paragraphs,
    without_bullet,
)
from documents.readers.rows import Joiner

NOBODY = frozenset(
    {
        "n/a",
        "na",
        "n.a.",
        "none",
        "nil",
        "tbc",
        "tba",
        "-",
        "–",
        "—",
        "to be confirmed",
        "not applicable",
        "tbd",
        "all n/a",
    }
)
# The noun a team or post ends with, or begins with before "of": what can stand on its own as an owner.
_POST = re.compile(
    r"\b(heads?|headteachers?|governors?|clerks?|chairs?|officers?|managers?|directors?|cllrs?|councillors?|members?|teams?|boards?|"
    r"committees?|panels?|cabinet|executive|council|leads?|leaders?|services?|staff|slt|senco|bursar|teachers?|partners?|"
    r"partnership|groups?|coordinators?|co-ordinators?|administrators?|secretary|treasurer|principals?|deput(?:y|ies)|"
    r"schools?|providers?|consultants?|advisers?|advisors?|commissioners?|solicitor|monitoring officer)$",
    re.IGNORECASE,
)
_POST_OF = re.compile(
    r"^(?:vice |deputy |assistant )?(?:heads?|chairs?|directors?|leads?|leader|clerk|cabinet member|portfolio holder)\b"
    r".* (?:of|for|to) ",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:cllrs?|councillors?|mrs?|ms|miss|dr)\b|(?-i:[A-Z]\.? [A-Z])", re.IGNORECASE)
_NEVER_ALONE = re.compile(
    r"^(services?|teams?|boards?|managers?|officers?|committees?|groups?|partnership|panels?|members?|leads?|leaders?)$",
    re.IGNORECASE,
)


def is_nobody(text: str) -> bool:
    """Whether the words say that there is no owner, or none yet."""
    return clean(text).casefold().strip(" .") in NOBODY or not any(c.isalnum() for c in text)


def known_teams(texts: Iterable[str]) -> frozenset[str]:
    """The teams of this paper that stand alone as a whole owner cell somewhere: one word each."""
    return frozenset(
        text.strip()
        for text in texts
        if len(text.split()) == 1 and not re.search(r"[,/&+;]", text) and not is_nobody(text)
    )


def teams(cell: Cell, known: frozenset[str], joiner: Joiner, *, wrapped: bool) -> list[str]:
    """The teams of one cell. Commas, slashes, plus signs and line breaks part them; an "and" inside a name does not."""
    found: list[str] = []
    for paragraph in paragraphs(cell):
        for text in _lines(paragraph, known, joiner, wrapped=wrapped):
            for part in _parts(text):
                found.extend(team for team in _by_and(part) for team in _by_codes(team, known))
    return [team for team in dict.fromkeys(found) if not is_nobody(team)]


def _lines(paragraph: Cell, known: frozenset[str], joiner: Joiner, *, wrapped: bool) -> list[str]:
    """The lines of a cell, those joined that only a narrow column parted."""
    lines: list[str] = []
    for fragment in paragraph:
        bullet = without_bullet(fragment.text)
        text = clean(bullet[0] if bullet else fragment.text)
        if lines and bullet is None and _goes_on(lines[-1], text, known, wrapped=wrapped):
            lines[-1] = joiner.join(lines[-1], text)
        else:
            lines.append(text)
    return lines or [flow(paragraph, joiner)]


def _goes_on(before: str, text: str, known: frozenset[str], *, wrapped: bool) -> bool:
    if ends_open(before) or before.endswith((",", "/", "&", "+", "-")) or text.startswith(("/", "&", "+", "(", ",")):
        return True
    if (
        is_function_word(first_word(text))
        or not looks_capital(text)
        or _NEVER_ALONE.match(text)
        or before.count("(") > before.count(")")
    ):
        return True
    if not wrapped:
        return False
    return not (_stands_alone(before, known) and _stands_alone(text, known))


def _stands_alone(text: str, known: frozenset[str]) -> bool:
    return text in known or is_code(text) or bool(_POST.search(text)) or bool(_POST_OF.search(text))


def _parts(text: str) -> list[str]:
    """Cut at commas, slashes, semicolons and plus signs outside brackets; a long tail in small letters stays on."""
    if is_nobody(text):
        return []
    bare = re.sub(r"\([^()]*\)?", lambda m: "\0" * len(m[0]), text)
    cuts = [0, *(i for found in re.finditer(r"[,;/+]|\s&\s(?=[A-Z]{2,6}\b)", bare) for i in found.span()), len(text)]
    pieces = [clean(re.sub(r"\([^()]*\)?", " ", text[a:b])) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    found: list[str] = []
    for piece in pieces:
        if found and piece and piece[0].islower() and len(piece.split()) > 4:
            found[-1] = f"{found[-1]}, {piece}"
        elif piece:
            found.append(re.sub(r"^and\s+", "", piece).strip(" ."))
    return _with_remit([piece for piece in found if piece])


def _with_remit(pieces: list[str]) -> list[str]:
    """The pieces, together where they are what one post is for: "Cabinet Member for Children, Schools and Families"."""
    if len(pieces) < 2 or not _POST_OF.match(f"{pieces[0]} ") or not re.search(r"\w (?:and|&) \w", pieces[-1]):
        return pieces
    others = [one for piece in pieces[1:] for one in re.split(r"\s+(?:and|&)\s+", piece)]
    if any(_is_somebody(one) or not looks_capital(one) for one in others):
        return pieces
    return [", ".join(pieces)]


def _is_somebody(text: str) -> bool:
    """Whether the words are a person, a post or a team; schools may be what one is for."""
    return bool(_PERSON.match(text)) or is_code(text) or (bool(_POST.search(text)) and text.casefold() != "schools")


def _by_and(text: str) -> list[str]:
    """ "Clerk and governors" are two; "North and South Governor Services" is one."""
    for joint in re.finditer(r"\s+(?:and|&|with)\s+", text):
        left, right = text[: joint.start()], text[joint.end() :]
        first_right = re.split(r"\s+and\s+", right)[0]
        alone = _POST.search(left) or is_code(left) or _PERSON.match(left)
        other = (
            _POST.search(first_right)
            or is_code(first_right)
            or _POST_OF.search(first_right)
            or _PERSON.match(first_right)
        )
        if alone and other and not _NEVER_ALONE.match(first_right):
            return [left, *_by_and(right)]
    return [text]


def _by_codes(text: str, known: frozenset[str]) -> list[str]:
    """ "MEP Comms" is two teams where the paper names one of them alone elsewhere and the other is a name like it."""
    tokens = text.split()
    if len(tokens) < 2:
        return [text]
    if all(token in known for token in tokens):
        return tokens
    if any(token in known for token in tokens) and all(token in known or is_code(token) for token in tokens):
        return tokens
    return [text]
