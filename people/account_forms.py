"""The forms of sign-in and of a change of password, in the product's words. allauth does what they do."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms


def _reword(field: forms.Field, label: str, missing: str) -> None:
    """Name a field, say what to do when it is empty, and leave no words inside it that vanish as one types."""
    field.label = label
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):  # type: ignore[misc]
    """Who are you?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["login"], "Email address", "Enter your email address.")
        _reword(self.fields["password"], "Password", "Enter your password.")
        self.fields["login"].error_messages["invalid"] = "Enter an email address, like name@school.example."


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The password now, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["oldpassword"], "Password now", "Enter the password you use now.")
        _reword(self.fields["password1"], "New password", "Enter a new password.")
        _reword(self.fields["password2"], "New password again", "Enter the new password a second time.")
        self.fields["oldpassword"].help_text = ""
