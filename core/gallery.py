"""What the gallery of components shows: one form with every kind of field, and rows that stand for nobody's data."""

from dataclasses import dataclass

from django import forms
from django.utils.safestring import mark_safe

from core.correcting.beside import SourceLine
from core.filters import FilterForm
from core.forms import SeveralField
from documents.charts import Drawn, bars


def _missing(sentence: str) -> dict[str, str]:
    """The error of a field left empty, which says what to do."""
    return {"required": sentence}


_CHART = bars(
    title="Recommendations by state",
    sentence="7 of 10 recommendations are done and 3 are late.",
    states=["Done", "Late", "Not yet"],
    rows={"All": {"Done": 7, "Late": 3}},
    of="Recommendations",
)


_ROSA = {"number": 1, "name": "Rosa Example", "letters": "RE", "outline": "M3 3h30v30H3Z", "weight": "dark", "alone": 2}
_SAM = {"number": 2, "name": "Sam Example", "letters": "SE", "outline": "M3 3h30v30H3Z", "weight": "plain", "alone": 0}
_NOBODY = {"marks": [], "is_gap": False}
_PICTURE = {
    "columns": ["Today", "Within a term", "1 to 2 years", "3 years or more"],
    "marks": [_ROSA, _SAM],
    "relied_on": [_ROSA],
    "sentences": ["Two posts rely on Rosa Example alone."],
    "lines": [
        {
            "title": title,
            "holders": holders,
            "cells": [{"marks": today, "is_gap": not today}, _NOBODY, {"marks": [_SAM], "is_gap": False}, _NOBODY],
        }
        for title, holders, today in (
            ("Deputy headteacher", [("Toni Example", None)], [_ROSA]),
            ("SENCO", [], [_ROSA]),
            ("Business manager", [("Rosa Example", _ROSA)], []),
        )
    ],
}


class GalleryFilterForm(FilterForm):
    """Filters as a list has them: a menu and a word."""

    state = forms.ChoiceField(label="State", required=False)
    owner = forms.CharField(label="Owner", required=False)


class GalleryForm(forms.Form):
    """Every kind of field of the crispy pack."""

    title = forms.CharField(
        label="Title of the post",
        help_text="As it stands in your staffing structure.",
        error_messages=_missing("Enter the title of the post, like Deputy headteacher."),
    )
    email = forms.EmailField(
        label="Email address",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages=_missing("Enter an email address, like name@school.example."),
    )
    effective = forms.CharField(
        label="In force from",
        help_text="For example, 5 September 2027 or autumn term 2027.",
        widget=forms.TextInput(attrs={"size": 24}),
        error_messages=_missing("Enter the day it comes into force, like 5 September 2027."),
    )
    text = forms.CharField(
        label="What happened",
        help_text="Two or three sentences. Say what changed, and how you know.",
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
        error_messages=_missing("Say what happened, in a sentence or two."),
    )
    body = forms.ChoiceField(
        label="Which body adopted it",
        choices=[("", "Choose a body"), ("1", "Governing board"), ("2", "Trust board")],
        error_messages=_missing("Choose the body that adopted it."),
    )
    state = forms.ChoiceField(
        label="Where is it now?",
        help_text="Choose one.",
        choices=[("open", "Under way"), ("done", "Done"), ("stopped", "Stopped")],
        widget=forms.RadioSelect,
        error_messages=_missing("Choose where it is now."),
    )
    also = SeveralField(
        label="What else does this count for?",
        choices=[("coaching", "Coaching for middle leaders"), ("cover", "Cover for the headship")],
        widget=forms.CheckboxSelectMultiple,
        error_messages=_missing("Tick at least one thing it counts for."),
    )
    file = forms.FileField(
        label="Evidence",
        help_text="A text file of up to 10 MB.",
        error_messages=_missing("Choose the file that shows it."),
    )
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
        error_messages=_missing("Enter your password."),
    )
    agreed = forms.BooleanField(
        label="The board agreed this at a meeting",
        help_text="It is recorded with your name and today's date.",
        error_messages=_missing("Tick the box when the board has agreed it."),
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that needs somebody, as the component `needs` takes it."""

    what: str
    href: str
    why: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One task, as the component `task_list` takes it."""

    title: str
    state: str
    href: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Council:
    """A council, as the frame of a page takes it."""

    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Place:
    """A school, as the frame of a page takes it."""

    name: str
    council: Council


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the navigation of a place."""

    label: str
    url: str
    is_current: bool = False


EXAMPLES: dict[str, object] = {
    "asked": [
        {"text": "That the council "},
        {"text": "write a policy", "number": 1},
        {"text": " and "},
        {"text": "share it with every school", "number": 2},
        {"text": "."},
    ],
    "place": Place("Bryn Awel Primary School", Council("Alderbrook Council", "#7a2f5d")),
    "nav": [
        Item("Home", "#"),
        Item("Policy", "#", is_current=True),
        Item("Meetings", "#"),
        Item("Council plan", "#"),
    ],
    "crumbs": [("Bryn Awel Primary School", "#"), ("Policy", "#")],
    "head": ["School", "Standing", "Review due", "Commitments"],
    "rows": [
        ["Bryn Awel Primary School", "Unchanged from the model", "4 September 2027", 18],
        ["St Oswald's Church of England Voluntary Aided Junior School", "Changed", "12 March 2026", 7],
    ],
    "facts": [
        ("In force since", "12 March 2026"),
        ("Adopted by", "Governing board, 10 March 2026, minute 7.2"),
        ("Review due", "1 September 2027", "#"),
    ],
    "square": mark_safe('<svg viewBox="0 0 9 9"><path d="M1 1h3v3H1zM5 1h3v3H5zM1 5h3v3H1zM6 6h2v2H6z"/></svg>'),
    "drawn": Drawn(
        _CHART,
        '<svg role="img" viewBox="0 0 100 10"><title>The same picture as a table below</title>'
        '<path d="M0 0h70v10h-70z" fill="#12405c"/><path d="M70 0h30v10h-30z" fill="#8fb3c9"/></svg>',
    ),
    "waiting": Drawn(_CHART, ""),
    "picture": _PICTURE,
    "needs": [
        Need(
            "Record the adoption of your policy",
            "#",
            "The board met on 10 March and no minute is recorded.",
            "by 20 March 2026",
        ),
        Need(
            "Look again at a commitment that has gone quiet",
            "#",
            "“Coaching for middle leaders” has no evidence for two terms.",
        ),
    ],
    "tasks": [
        Task("Take or write the policy", "done", "#"),
        Task("Add your leadership posts", "open", "#", "Most schools have four to eight."),
        Task("Prepare the first report", "not_yet"),
    ],
    "lines": [
        SourceLine(41, "2a.  Encourage schools to share\tCS and MEP", "#buttons", taken="yes"),
        SourceLine(42, "     posts for middle leaders", taken="yes"),
        SourceLine(43, ""),
        SourceLine(44, "     By March 2026\tSix schools take part", "#buttons", "stands nowhere yet", "no"),
    ],
}
