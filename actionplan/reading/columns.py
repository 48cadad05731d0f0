"""What a column means, from its name and, where the name misleads, from what stands in it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from actionplan.reading.decisions import is_judgement
from actionplan.reading.labels import is_label
from actionplan.reading.names import DATE, SUBJECT, Role, kind_of
from documents.blocks import words

_FIRST_SEEN = (Role.LABEL, Role.RESPONSE, Role.OWNERS, Role.MILESTONES, Role.MEASURES, Role.DUE, Role.STATUS)
_PERSON = re.compile(
    r"\b(clerk|head|heads|headteachers?|governors?|officers?|managers?|directors?|chairs?|cllrs?|councillors?|teams?|"
    r"boards?|committees?|panels?|cabinet|executive|council|leads?|members?|services?|staff|slt|senco|bursar|"
    r"leaders?|principals?|trustees?|teachers?|partners?|partnership|groups?|coordinators?|administrators?|assistants?|secretary|treasurer|all)\b",
    re.IGNORECASE,
)
_RISK = re.compile(r"(?:key |strategic |corporate )?risks?(?: (?:description|event|title|name))?", re.IGNORECASE)
_ORIGINAL = re.compile(r"original(?: \w+)* (?:date|deadline|timescale)$", re.IGNORECASE)
_AGREED = re.compile(r"agreed (?:date|deadline|timescale)$", re.IGNORECASE)
_REVISED = re.compile(r"(?:revised|new)\b.* (?:date|deadline|timescale)$", re.IGNORECASE)
# Not those who only help.
_LEADS = r"^(?!.*\b(?:partners?|support\w*|involved)\b)"
# How an action begins: "Train chairs of committees" names people and is none.
_ORDER = re.compile(
    r"\s*(train|write|draft|hold|offer|agree|send|ask|meet|visit|look|find|invite|arrange|publish|develop|ensure|provide"
    r"|update|create|appoint|recruit|advertise|produce|prepare|consult|circulate|discuss|contact|identify|introduce"
    r"|establish|promote|make|keep|check|add|tell|talk|encourage|brief|remind|give|set up|speak|explore|seek)\b",
    re.IGNORECASE,
)


def roles_of(names: Sequence[str]) -> list[Role]:
    """A role for each column of a table, by the names of them all; an unnamed column is OTHER here."""
    return list(_roles_of(tuple(names)))


@lru_cache(maxsize=256)  # the rows of a sheet each ask for their columns
def _roles_of(names: tuple[str, ...]) -> tuple[Role, ...]:
    kinds = [kind_of(name) for name in names]
    if Role.ACTIONS not in kinds:  # "Action update" tells of actions where nothing else does
        kinds = [
            Role.ACTIONS if k == Role.STATUS and "action" in n.casefold() else k
            for k, n in zip(kinds, names, strict=True)
        ]
    kinds = _with_risk(kinds, names)
    roles = [Role(kind) if kind in set(Role) else Role.OTHER for kind in kinds]
    text = _subject(kinds)
    for index, kind in enumerate(kinds):
        if index == text:
            roles[index] = Role.TEXT
        elif kind == Role.TEXT:
            roles[index] = Role.OTHER
        elif kind == SUBJECT and text is not None and index > text and Role.ACTIONS not in kinds:
            roles[index] = Role.MILESTONES if "target" in names[index].casefold() else Role.OTHER
    _second_story(kinds, roles, names, text)
    _dates(kinds, roles, names, text)
    _plain(Role.STATUS, r"\b(status|rag|open or closed)\b", roles, names)
    _plain(Role.RESPONSE, r"\bresponses?\b", roles, names)
    _plain(Role.OWNERS, _LEADS, roles, names)
    return tuple(_one_of_each(roles))


def _with_risk(kinds: Sequence[str | None], names: Sequence[str]) -> list[str | None]:
    """The kinds of the names; before what is done about it, a risk that comes first is what the rows are about."""
    found = list(kinds)
    first = next((i for i, kind in enumerate(kinds) if kind != Role.LABEL), 0)
    if Role.ACTIONS in kinds and Role.TEXT not in kinds and _RISK.fullmatch(names[first].strip()):
        found[first] = SUBJECT
    return found


def _plain(role: Role, word: str, roles: list[Role], names: Sequence[str]) -> None:
    """Where a column plainly has the word for its name ("Status", "Response"), one like it beside it is another thing:
    "Progress", "Accepted?".
    """
    alike = {index for index, own in enumerate(roles) if own == role}
    plain = {index for index in alike if re.search(word, names[index], re.IGNORECASE)}
    for index in alike - plain if plain else ():
        roles[index] = Role.OTHER


def _subject(kinds: Sequence[str | None]) -> int | None:
    """The column that says what is recommended."""
    for wanted in ((Role.TEXT,), (SUBJECT, Role.ACTIONS), (Role.MEASURES, Role.MILESTONES)):
        for index, kind in enumerate(kinds):
            if kind in wanted:
                return index
    return None


def _second_story(kinds: Sequence[str | None], roles: list[Role], names: Sequence[str], text: int | None) -> None:
    """Where the first column of actions is the subject ("Action | Proposal"), what is proposed is the action."""
    others = [i for i, kind in enumerate(kinds) if kind == Role.ACTIONS and i != text]
    if not others and text is not None and kinds[text] in (Role.ACTIONS, SUBJECT):
        proposals = [i for i in range(text + 1, len(names)) if re.search(r"propos", names[i].casefold())]
        others = [i for i in proposals if roles[i] == Role.OTHER]
    for position, index in enumerate(others):
        taken = re.search(r"taken|progress|to date|complete", names[index].casefold())
        if position == 0 and not (taken and len(others) > 1):
            roles[index] = Role.ACTIONS
        else:
            roles[index] = Role.STATUS if taken and Role.STATUS not in roles else Role.OTHER


def _dates(kinds: Sequence[str | None], roles: list[Role], names: Sequence[str], text: int | None) -> None:
    """A bare "Date" is the due date where it stands after the recommendation and no other column asks for one.

    So is an "Original date", or an "Agreed date" beside a revised one: the first, to which a revised one is a move.
    """
    for index, kind in enumerate(kinds):
        if kind == DATE:
            asked = Role.DUE not in roles and text is not None and index > text
            roles[index] = Role.DUE if asked else Role.OTHER
    is_moved = any(_REVISED.match(name.strip()) for name in names)
    original = [
        index
        for index, name in enumerate(names)
        if _ORIGINAL.match(name.strip()) or (is_moved and _AGREED.match(name.strip()))
    ]
    if original and Role.DUE not in roles:
        roles[original[0]] = Role.DUE


def _one_of_each(roles: list[Role]) -> list[Role]:
    seen: set[Role] = set()
    for index, role in enumerate(roles):
        if role in _FIRST_SEEN or role == Role.ACTIONS:
            if role in seen:
                roles[index] = Role.OTHER
            seen.add(role)
    return roles


def corrected(roles: Sequence[Role], names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Role]:
    """The roles after a look at the cells: no name finds a role, and an "Action" of mere people is the owner."""
    fixed = list(roles)
    for index, name in enumerate(names):
        cells = [row[index] for row in rows if row[index].strip()]
        if not cells:
            continue
        people_only = len(cells) > 1 and all(is_people(cell) for cell in cells)
        if fixed[index] == Role.ACTIONS and people_only and Role.OWNERS not in fixed and Role.TEXT in fixed:
            fixed[index] = Role.OWNERS
        elif (
            index == 0 and fixed[0] == Role.OTHER and Role.LABEL not in fixed and all(is_label(cell) for cell in cells)
        ):
            fixed[0] = Role.LABEL
        elif _is_target_of_times(name, cells, fixed):
            fixed[index] = Role.DUE
        elif not name.strip():
            fixed[index] = _unnamed(cells, fixed)
    if Role.TEXT not in fixed:
        _find_text(fixed, rows)
    _unknown_subject(fixed, names, rows)
    _judged_outcome(fixed, rows)
    return fixed


def _judged_outcome(roles: list[Role], rows: Sequence[Sequence[str]]) -> None:
    """An outcome that is "Met" or "Part met" in every row says how far each has got; its progress is a comment."""
    for index, role in enumerate(roles):
        cells = [row[index] for row in rows if row[index].strip()]
        if role == Role.MEASURES and len(cells) > 1 and all(map(is_judgement, cells)):
            roles[:] = [Role.OTHER if own == Role.STATUS else own for own in roles]
            roles[index] = Role.STATUS


def _is_target_of_times(name: str, cells: Sequence[str], roles: Sequence[Role]) -> bool:
    """Whether "Target" or "By" asks for a date: most of what stands under it is one, and no other column asks."""
    asked = name.strip(" :").casefold() in ("target", "targets", "by", "completion") and Role.DUE not in roles
    return asked and sum(is_time(cell) for cell in cells) * 2 > len(cells)


def _unknown_subject(roles: list[Role], names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Before a column of actions, sentences under a name nobody knows ("What the peers said") are the subject."""
    text = next((i for i, role in enumerate(roles) if role == Role.TEXT), 0)
    if not text or kind_of(names[text]) != Role.ACTIONS or Role.ACTIONS in roles:
        return
    for index in range(text):
        cells = [row[index] for row in rows if row[index].strip()]
        sentences = sum(len(words(cell)) for cell in cells) >= 3 * len(cells) > 0
        if names[index] and kind_of(names[index]) is None and sentences:
            roles[index], roles[text] = Role.TEXT, Role.ACTIONS
            return


