"""What stands above the table: title, subtitle, organisation, and words that are none of these."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from actionplan.reading.fragments import (
    Cell,
    Fragment,
    clean,
    first_word,
    is_page_number,
    letters_are_capitals,
    looks_capital,
    said_in,
    without_bullet,
)
from actionplan.reading.grids import Stray
from actionplan.reading.names import is_name
from documents.blocks import words

_ANNEX = re.compile(
    r"^(?:(?:appendix|annex|annexe|chapter|schedule|enclosure|agenda item|item|attachment)\s+(?:no\.?\s*)?[\w.]{1,4}\b"
    r"\s*[-–—:.,]?\s*)+",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(council|borough|school|schools|academy|academies|trust|college|federation|governing (body|board)"
    r"|authority|diocese|partnership|health and wellbeing board|icb|nhs|nursery|infants?|juniors?|primary|secondary)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(plan|review|report|tracker|policy|strategy|action|actions|recommendations?|update|scrutiny|minutes|agenda|response|statement|objectives|priorities|succession|improvement|summary|register)\b",
    re.IGNORECASE,
)
_SETTING = re.compile(
    r"^(date|version|status|author|report (of|by|to)|committee|meeting|wards?|lead|contact|prepared by|from|to|subject"
    r"|date of meeting|key|rag)\b[^:]{0,20}:",
    re.IGNORECASE,
)
_FULL_DATE = re.compile(r"\b\d{1,2}(st|nd|rd|th)?\s+[A-Z][A-Za-z]{2,8}\s+\d{4}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
_SECTION = re.compile(
    r"^(area for improvement|theme|section|part|strand|objective|priority|goal|aim|issue|target|workstream)"
    r"\s+(\d{1,2}|[a-z]|one|two|three)\b",
    re.IGNORECASE,
)
_AS_AT = re.compile(r"\bat\s*$|\bmeeting (?:of|on|held on)\s*$|\([^()]*$", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:report )?(?:title|subject)(?: of (?:the )?report)?\s*:\s+(?=\S)", re.IGNORECASE)
# What a page says of itself: who may see it, and where its menu is passed over.
_CONFIDENTIAL = re.compile(
    r"(?:\w+ ){0,3}in confidence|(?:strictly |private and )?confidential|official(?:[ -–]+sensitive)?"
    r"|skip to (?:the )?(?:main )?content",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"\S\s+[>»›]\s+\S|home\s+\|\s+\S", re.IGNORECASE)  # the way to a page of a website
_PAPER = re.compile(
    r"\b((action|delivery|improvement|implementation) plan|statement|report|review|tracker|update|response)$",
    re.IGNORECASE,
)
_APART = re.compile(r"\s{5,}|\s+\|\s+")
_CLOSE = re.compile(r"\s{3,}")
_MOST_CLOSE = 2  # pieces
_SET_OUT = re.compile(r"\s*[A-Z][\w ]{2,30}:\s{3,}\S")  # "Setting:     Wold Nursery"
_NAMED_PLAN = re.compile(r"\baction plan$", re.IGNORECASE)
_BODY = re.compile(
    r"^\W*[\w\s,&'’]{0,60}\b(committee|panel|commission|cabinet|board|executive|council)$", re.IGNORECASE
)
ABOVE = "It stands above the table."


@dataclass(slots=True)
class Preamble:
    """What was found above the table."""

    title: str | None = None
    subtitle: str | None = None
    organisation: str | None = None
    strays: list[Stray] = field(default_factory=list)
    furniture: list[Fragment] = field(default_factory=list)


def read_preamble(lines: Sequence[Fragment], margin: int) -> Preamble:
    """Title, subtitle and organisation are lines of their own; the rest is left unplaced, paragraph by paragraph."""
    found = Preamble()
    titles: list[tuple[str, Cell]] = []
    parts = _paragraphs(lines, min(110, margin))
    trail = max((i for i, part in enumerate(parts) if _TRAIL.search(part[0].text)), default=-1)
    found.strays += [Stray(part, ABOVE) for part in parts[: trail + 1]]
    whole = {id(line) for line in lines}  # not cut from a line with more on it
    for paragraph in parts[trail + 1 :]:
        text = said_in(paragraph).lstrip("# ").strip("*|\t ")
        annex = _ANNEX.match(text)
        if is_page_number(text):
            found.furniture.extend(paragraph)
        elif _SET_OUT.match(paragraph[0].text):
            found.strays.append(Stray(paragraph, ABOVE))
        elif found.organisation is None and _is_organisation(text):
            found.organisation = text
        elif annex and not titles and _is_title(text[annex.end() :]):
            found.strays.append(Stray((Fragment(paragraph[0].number, annex[0].strip(" -–—:")),), ABOVE))
            titles.append((text[annex.end() :], paragraph))
        elif found.title is None and (subject := _SUBJECT.match(text)):
            found.strays.append(Stray((Fragment(paragraph[0].number, subject[0].strip()),), ABOVE))
            found.title = text[subject.end() :].strip('"“”')
        elif annex or not _is_title(text) or (id(paragraph[0]) not in whole and not _DOCUMENT.search(text)):
            found.strays.append(Stray(paragraph, ABOVE))
        else:
            titles.append((text, paragraph))
    _entitle(found, titles)
    return found


def _entitle(found: Preamble, titles: Sequence[tuple[str, Cell]]) -> None:
    """The first two lines that could be a title, unless one was labelled as the paper's subject.

    One that only names a committee yields to those that say more, and all above a heading of the first level to it.
    """
    telling = [i for i, (text, _) in enumerate(titles) if not _BODY.search(text)]
    first = next((i for i in telling if titles[i][1][0].text.startswith("# ")), 0)
    telling = [i for i in telling if i >= first]
    chosen = [] if found.title else (telling or list(range(len(titles))))[:2]
    found.title = titles[chosen[0]][0] if chosen else found.title
    found.subtitle = titles[chosen[1]][0] if len(chosen) > 1 else None
    found.strays.extend(Stray(paragraph, ABOVE) for i, (_, paragraph) in enumerate(titles) if i not in chosen)


def _paragraphs(lines: Sequence[Fragment], margin: int) -> list[Cell]:
    """The lines above, each by itself unless it was broken because it had no room for the next word.

    What stands apart on one line are several.
    """
    found: list[list[Fragment]] = []
    open_end = False
    for line in lines:
        if line.is_gap:
            open_end = False
            continue
        pieces = _pieces(line)
        if len(pieces) > 1 and not pieces[0].endswith(":"):
            found.extend([Fragment(line.number, piece)] for piece in pieces)
            open_end = False
            continue
        before = clean(found[-1][-1].text) if found and open_end else ""
        full = bool(before) and len(before) + 1 + len(first_word(line.text)) > margin
        same_style = bool(before) and letters_are_capitals(before) == letters_are_capitals(line.text)
        goes_on = before and same_style and (full or not looks_capital(line.text)) and without_bullet(line.text) is None
        if goes_on and not before.endswith(":"):
            found[-1].append(line)
        else:
            found.append([line])
        open_end = True
    return [tuple(paragraph) for paragraph in found]


def _pieces(line: Fragment) -> list[str]:
    """What stands apart on a line: by wide room, or by less where it holds several, as a key does."""
    wide, close = ([piece for piece in sign.split(line.text.strip()) if piece.strip()] for sign in (_APART, _CLOSE))
    return close if len(close) > _MOST_CLOSE else wide


def _is_organisation(text: str) -> bool:
    """Whether the line only names a council, a school or another body."""
    if len(words(text)) > 9 or text.endswith((".", ":", "?")) or "/" in text or not looks_capital(text):
        return False
    return bool(_ORGANISATION.search(text)) and not _DOCUMENT.search(text) and _is_name(text)


def _is_name(text: str) -> bool:
    """Whether every word of weight has a capital; within one that hyphens join, as in "Aske-cum-Thorne", the first."""
    firsts = [found[0] for part in text.split() if (found := words(part))]
    return all(word[0].isupper() or word in ("of", "the", "and", "for", "in", "on", "upon", "with") for word in firsts)


def _is_title(text: str) -> bool:
    given = words(text)
    if not 0 < len(given) <= 24 or not looks_capital(text) or text.endswith((".", ":", ";", ",", "?")):
        return False
    label, colon, value = text.partition(":")
    if colon and value.strip() and is_name(label) and not _PAPER.search(value):
        return False
    dated = _FULL_DATE.search(text)
    # "Outstanding recommendations at 30 June 2026", "Action plan (3.2.20)": what it is called, as it stood that day.
    if dated and not (_DOCUMENT.search(text) and _AS_AT.search(text[: dated.start()])):
        return False
    if _SECTION.match(text) and not _NAMED_PLAN.search(text):
        return False
    if _CONFIDENTIAL.fullmatch(text) or (text.startswith("(") and text.endswith(")")):
        return False
    if not any(c.isalpha() for c in text) or _SETTING.match(text) or without_bullet(text) is not None:
        return False
    return len(re.findall(r"\s/\s", text)) < 2 and not re.fullmatch(r"[\W\d]*(\w+ \d{4}|\d+ \w+ \d{4})\W*", text)
