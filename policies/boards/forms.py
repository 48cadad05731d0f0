"""What people type about a council's model that is out to boards. Nothing is saved here."""

import datetime
from typing import Any

from django import forms

from core.filters import FilterForm
from core.forms import OneOfField, TypedDateField, WordsField, offer
from people.models import School, User
from people.queries import bodies_of, held_meetings
from policies.boards import rules
from policies.boards.queries import Narrowed
from policies.models import BoardAsked

_LONGEST_QUESTION = 500


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AskBoardsForm(forms.Form):
    """Until when boards may reply, and what they are asked."""

    until = TypedDateField(
        label="Last day for replies",
        help_text="Until midnight at the end of that day. Boards often meet once a term: give them time.",
        error_messages={"required": "Enter the last day for replies, like 29 January 2027."},
    )
    question = WordsField(
        label="What you ask of them (optional)",
        required=False,
        max_length=_LONGEST_QUESTION,
        widget=_area(3),
        help_text="Stands above the draft for every board.",
    )


class CloseBoardsForm(forms.Form):
    """Why no more replies are taken."""

    reason = WordsField(
        label="Why it closes now",
        max_length=rules.LONGEST_REASON,
        widget=_area(3),
        help_text="The boards read it.",
        error_messages={"required": "Say why it closes before its day: the boards read it."},
    )


class BoardReplyForm(forms.Form):
    """What a board says of the model as a whole."""

    stance = forms.ChoiceField(
        label="What the board says",
        choices=[(stance.value, label) for stance, label in rules.STANCE_LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the board says."},
    )
    words = WordsField(
        label="In the board’s words",
        required=False,
        max_length=rules.LONGEST_WORDS,
        widget=_area(6),
        help_text="Needed where it agrees with comments or does not agree, and has no comment on a clause.",
    )
    meeting = OneOfField(
        label="Meeting that decided it (optional)",
        required=False,
        error_messages={"invalid_choice": "That meeting is not in the list any more. Choose another, or none."},
    )
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, asked: BoardAsked, school: School, user: User, today: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        boards = [body for body in bodies_of(user, school) if body.pk == asked.body_id]
        held = held_meetings(user, boards, school, today) if boards else []
        offer(self, "meeting", held, before=[("", "No meeting")])
        if not held:
            del self.fields["meeting"]

    @property
    def reply(self) -> dict[str, Any]:
        """What `reply_for_board` takes, once the form is valid."""
        given = self.cleaned_data
        return {"meeting": given.get("meeting")} | {name: given[name] for name in ("stance", "words", "opened_on")}


class WhoRepliedForm(FilterForm):
    """Which of the schools that were asked are shown."""

    reply = forms.ChoiceField(
        label="What their board said",
        required=False,
        choices=[(chosen.value, label) for chosen, label in rules.CHOSEN_LABELS.items()],
    )
    name = forms.CharField(label="School", required=False, max_length=200)

    @property
    def narrowed(self) -> Narrowed:
        """The same, as the query takes it."""
        return Narrowed(rules.Chosen(self.chosen.get("reply", "")), self.chosen.get("name", ""))
