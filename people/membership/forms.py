"""What people type about roles and invitations."""

import datetime
from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from core.forms import EmailAddressField, OneOfField, TypedDateField, WordsField, choose_from, offer
from people.access.granting import ON_A_BOARD
from people.access.roles import ROLE_LABELS, Role
from people.accounts.forms import NewPasswordForm
from people.models import Membership, TermOfOffice


class InviteForm(forms.Form):
    """Whom to invite, to which role, until when."""

    name = WordsField(
        label="Full name",
        max_length=200,
        help_text="They can correct it when they accept.",
        error_messages={"required": "Enter the person’s name."},
    )
    email = EmailAddressField(
        label="Email address",
        help_text="An address that only they read. The letter goes there, and they sign in with it.",
        error_messages={"required": "Enter the person’s email address."},
    )
    role = forms.TypedChoiceField(
        label="Role",
        coerce=Role,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the role.", "invalid_choice": "Choose one of the roles in the list."},
    )
    is_administrator = forms.BooleanField(
        label="This officer looks after roles too",
        required=False,
        help_text="They invite people to the council, name headteachers and clerks, and end roles.",
    )
    term = OneOfField(
        label="Place on the board (optional)",
        required=False,
        help_text="For a governor: the place that is in the calendar of terms of office. Their role ends with it.",
        error_messages={"invalid_choice": "Choose one of the places in the list."},
    )
    ends_on = TypedDateField(
        label="Last day (optional)",
        required=False,
        help_text="For example, 31 August 2027. Leave it empty where none is set.",
    )

    def __init__(
        self, *args: Any, roles: Collection[Role], terms: Sequence[TermOfOffice], today: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        offered = [role for role in Role if role in roles]
        choose_from(self, "role", [(each.value, ROLE_LABELS[each]) for each in offered])
        if len(offered) == 1:
            self.initial.setdefault("role", offered[0].value)
        if Role.OFFICER not in offered:
            del self.fields["is_administrator"]
        offer(self, "term", terms, called=_named, before=[("", "None of these")])
        if not terms or not ON_A_BOARD & set(offered):
            del self.fields["term"]

    def clean_ends_on(self) -> datetime.date | None:
        """Not a day that is over."""
        day: datetime.date | None = self.cleaned_data["ends_on"]
        if day is not None and day < self._today:
            raise forms.ValidationError("Choose today or a later day.")
        return day

    def clean(self) -> dict[str, Any]:
        """A role goes no longer than the place on the board; marking is for officers alone."""
        given: dict[str, Any] = super().clean() or {}
        term = given.setdefault("term", None)
        given.setdefault("is_administrator", False)
        role, day = given.get("role"), given.get("ends_on")
        if given["is_administrator"] and role is not None and role is not Role.OFFICER:
            self.add_error("is_administrator", "Only an officer can look after roles at the council. Untick this.")
        if term is None:
            return given
        if role is not None and role not in ON_A_BOARD:
            self.add_error("term", "A place on the board is a governor’s. Choose “None of these” for this role.")
        if day and term.ends_on and day > term.ends_on:
            self.add_error("ends_on", f"The place on the board ends on {term.ends_on:%-d %B %Y}. Choose no later day.")
        given["ends_on"] = day or term.ends_on
        given["starts_on"] = term.starts_on
        return given


def _who_follows(membership: Membership) -> str:
    return f"{membership.user.name}, {membership.get_role_display()}"


def _named(term: TermOfOffice) -> str:
    until = f"until {term.ends_on:%-d %B %Y}" if term.ends_on else "no end set"
    return f"{term.name}, {term.body.name}, {until}"


class EndForm(forms.Form):
    """When a role ends and why, and who follows where somebody must."""

    when = forms.ChoiceField(
        label="When does it end?",
        widget=forms.RadioSelect,
        choices=[("now", "Now"), ("day", "At the end of a day I choose")],
        initial="now",
        error_messages={"required": "Choose when it ends.", "invalid_choice": "Choose when it ends."},
    )
    on = TypedDateField(label="Last day, where you choose one", required=False)
    reason = WordsField(
        label="Why does it end?",
        max_length=300,
        help_text="One line that others who look after roles here may read, like “Left the school”.",
        error_messages={"required": "Say why this role ends, like “Left the school”."},
    )
    successor = OneOfField(
        label="Who follows?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who follows.", "invalid_choice": "Choose who follows from the list."},
    )

    def __init__(
        self,
        *args: Any,
        successors: Sequence[Membership],
        starts_on: datetime.date,
        today: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._earliest = max(starts_on, today)
        if not successors:
            del self.fields["successor"]
            return
        offer(self, "successor", successors, called=_who_follows)

    def clean(self) -> dict[str, Any]:
        """A day, where one was to be chosen."""
        given: dict[str, Any] = super().clean() or {}
        given.setdefault("successor", None)
        day = given.get("on")
        if given.get("when") == "day":
            if day is None and "on" not in self.errors:
                self.add_error("on", "Enter the last day, like 31 August 2027.")
            elif day is not None and day < self._earliest:
                self.add_error("on", f"Choose {self._earliest:%-d %B %Y} or a later day.")
        else:
            given["on"] = None
        return given


class LastDayForm(forms.Form):
    """Another last day, or none."""

    on = TypedDateField(
        label="Last day",
        required=False,
        help_text="For example, 31 August 2027. Leave it empty where the role is to have no last day.",
    )


class NewAccountForm(NewPasswordForm):
    """The name and the first password of somebody who accepts an invitation and has no account."""

    field_order = ["name", "password1", "password2"]

    name = WordsField(label="Your full name", max_length=200, error_messages={"required": "Enter your name."})
