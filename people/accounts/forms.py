"""The forms of an account, in the product's words. allauth does what they do."""

import re
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context, ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import validate_totp_code
from django import forms
from django.core.exceptions import ValidationError

from people.accounts import guesses, rules, signed_in
from people.accounts.second_step import steps_of
from people.models import User

_CODE_TOO_OFTEN = "That was tried too often. Wait five minutes, then type the code your app shows then."


def _reword(field: forms.Field, label: str, missing: str) -> None:
    """Name a field, say what to do when it is empty, and leave no words inside it that vanish as one types."""
    field.label = label
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)
    if isinstance(field.widget, forms.PasswordInput) and isinstance(field, forms.CharField):
        field.strip = False  # a space at the end is a character like any other


class SignInForm(LoginForm):  # type: ignore[misc]
    """Who are you?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["login"], "Email address", "Enter your email address.")
        _reword(self.fields["password"], "Password", "Enter your password.")
        self.fields["login"].error_messages["invalid"] = "Enter an email address, like name@school.example."
        self.fields["password"].help_text = ""


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The password now, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["oldpassword"], "Password now", "Enter the password you use now.")
        _reword(self.fields["password1"], "New password", "Enter a new password.")
        _reword(self.fields["password2"], "New password again", "Enter the new password a second time.")
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = rules.TOO_SHORT

    def clean_oldpassword(self) -> str:
        """The password now. Wrong ones are counted as they are at sign-in."""
        given: str = self.cleaned_data["oldpassword"]
        if not get_account_adapter().reauthenticate(self.user, given):
            raise get_account_adapter().validation_error("enter_current_password")
        return given

    def clean(self) -> dict[str, Any]:
        """The same words twice."""
        return _same_twice(self, forms.Form.clean(self) or {})


class NewPasswordForm(forms.Form):
    """A new password, twice, for whoever came by the link of a letter."""

    password1 = forms.CharField(
        label="New password",
        help_text=rules.TOO_SHORT,
        strip=False,
        max_length=rules.LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a new password.", "max_length": rules.TOO_LONG},
    )
    password2 = forms.CharField(
        label="New password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter the new password a second time."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        """A password that nobody tries first."""
        found: str = get_account_adapter().clean_password(self.cleaned_data["password1"], user=self.user)
        return found

    def clean(self) -> dict[str, Any]:
        """The same words twice."""
        return _same_twice(self, super().clean() or {})


def _same_twice(form: forms.Form, given: dict[str, Any]) -> dict[str, Any]:
    first, second = given.get("password1"), given.get("password2")
    if first and second and first != second:
        form.add_error("password2", "This is not the same as the new password above. Type both again.")
    return given


class EmailForm(forms.Form):
    """An email address."""

    email = forms.EmailField(
        label="Email address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Enter your email address.",
            "invalid": "Enter an email address, like name@school.example.",
        },
    )


class NewEmailForm(EmailForm):
    """Another address to sign in with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["email"], "New email address", "Enter the new address.")


class ProofForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something grave."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["password"], "Password", "Enter your password.")
        self.fields["password"].help_text = ""


class _CodeField(forms.CharField):
    """Six digits of an app or eight of a list, however they are grouped."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "size": 12}
        super().__init__(
            max_length=40,
            widget=forms.TextInput(attrs=attrs),
            error_messages={
                "required": "Enter the code.",
                "max_length": "A code is 6 or 8 digits. Check what you typed.",
            },
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        """The digits without the spaces that people and apps put among them."""
        return re.sub(r"[\s-]", "", super().clean(value))


class CodeForm(forms.Form):
    """The second step: a code of the app, or one of the recovery codes."""

    code = _CodeField(
        label="Code",
        help_text="The 6 digits that your authenticator app shows now, or one of your recovery codes (8 digits).",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self) -> str:
        """A code of this person, that opens for the first time."""
        code: str = self.cleaned_data["code"]
        _count_guess(self.user)
        for authenticator in steps_of(self.user):
            if authenticator.wrap().validate_code(code) and guesses.is_first_use(self.user.pk, code):
                authenticator.user = self.user
                self.authenticator = authenticator
                _forget_guesses(self.user)
                return code
        raise get_adapter().validation_error("incorrect_code")

    def save(self) -> None:
        """Note in the session that the second step was taken, and give the session another key."""
        post_authentication(context.request, self.authenticator, reauthenticated=True)
        signed_in.renew(context.request)


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app, to show that it and the server agree."""

    code = _CodeField(label="Code", help_text="The 6 digits that your app shows now.")

    def clean_code(self) -> str:
        """The code that the secret on this page makes."""
        _count_guess(self.user)
        code = str(self.cleaned_data["code"])
        if not validate_totp_code(self.secret, code):
            raise get_adapter().validation_error("incorrect_code")
        _forget_guesses(self.user)
        guesses.is_first_use(self.user.pk, code)
        return code


def _count_guess(user: Any) -> None:
    if not ratelimit.consume(context.request, action="second_step", key=f"second-step:{user.pk}"):
        raise ValidationError(_CODE_TOO_OFTEN)


def _forget_guesses(user: Any) -> None:
    ratelimit.clear(context.request, action="second_step", key=f"second-step:{user.pk}")


class MetForm(forms.Form):
    """That an administrator met the person whose second step they reset."""

    met = forms.BooleanField(
        label="I met this person face to face, and know that it is them",
        error_messages={"required": "Tick this once you have met them: a call, a video or a mail can be anybody’s."},
    )
