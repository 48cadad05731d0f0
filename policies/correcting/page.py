"""What the correcting page shows: a stretch of the structure, and the source beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.correcting.beside import MOST_LETTERS, Beside, Taken, beside, most_loose
from core.correcting.pieces import short
from documents.blocks import words
from policies.correcting.forms import HeadingForm, KindsForm, PlaceForm, PolicyForm, forms_of, is_large
from policies.document import ClauseKind
from policies.reading.checking import Checked, CheckedSection, Part

MOST_PARTS = 60
_LONGEST_SHOWN = 1_500
_LINES_ABOVE = 3


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part with its forms where it is open; `href` leads to its lines."""

    part: Part
    forms: Mapping[str, PolicyForm]
    href: str
    is_first: bool

    @property
    def is_open(self) -> bool:
        """Whether its controls are shown."""
        return bool(self.forms)

    @property
    def is_large(self) -> bool:
        """Whether it is a table that no form holds."""
        return is_large(self.part)

    @property
    def label(self) -> str:
        """What it was read as."""
        return ClauseKind(self.part.body.type).label

    @property
    def text(self) -> str:
        """Its words, the beginning of them where they are many."""
        text = self.part.body.text
        return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"

    @property
    def name(self) -> str:
        """What it is called for those who listen."""
        return short(next((text for text in self.part.body.texts() if text.strip()), self.label))


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section, or the parts of it that this page shows. `kind` is its field where it does not stand above."""

    section: CheckedSection
    parts: Sequence[ShownPart]
    goes_on: bool
    kind: Any
    heading: PolicyForm | None
    href: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class ShownLoose:
    """Words that stand nowhere, and the form that places them; None where the policy has no section."""

    piece: Any
    form: PolicyForm | None
    href: str


@dataclass(slots=True)
class Asked:
    """Which stretch of a reading the page is asked for: which part is open or near, from which line the source."""

    at: str = ""
    near: str = ""
    page: int = 0
    line: int = 0
    failed: PolicyForm | None = None
    """A form that was sent and could not be taken, to be shown again with what was typed."""
    chosen: Mapping[str, str] = field(default_factory=dict)
    """What sections were said to be for, where that could not be taken."""


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The page: `number` of `count` stretches of the structure."""

    sections: Sequence[ShownSection]
    doubtful: Sequence[tuple[CheckedSection, Any]]
    loose: Sequence[ShownLoose]
    loose_more: int
    source: Beside
    kinds: KindsForm
    number: int
    count: int


def stretches(reading: Checked) -> list[list[tuple[CheckedSection, list[Part]]]]:
    """The structure in pages: as many parts on each as MOST_PARTS, and no more letters than a page holds."""
    pages: list[list[tuple[CheckedSection, list[Part]]]] = [[]]
    parts = letters = 0
    for section in reading.sections:
        pages[-1].append((section, []))
        for part in section.parts:
            if parts >= MOST_PARTS or letters > MOST_LETTERS:
                pages.append([(section, [])])
                parts = letters = 0
            pages[-1][-1][1].append(part)
            parts += 1
            letters += sum(map(len, part.body.texts()))
    return pages


