"""Three texts of one policy made one: what it was, what the school made of it, and what the council publishes now."""

from .answers import Answer, Choice, choices, resolve
from .items import Item, Kind, Outcome
from .order import woven
from .three_way import Merge, merge
from .words import combined

__all__ = [
    "Answer",
    "Choice",
    "Item",
    "Kind",
    "Merge",
    "Outcome",
    "choices",
    "combined",
    "merge",
    "resolve",
    "woven",
]
