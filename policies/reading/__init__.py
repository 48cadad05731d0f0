"""Giving a document its meaning as a policy: title, sections and their kinds, commitments, blanks and dates.

Pure: from a `Source` to a `PolicyReading`, and from there to a `Document` that can be saved. Every word of the
source stands in exactly one field of the reading, and nothing stands there that the source does not say.
"""

from .converting import to_document
from .parts import PartReading, read_part, to_part
from .reader import read_policy
from .shape import Blank, Body, BodyType, PolicyReading, ReadDate, ReadSection, Unplaced, WordCount

__all__ = [
    "Blank",
    "Body",
    "BodyType",
    "PartReading",
    "PolicyReading",
    "ReadDate",
    "ReadSection",
    "Unplaced",
    "WordCount",
    "read_part",
    "read_policy",
    "to_document",
    "to_part",
]