def check_page(result: Mapping[str, Any], reading: Checked, asked: Asked) -> CheckPage:
    """The page that is asked for; the first where it is asked for none there is."""
    pages = stretches(reading)
    page_of = _page_of(pages)
    sought = asked.at or asked.near
    number = page_of.get(sought) or (asked.page if 1 <= asked.page <= len(pages) else 1)
    shown = pages[number - 1]
    start = asked.line or _line_near(reading, sought) or _first_line(shown, number)
    source = beside(result["lines"], _taken(reading, page_of, number), start=start)
    numbers = {line.number for line in source.lines}
    doubtful = [section for section in reading.sections if section.kind_is_guess][:MOST_PARTS]
    kinds = KindsForm(sections=[*doubtful, *(one for one, _ in shown if not one.kind_is_guess)], chosen=asked.chosen)
    fields = {section.key: kinds[f"kind-{section.key}"] for section in kinds.sections}

    def href(line: int) -> str:
        """The address of a line, on this page where it is shown there."""
        if not line:
            return ""
        return f"#line-{line}" if line in numbers else f"?page={number}&line={line}#line-{line}"

    first = reading.sections[0].key if reading.sections else ""
    return CheckPage(
        sections=[
            ShownSection(
                section,
                [
                    ShownPart(part, _forms(part, reading, asked), href(part.body.place.first), place == 0)
                    for place, part in _placed(section, parts)
                ],
                goes_on=number > 1 and index == 0 and bool(parts) and parts[0] != section.parts[0],
                kind=None if section.kind_is_guess else fields[section.key],
                heading=_heading(section, reading, asked),
                href=href(section.line),
                is_first=section.key == first,
            )
            for index, (section, parts) in enumerate(shown)
        ],
        doubtful=[(section, fields[section.key]) for section in doubtful],
        loose=[
            ShownLoose(piece, _place_form(piece.key, reading, asked), href(piece.lines[0] if piece.lines else 0))
            for piece in reading.undecided[: most_loose(len(reading.sections))]
        ],
        loose_more=max(0, len(reading.undecided) - most_loose(len(reading.sections))),
        source=source,
        kinds=kinds,
        number=number,
        count=len(pages),
    )


def _placed(section: CheckedSection, parts: list[Part]) -> Iterator[tuple[int, Part]]:
    """The parts of a page with their places in the whole section."""
    begins = section.parts.index(parts[0]) if parts else 0
    return enumerate(parts, start=begins)


def _page_of(pages: list[list[tuple[CheckedSection, list[Part]]]]) -> dict[str, int]:
    """On which page each section begins, and each part stands."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        for section, parts in page:
            found.setdefault(section.key, number)
            found.update((part.key, number) for part in parts)
    return found


def _line_near(reading: Checked, key: str) -> int:
    """A few lines before those of a part or a section; 0 where they are not known."""
    lines = [section.line for section in reading.sections if section.key == key]
    lines += [part.body.place.first for part in reading.parts() if part.key == key]
    return max(1, lines[0] - _LINES_ABOVE) if lines and lines[0] else 0


def _first_line(shown: list[tuple[CheckedSection, list[Part]]], number: int) -> int:
    """The line with which a page begins; the first of all with the first page, whatever stands before its text."""
    lines = [part.body.place.first for _, parts in shown for part in parts if part.lines]
    return min(lines, default=1) if number > 1 else 1


def _taken(reading: Checked, page_of: Mapping[str, int], number: int) -> Iterator[Taken]:
    """What became of the lines of the source, as page `number` leads to it."""

    def href(key: str) -> str:
        return f"#{key}" if page_of[key] == number else f"?near={key}#{key}"

    for section in reading.sections:
        if section.line and section.heading:
            yield Taken(section.line, section.line, href(section.key))
        for part in section.parts:
            if part.lines:
                yield Taken(*part.lines, href(part.key))
    for piece in reading.loose:
        if piece.lines and words(piece.text):
            yield Taken(*piece.lines, "#loose", "set aside" if piece.aside else "stands nowhere yet")


def _forms(part: Part, reading: Checked, asked: Asked) -> Mapping[str, PolicyForm]:
    """The forms of a part where it is open; the one that could not be taken as it was sent."""
    if asked.at != part.key:
        return {}
    made = forms_of(part, reading)
    if asked.failed is not None and asked.failed.key == part.key:
        made[asked.failed.op.replace("-", "_")] = asked.failed
    return made


def _heading(section: CheckedSection, reading: Checked, asked: Asked) -> PolicyForm | None:
    if asked.at != section.key:
        return None
    return _failed(asked, section.key, HeadingForm) or HeadingForm(key=section.key, reading=reading)


def _place_form(key: str, reading: Checked, asked: Asked) -> PolicyForm | None:
    if not reading.sections:
        return None
    return _failed(asked, key, PlaceForm) or PlaceForm(key=key, reading=reading)


def _failed(asked: Asked, key: str, kind: type[PolicyForm]) -> PolicyForm | None:
    failed = asked.failed
    return failed if isinstance(failed, kind) and failed.key == key else None
