"""How long a request may be, by what it is sent to."""

from collections.abc import Callable
from typing import TypeVar

_MEGABYTE = 1024 * 1024

# A form of ours holds at most a few dozen texts of 20,000 characters.
LONGEST_FORM = _MEGABYTE
# A file of more than the 10 MB that are read still comes in, so that the form can say so beside the field.
LONGEST_UPLOAD = 64 * _MEGABYTE

View = TypeVar("View", bound=Callable[..., object])


def takes_a_document(view: View) -> View:
    """Mark a view that takes a whole document, as a file or pasted; from people signed in alone."""
    view.longest_body = LONGEST_UPLOAD  # type: ignore[attr-defined]
    return view


def longest_body(view: Callable[..., object], *, is_signed_in: bool) -> int:
    """The most bytes that this view reads of a request."""
    return int(getattr(view, "longest_body", LONGEST_FORM)) if is_signed_in else LONGEST_FORM
