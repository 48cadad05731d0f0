"""Writers of letters for the tests."""

from core import clock
from core.mailing import Written
from core.models import Letter


def note(about: str) -> Written | None:
    return (
        None
        if about == "nobody"
        else Written(f"reader-{about}@school.example", "A note", f"There is a note about {about}.")
    )


def remembers(about: str) -> Written | None:
    Letter.objects.create(kind="written down", about=about, asked_at=clock.now())
    return note(about)