def _unnamed(cells: Sequence[str], roles: Sequence[Role]) -> Role:
    from_content = [
        (Role.LABEL, all(is_label(cell) for cell in cells)),
        (Role.OWNERS, all(is_people(cell) for cell in cells) or _are_mostly_people(cells)),
        (Role.DUE, all(is_time(cell) for cell in cells)),
        (Role.TEXT, sum(len(words(cell)) for cell in cells) >= 5 * len(cells)),
        (Role.ACTIONS, sum(len(words(cell)) for cell in cells) >= 5 * len(cells)),
    ]
    return next((role for role, fits in from_content if fits and role not in roles), Role.OTHER)


def _are_mostly_people(cells: Sequence[str]) -> bool:
    """Whether most cells name people and the others are names as short: "School Improvement" beside "Clerk"."""
    people = sum(is_people(cell) for cell in cells)
    names = all(len(words(cell)) <= 4 and cell[:1].isupper() and not is_time(cell) for cell in cells)
    return names and people * 2 > len(cells)


def _find_text(roles: list[Role], rows: Sequence[Sequence[str]]) -> None:
    """Name the first column of sentences the recommendation, where no name says so."""
    for index, role in enumerate(roles):
        cells = [row[index] for row in rows if row[index].strip()]
        long = sum(len(words(cell)) for cell in cells) >= 5 * len(cells) > 0
        if long and role in (Role.OTHER, Role.ACTIONS, Role.MEASURES, Role.MILESTONES):
            roles[index] = Role.TEXT
            return


