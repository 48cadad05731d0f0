"""What a person sends to correct what was read in a policy. Nothing is saved here."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from core.correcting.forms import CorrectionForm
from core.correcting.operations import GONE
from core.forms import WordsField, choose_from
from policies.cell_forms import CellsForm
from policies.document import LONGEST_CLAUSE, LONGEST_HEADING, MOST_COLUMNS, MOST_ROWS, ClauseKind, SectionKind
from policies.reading.checking import (
    ChangeKind,
    Checked,
    CheckedSection,
    Join,
    JoinSection,
    MakePoint,
    Move,
    MoveTo,
    Operation,
    Part,
    Place,
    Refused,
    RetypeHeading,
    RetypeName,
    RetypePart,
    RetypeTable,
    SetAside,
    SetRestAside,
    Split,
    SplitOff,
    Type,
)

_TYPES = [(kind.value, kind.label) for kind in ClauseKind if kind is not ClauseKind.TABLE]
_KINDS = [(kind.value, kind.label) for kind in SectionKind]


PolicyForm = CorrectionForm[Checked]
"""One correction of a policy."""


class TypeForm(PolicyForm):
    """What a part is."""

    op = "type"
    type = forms.ChoiceField(label="What it is", choices=_TYPES)

    def offer(self, reading: Checked) -> None:
        """What it was read as."""
        self.initial["type"] = reading.part(self.key).body.type

    def operations(self) -> list[Operation[Checked]]:
        """The part as that."""
        return [Type(self.key, self.cleaned_data["type"])]


class RetypeForm(PolicyForm):
    """The words of a part."""

    op, button = "retype", "Save these words"
    words = WordsField(label="Its words", max_length=LONGEST_CLAUSE, widget=forms.Textarea(attrs={"rows": 4}))
    points = WordsField(
        label="Points under it, a line each (optional)",
        max_length=LONGEST_CLAUSE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def offer(self, reading: Checked) -> None:
        """The words as they were read."""
        body = reading.part(self.key).body
        self.initial.update(words=body.text, points="\n".join(body.sub_clauses))
        if body.type != "clause":
            del self.fields["points"]

    def operations(self) -> list[Operation[Checked]]:
        """The part in these words."""
        points = tuple(filter(None, map(str.strip, self.cleaned_data.get("points", "").splitlines())))
        return [RetypePart(self.key, self.cleaned_data["words"], points)]


class TableForm(CellsForm, PolicyForm):
    """The words above a table and its cells, with a row more than there is."""

    op, button = "cells", "Save this table"
    words = WordsField(
        label="Words above the table (optional)",
        max_length=LONGEST_CLAUSE,
        required=False,
        help_text="Write a new row at the end. Empty a row to take it out.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def offer(self, reading: Checked) -> None:
        """The words as they were read."""
        body = reading.part(self.key).body
        self.initial["words"] = body.text
        self.hold((*body.rows, ()))

    @property
    def first(self) -> str:
        """What is wrong with the whole is said of the words above."""
        return "words"

    def operations(self) -> list[Operation[Checked]]:
        """The table with these cells."""
        cells = tuple(cell for row in self.given_rows for cell in row)
        return [RetypeTable(self.key, self.cleaned_data["words"], self.cleaned_data["columns"], cells)]


class SplitForm(PolicyForm):
    """Where a part ends and another begins."""

    op, button = "split", "Split"
    before = WordsField(
        label="Split it: the second part begins with the words",
        max_length=200,
        help_text="The first few words are enough.",
        error_messages={"required": "Type the first words of the second part."},
    )

    def operations(self) -> list[Operation[Checked]]:
        """The two."""
        return [Split(self.key, self.cleaned_data["before"])]


class MoveToForm(PolicyForm):
    """Another section for a part."""

    op, button = "move-to", "Move"
    section = forms.ChoiceField(label="Move it to the section")

    def offer(self, reading: Checked) -> None:
        """The sections."""
        choose_from(self, "section", _sections(reading))
        home, _ = reading.find(self.key)
        self.initial["section"] = reading.sections[home].key

    def operations(self) -> list[Operation[Checked]]:
        """The part, there."""
        return [MoveTo(self.key, self.cleaned_data["section"])]


class PlaceForm(PolicyForm):
    """A section for words that stand nowhere."""

    op, button = "place", "Place"
    section = forms.ChoiceField(label="Place it at the end of")
    type = forms.ChoiceField(label="As", choices=_TYPES)

    def offer(self, reading: Checked) -> None:
        """The sections; that before which, or in which, the words stand in the document first."""
        choose_from(self, "section", _sections(reading))
        lines = reading.piece(self.key).lines
        before = [section for section in reading.sections if lines and section.line and section.line <= lines[0]]
        if before:
            self.initial["section"] = before[-1].key

    def operations(self) -> list[Operation[Checked]]:
        """The words, there."""
        return [Place(self.key, self.cleaned_data["section"], self.cleaned_data["type"])]


class HeadingForm(PolicyForm):
    """What a section is called."""

    op, button = "heading", "Save this heading"
    words = WordsField(label="Its heading", max_length=LONGEST_HEADING)

    def offer(self, reading: Checked) -> None:
        """The heading as it was read."""
        self.initial["words"] = reading.section(self.key).heading

    def operations(self) -> list[Operation[Checked]]:
        """The section, called so."""
        return [RetypeHeading(self.key, self.cleaned_data["words"])]


class NameForm(PolicyForm):
    """The title or the subtitle: its key says which."""

    op, button = "name", "Save these words"
    words = WordsField(label="Words", max_length=LONGEST_HEADING)

    def offer(self, reading: Checked) -> None:
        """The words as they were read."""
        if self.key not in {"title", "subtitle"}:
            raise Refused(GONE)
        self.initial["words"] = getattr(reading, self.key)
        self.fields["words"].label = self.key.capitalize()
        self.fields["words"].required = self.key == "title"

    def operations(self) -> list[Operation[Checked]]:
        """The policy, called so."""
        return [RetypeName(self.key, self.cleaned_data["words"])]


class KindsForm(forms.Form):
    """What each section that is shown is for. Its fields stand about the page and belong to one form.

    chosen: what was sent and could not be taken, to be shown again.
    """

    def __init__(
        self,
        sent: Mapping[str, Any] | None = None,
        *,
        sections: list[CheckedSection],
        chosen: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(sent)
        self.sections = sections
        for section in sections:
            self.fields[f"kind-{section.key}"] = forms.ChoiceField(
                label=f"What “{section.name}” is for",
                choices=_KINDS,
                initial=(chosen or {}).get(f"kind-{section.key}", section.kind.value),
                required=False,
                widget=forms.Select(attrs={"form": "kinds"}),
            )

    def operations(self, said: str) -> list[Operation[Checked]]:
        """The sections that are for something else now; and the one of this key, which a person says is right."""
        chosen = {section: self.cleaned_data[f"kind-{section.key}"] for section in self.sections}
        return [
            ChangeKind(section.key, kind)
            for section, kind in chosen.items()
            if kind and (kind != section.kind.value or (section.key == said and section.kind_is_guess))
        ]


def _sections(reading: Checked) -> list[tuple[str, str]]:
    return [(section.key, section.name) for section in reading.sections]


OF_PARTS: tuple[type[PolicyForm], ...] = (TypeForm, RetypeForm, SplitForm, MoveToForm)
_EVERY: tuple[type[PolicyForm], ...] = (*OF_PARTS, TableForm, PlaceForm, HeadingForm, NameForm)
FORMS: dict[str, type[PolicyForm]] = {form.op: form for form in _EVERY}
BUTTONS: dict[str, Callable[[str], Operation[Checked]]] = {
    "join": Join,
    "point": MakePoint,
    "up": lambda key: Move(key, -1),
    "down": lambda key: Move(key, 1),
    "begin": lambda key: SplitOff(key, as_heading=False),
    "heading-of": lambda key: SplitOff(key, as_heading=True),
    "join-section": JoinSection,
    "aside": SetAside,
    "rest-aside": lambda _: SetRestAside(),
}
"""Corrections that are one button."""


def forms_of(part: Part, reading: Checked) -> dict[str, PolicyForm]:
    """The forms that an open part shows, by their names. A table that is larger than a form has none for its cells."""
    made = OF_PARTS
    if part.body.type == "table":
        made = (TypeForm, MoveToForm) if is_large(part) else (TypeForm, TableForm, MoveToForm)
    return {form.op.replace("-", "_"): form(key=part.key, reading=reading) for form in made}


def is_large(part: Part) -> bool:
    """Whether a part is a table of more cells than a form shows."""
    rows = part.body.rows
    return len(rows) > MOST_ROWS or max(map(len, rows), default=0) > MOST_COLUMNS
