"""Telling what is not a policy, so that nothing is made up from minutes, a plan, a letter or a CV."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.blocks import Block, Heading, ListItem, Source, Table, words

from .kinds import kind_of_heading, kind_of_lead_in
from .lines import is_section_name, is_titled, text_of

_FEWEST_WORDS = 25
_FEWEST_SAID = 5  # words of a line that says something


@dataclass(frozen=True, slots=True)
class _Sort:
    """Another sort of document: the signs of it, how many must stand, and the sentence for the person."""

    signs: tuple[re.Pattern[str], ...]
    needed: int
    sentence: str


def _signs(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


# Each sign is looked for at the start of a line.
_SORTS = (
    _Sort(
        _signs(
            r"(?:\w+\s+){0,4}agenda:?$|(?:draft |confirmed |unconfirmed )?minutes(?: of|:|$)",
            r"(?:those |members |governors |also )?present\b\s*(?::|-|–|$)",
            r"(?:\d+\.?\s*)?apologies\b",
            r"(?:also )?in attendance\b",
            r"(?:\d+\.?\s*)?(?:matters arising|minutes of the (?:last|previous) meeting)",
            r"(?:\d+\.?\s*)?(?:any other business|aob\b|declarations? of (?:\w+ )*interests?)",
            r"resolved\b|decision\s*:?$|venue\s*:",
            r"(?:the )?meeting\s*(?:closed|ended|opened|:|held)",
            r"(?:\d+\.?\s*)?(?:date|time) of (?:the )?next meeting",
        ),
        3,
        "This looks like the agenda or minutes of a meeting, not a policy. Choose the file of the policy itself.",
    ),
    _Sort(
        _signs(
            r"dear\b(?:\s+\S+){1,6},?$|dear (?:sir|madam|parents?|colleagues?|governors?|all|mr|mrs|ms|dr|miss)\b",
            r"(?:yours (?:sincerely|faithfully|truly)|kind regards|best wishes|with best wishes|many thanks)\b",
        ),
        2,
        "This looks like a letter, not a policy. Choose the file of the policy itself.",
    ),
    _Sort(
        _signs(
            r"(?:\w+\s+){0,4}(?:curriculum vitae|cv|résumé)$|curriculum vitae",
            r"(?:work |professional )?(?:employment|experience|career)(?: history| summary)?:?$",
            r"(?:education|qualifications|education and (?:training|qualifications)):?$",
            r"(?:references|referees)\b.{0,40}$",
            r"(?:personal (?:statement|profile|details)|profile):?$",
            r"(?:key )?skills(?: and \w+)?:?$|(?:interests|hobbies)(?: and \w+)?:?$",
            r"(?:date of birth|nationality|tel(?:ephone)?|mobile|e-?mail)\s*:",
        ),
        4,
        "This looks like a CV, not a policy. Choose the file of the policy itself.",
    ),
    _Sort(
        _signs(
            r"(?:.{0,60}\b)?newsletter\b",
            r"(?:dates? for (?:your|the) diary|diary dates|upcoming (?:events|dates))\b",
            r"issue\s*(?:no\.?|number)?\s*\d+|edition\s*\d+|volume\s*\d+",
            r"dear (?:parents?|families|carers?)\b",
            r"(?:well done|congratulations|star of the week|attendance this week|a message from|pta news|friends of)\b",
            r"(?:headteacher|head)['’]s (?:welcome|message|news|update)",
        ),
        2,
        "This looks like a newsletter, not a policy. Choose the file of the policy itself.",
    ),
    _Sort(
        _signs(
            r"(?:job description|person specification|job advert(?:isement)?)\b",
            r"(?:job|post) title\b|(?:responsible|reports?|reporting|accountable) to\s*:",
            r"(?:salary|grade|pay (?:scale|range)|hours)\s*:|closing date",
        ),
        2,
        "This looks like a job description, not a policy. Choose the file of the policy itself.",
    ),
    _Sort(
        _signs(
            r"(?:current |latest |our )?vacanc(?:y|ies)$|(?:share|save|print|apply for) this job|similar jobs",
            r"(?:salary|pay|grade|(?:pay )?(?:scale|range))\s*:",
            r"closing date\b|deadline for applications",
            r"(?:interviews?|interview dates?)\s*:",
            r"(?:contract|hours|start date|required (?:from|for)|working pattern|location)\b\s*(?::|$)",
            r"(?:the )?successful candidate|visits .{0,40}\bwelcome|(?:completed )?application (?:form|pack)"
            r"|how to apply",
            r"(?:we are (?:looking for|seeking|recruiting)|are you (?:ready|looking)|we can offer|you will)\b",
        ),
        4,
        "This looks like a job advert, not a policy. Choose the file of the policy itself.",
    ),
    _Sort(
        _signs(
            r"(?:\w+\s+){0,5}report$|report (?:to|of|by)\b",
            r"purpose of (?:the |this )?report",
            r"recommendations?:?$",
            r"(?:that )?(?:members|cabinet|the (?:committee|panel|board|council))\b.{0,30}\b(?:note|agree|ask|approve)",
            r"(?:contact|report|lead) (?:officer|author)s?\s*:|wards? affected|background papers",
        ),
        3,
        "This looks like a report to a meeting, not a policy. Choose the file of the policy itself.",
    ),
)
_PLAN = "This looks like an action plan, not a policy. Choose the file of the policy: the council keeps action plans."
_NOTHING = "This does not read like a policy: no aims, principles or commitments stand in it. Choose another file."
_TOO_SHORT = "This file has too few words in it for a policy. Choose the file that holds all of it."
_COLUMN = re.compile(
    r"(?:recommendations?|actions?(?: taken| required| update)?|task/?(?:action)?|by ?whom|who|lead(?: officer\S*)?"
    r"|responsib\w+(?: person)?|owner|milestones?|timescales?|by ?when|when|target date|due(?: date)?|deadline"
    r"|success criteria|outcome ?measures?|outcomes?|status|progress(?: ?%)?|cost|resources?|priority|evidence|rag"
    r"|proposal|scrutiny comments|exec date|agreed|comments|monitoring|completed?|date|no\.?|reference"
    r"|serial no\.?|origin|area|item|action|activities including timescale|target|success|objectives?)",
    re.IGNORECASE,
)
_OWN_COLUMN = re.compile(
    r"recommendations?|by ?whom|milestones?|by ?when|timescales?|target date|outcome ?measures?|success criteria|status"
    r"|responsib\w+.*|action taken|action update|who|lead.*|scrutiny.*|task/?action|owner|deadline|progress.*"
    r"|activities including timescale",
    re.IGNORECASE,
)


def reason_to_decline(source: Source) -> str | None:
    """One sentence when the file is something else than a policy, or None."""
    if source.unread:
        return source.unread
    lines = _lines(source)
    count = sum(len(words(line)) for line in lines)
    if not count:
        return "This file has no words in it. Choose the file that holds the policy's text."
    title = next((index for index, line in enumerate(lines[:8]) if _is_title_of_policy(line)), None)
    is_policy = title is not None
    for sort in _SORTS:
        first = [next((i for i, line in enumerate(lines) if sign.match(line)), None) for sign in sort.signs]
        found = [index for index in first if index is not None]
        # A title below "Dear all" is what the letter is about.
        if len(found) >= sort.needed + (title is not None and title < min(found, default=0)) * 2:
            return sort.sentence
    if _is_plan(source, lines, is_policy=is_policy):
        return _PLAN
    if count < _FEWEST_WORDS:
        return _TOO_SHORT
    if not _reads_like_a_policy(source, lines):
        return _NOTHING
    return None


def _says_something(block: Block) -> bool:
    """Whether a paragraph, or a cell of a table, has the words of a sentence."""
    said = [cell for row in block.rows for cell in row] if isinstance(block, Table) else [text_of(block)]
    return not isinstance(block, Heading) and any(len(words(text)) >= _FEWEST_SAID for text in said)


def _is_title_of_policy(line: str) -> bool:
    return line[0].isupper() and "\t" not in line and is_titled(line) and "policy" in line.casefold().split()


def _lines(source: Source) -> list[str]:
    """The lines of the file, or of its blocks where it has none."""
    if source.lines:
        return [line.text.strip() for line in source.lines if line.text.strip()]
    found: list[str] = []
    for block in source.blocks:
        if isinstance(block, Table):
            found.extend(cell for row in (block.header, *block.rows) for cell in row if cell.strip())
        else:
            found.append(f"{getattr(block, 'marker', '')} {text_of(block)}".strip())
    return found


def _is_plan(source: Source, lines: Sequence[str], *, is_policy: bool) -> bool:
    if is_policy:
        return False
    if re.search(r"\baction plan\b", " ".join(lines[:6]), re.IGNORECASE) and _has_columns(lines):
        return True
    return _has_columns(lines) and not any(
        isinstance(block, Heading) and is_section_name(block.text) for block in source.blocks[:8]
    )


def _has_columns(lines: Sequence[str]) -> bool:
    """Whether a row of column names of a plan stands in the file, on one line or a cell a line."""
    for index, line in enumerate(lines):
        cells = [cell.strip(" :|") for cell in re.split(r"\t|\||\s/\s|\s{3,}", line) if cell.strip(" :|")]
        if len(cells) >= 3 and _are_columns(cells):
            return True
        if _are_columns([cell.strip(" :|") for cell in lines[index : index + 5]]):
            return True
        if _are_columns([cell.strip(" :|") for cell in lines[index : index + 8]], least=5, least_own=1):
            return True
    labels = {
        match[0].casefold()
        for line in lines
        if (match := _OWN_COLUMN.match(line)) and line[match.end() :].startswith(":")
    }
    return len(labels) >= 2


def _are_columns(cells: Sequence[str], *, least: int = 3, least_own: int = 2) -> bool:
    names = [cell for cell in cells if _COLUMN.fullmatch(cell)]
    own = [cell for cell in cells if _OWN_COLUMN.fullmatch(cell)]
    return len(names) >= least and len(own) >= least_own


def _reads_like_a_policy(source: Source, lines: Sequence[str]) -> bool:
    """Whether anything in it is what policies have: a title that says so, named sections, lists of commitments.

    A sheet of names and figures has none of them, whatever it is called.
    """
    if not any(isinstance(block, ListItem) or _says_something(block) for block in source.blocks):
        return False
    if any(is_titled(line) for line in lines[:15]):
        return True
    if any(isinstance(block, Heading) and kind_of_heading(block.text) for block in source.blocks):
        return True
    for block, following in zip(source.blocks, source.blocks[1:], strict=False):
        if isinstance(following, ListItem) and kind_of_lead_in(text_of(block)) is not None:
            return True
    return any(re.search(r"\b(?:this|our) policy\b", line, re.IGNORECASE) for line in lines)