def is_people(text: str) -> bool:
    """Whether a cell reads as the names of people, posts or teams and nothing else."""
    given = words(text)
    if text.strip().casefold() in ("n/a", "-", "–", "—", "tbc", "all"):
        return True
    if not given or len(given) > 12 or text.rstrip().endswith((".", ":", "?")) or is_time(text):
        return False
    if is_code(text):
        return True
    if len(given) > 2 and _ORDER.match(text):
        return False
    return len(given) <= 8 and bool(_PERSON.search(text))


def is_code(text: str) -> bool:
    """Whether the text is initials alone, parted by slashes, commas or blanks ("LT/BR", "CS")."""
    parts = [part for part in re.split(r"[\s/,&+]+", text.strip()) if part]
    return bool(parts) and all(re.fullmatch(r"[A-Z][A-Za-z]?[A-Z]{0,5}", part) and part[-1].isupper() for part in parts)


_TIME = re.compile(
    r"\b(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|"
    r"dec(ember)?|spring|summer|autumn|winter|terms?|termly|half[- ]term|months?|monthly|weeks?|weekly|years?|yearly|"
    r"annual(ly)?|quarter(ly|s)?|q[1-4]|immediate(ly)?|on-?\s?going|continu(ous|ing|al)|tbc|tba|asap|when|timetable|"
    r"complete[d]?|end of|by the end|(19|20)\d\d([/-]\d{2,4})?|\d\d/\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})\b",
    re.IGNORECASE,
)


def is_time(text: str) -> bool:
    """Whether a cell reads as a date, a period or words that stand for one."""
    given = words(text)
    if text.strip().casefold() in ("-", "n/a", "–", "—"):
        return True
    return 0 < len(given) <= 14 and bool(_TIME.search(text))
