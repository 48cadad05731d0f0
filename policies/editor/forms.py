"""What people type about one clause or one section of a policy."""

import datetime
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from core.forms import SeveralField, WordsField
from documents.characters import is_blank
from policies.actions.editing import Marks
from policies.document import (
    LONGEST_CLAUSE,
    LONGEST_HEADING,
    Clause,
    ClauseKind,
    Document,
    Section,
    SectionKind,
    can_be,
    can_be_for,
    can_leave,
    in_words,
)
from policies.tagging.tags import label_of, tags_on

_STANDING = (ClauseKind.CLAUSE, ClauseKind.PARAGRAPH, ClauseKind.LEAD_IN)
_SHOWN = 70
"""How many letters of a clause tell it from the others in a list of places."""


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ClauseForm(forms.Form):
    """The words of one clause, how it stands and, in a council's model, what the council says of it."""

    text = WordsField(
        label="Words of the clause",
        max_length=LONGEST_CLAUSE,
        widget=_area(6),
        error_messages={"required": "Enter the words of the clause."},
    )
    sub_clauses = WordsField(
        label="Points under it (optional)",
        required=False,
        widget=_area(3),
        help_text="One on each line. For numbered clauses.",
        max_length=LONGEST_CLAUSE,
    )
    kind = forms.ChoiceField(label="How it stands", required=False)
    tags = SeveralField(
        label="What it is about",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="So that you can see which schools say something about it.",
    )
    locked = forms.BooleanField(
        label="Core clause",
        required=False,
        help_text="Schools that take the model keep it word for word.",
    )

    def __init__(
        self, *args: Any, is_model: bool, today: datetime.date, clause: Clause | None = None, **kwargs: Any
    ) -> None:
        if clause is not None:
            kwargs["initial"] = {
                "text": clause.text,
                "sub_clauses": "\n".join(clause.sub_clauses),
                "kind": clause.kind.value,
                "tags": list(clause.tags),
                "locked": clause.locked,
            } | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self._choose("kind", [(kind.value, kind.label) for kind in _STANDING if clause is None or can_be(clause, kind)])
        if clause is not None and clause.kind is ClauseKind.TABLE:
            del self.fields["kind"], self.fields["sub_clauses"]
        if is_model:
            offered = [(tag.key, tag.label) for tag in tags_on(today)]
            kept = [(key, label_of(key)) for key in (clause.tags if clause else ()) if key not in dict(offered)]
            self._choose("tags", offered + kept)
        else:
            del self.fields["tags"], self.fields["locked"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = choices

    @property
    def points(self) -> tuple[str, ...] | None:
        """The points under the clause, a line each; None where the form does not ask for them."""
        if "sub_clauses" not in self.fields:
            return None
        return _lines(self.cleaned_data["sub_clauses"])

    @property
    def chosen_kind(self) -> ClauseKind | None:
        """How it is to stand; None where the form did not say."""
        given = self.cleaned_data.get("kind")
        return ClauseKind(given) if given else None

    @property
    def marks(self) -> Marks | None:
        """What the council says of it; None where it is no clause of a model."""
        if "tags" not in self.fields:
            return None
        return Marks(tuple(self.cleaned_data["tags"]), self.cleaned_data["locked"])

    @property
    def full_text(self) -> str:
        """All the words as they were typed, as `Clause.full_text` has them."""
        points = _lines(self["sub_clauses"].value() or "") if "sub_clauses" in self.fields else ()
        return "\n".join([str(self["text"].value() or "").replace("\r\n", "\n"), *points])


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if not is_blank(line))


class OtherWordsForm(ClauseForm):
    """Other words for a clause, with what the page was opened on."""

    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)


class NewClauseForm(ClauseForm):
    """A clause of one's own. Its id comes with the page, so that sending it twice adds it once."""

    clause_id = forms.UUIDField(widget=forms.HiddenInput)
    after = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def new_id(self) -> str:
        """The id of the clause."""
        given: uuid.UUID = self.cleaned_data["clause_id"]
        return given.hex


class PlaceForm(forms.Form):
    """Where a clause is to stand: before another clause, or at the end of a section."""

    place = forms.ChoiceField(
        label="Put it",
        error_messages={"required": "Choose where it goes.", "invalid_choice": "Choose a place of the list."},
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, document: Document, clause: Clause, facts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        home = document.section_of(clause.id)
        sections = document.sections if can_leave(clause) else (home,)
        groups = [(_name(section, facts), list(_places(section, clause, facts))) for section in sections]
        field.choices = [("", "Choose a place"), *groups]

    @property
    def target(self) -> tuple[str, str | None]:
        """The section, and the clause it goes before; None for the end of the section."""
        section_id, _, before = self.cleaned_data["place"].partition(":")
        return section_id, before or None


def _name(section: Section, facts: Mapping[str, str]) -> str:
    return in_words(section.heading, facts) or section.kind.label


def _places(section: Section, clause: Clause, facts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for other in section.clauses:
        if other.id != clause.id:
            words = in_words(other.text, facts)
            shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
            yield f"{section.id}:{other.id}", f"before “{shown}”"
    yield f"{section.id}:", f"at the end of “{_name(section, facts)}”"


class SectionForm(forms.Form):
    """Heading and purpose of a section."""

    heading = WordsField(
        label="Heading", max_length=LONGEST_HEADING, error_messages={"required": "Enter the heading of the section."}
    )
    what_for = forms.ChoiceField(
        label="What it is for",
        help_text="The clauses of “What the plan will do” and “What the school commits to do” bind the school.",
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, section: Section | None = None, **kwargs: Any) -> None:
        if section is not None:
            said = {"heading": section.heading, "what_for": section.kind.value}
            kwargs["initial"] = said | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        field = self.fields["what_for"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [
            (kind.value, kind.label) for kind in SectionKind if section is None or can_be_for(section, kind)
        ]
        if section is not None and not section.heading:
            self.fields["heading"].required = False

    @property
    def purpose(self) -> SectionKind:
        """What the section is for."""
        return SectionKind(self.cleaned_data["what_for"])


class NewSectionForm(SectionForm):
    """A new section. Its id comes with the page, so that sending it twice adds it once."""

    section_id = forms.UUIDField(widget=forms.HiddenInput)
    after = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def new_id(self) -> str:
        """The id of the section."""
        given: uuid.UUID = self.cleaned_data["section_id"]
        return given.hex
