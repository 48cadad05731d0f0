"""The codes that the demonstration's one authenticator app shows."""

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from succession.demo import cast


def code_at(moment: float) -> str:
    """The code of this moment, in seconds since 1970."""
    value = hotp_value(cast.SECOND_STEP_SECRET, int(moment) // app_settings.TOTP_PERIOD)
    return str(format_hotp_value(value))


def seconds_left(moment: float) -> int:
    """How long the app shows it still."""
    period = int(app_settings.TOTP_PERIOD)
    return period - int(moment) % period
