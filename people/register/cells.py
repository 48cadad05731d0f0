"""What a cell of a register says, after a spreadsheet has been at it. Pure.

A spreadsheet that opens a register drops leading zeros, writes long numbers as 1.06653E+05, adds ".0", and turns days
into counts of days. Each function mends what can be mended without a guess, and says that it did.
"""

import datetime
import re
import unicodedata
from decimal import Decimal
from typing import Final

from documents import characters

_LARGEST: Final = 2_147_483_647  # that a column of whole numbers holds
_LONGEST_NUMBER: Final = 40  # of characters, however many noughts it begins with
_WHOLE = re.compile(r"\d+", re.ASCII)
_WITH_COMMAS = re.compile(r"\d{1,3}(,\d{3})+", re.ASCII)
_WITH_NOUGHT = re.compile(r"(\d+)\.0+", re.ASCII)
_SCIENTIFIC = re.compile(r"(\d(?:\.\d+)?)[Ee]\+?(\d{1,2})", re.ASCII)
_AS_FORMULA = re.compile(r"""(?:=?"([^"]*)"|'(.*))""")
_SERIAL = re.compile(r"\d{4,5}(?:\.0+)?", re.ASCII)
_DAY_FORMATS: Final = ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%d-%b-%Y", "%d %b %Y", "%d %B %Y")
_MONTH_FIRST: Final = ("%m-%d-%Y", "%m/%d/%Y")
# Day 0 of a spreadsheet's calendar, from 1 March 1900 on: it believes in a 29 February 1900.
_SERIAL_START: Final = datetime.date(1899, 12, 30)
_YEARS: Final = range(1000, 2200)
_LOST_LETTER = re.compile(r"\w\?|\?\w|\ufffd")


class Damaged(Exception):
    """A cell that cannot be read without a guess. Its text is the sentence the person reads."""


def number_of(cell: str, what: str) -> tuple[int, bool]:
    """The whole number in a cell, and whether it was mended. `what` names it in the sentence: "URN".

    Raises Damaged.
    """
    number, was_mended = _whole_number(cell, what)
    if number > _LARGEST:
        raise Damaged(f"The {what} “{number}” is too large to be right.")
    return number, was_mended


def _whole_number(cell: str, what: str) -> tuple[int, bool]:
    plain = unwrapped(cell)
    if len(plain) > _LONGEST_NUMBER:
        raise Damaged(f"The {what} “{_shown(plain)}” is too long to be a number.")
    if _WHOLE.fullmatch(plain):
        return int(plain), plain != cell.strip()
    if _WITH_COMMAS.fullmatch(plain):
        return int(plain.replace(",", "")), True
    if nought := _WITH_NOUGHT.fullmatch(plain):
        return int(nought[1]), True
    if scientific := _SCIENTIFIC.fullmatch(plain):
        digits, exponent = len(scientific[1].replace(".", "")), int(scientific[2])
        if digits <= exponent:
            raise Damaged(f"The {what} “{plain}” has lost its last digits in a spreadsheet.")
        whole = Decimal(plain)
        if whole == whole.to_integral_value():
            return int(whole), True
    raise Damaged(f"The {what} “{plain}” is not a whole number." if plain else f"It has no {what}.")


def date_of(cell: str, what: str) -> tuple[datetime.date | None, bool]:
    """The day in a cell, None for an empty one, and whether it was mended from a spreadsheet's count of days.

    A day is written before its month. Raises Damaged.
    """
    plain = unwrapped(cell)
    if not plain:
        return None, False
    if _SERIAL.fullmatch(plain):
        return _SERIAL_START + datetime.timedelta(days=int(float(plain))), True
    plain = re.sub(r"[T ]\d\d?:\d\d(:\d\d)?(\.\d+)?\Z", "", plain)
    day = _parsed(plain, _DAY_FORMATS)
    if day:
        return day, False
    if _parsed(plain, _MONTH_FIRST):
        raise Damaged(f"The {what} “{_shown(plain)}” has its month before its day.")
    raise Damaged(f"The {what} “{_shown(plain)}” is not a day, like 31-08-2026.")


def text_of(cell: str, what: str, *, longest: int = 200) -> str:
    """The words in a cell, with single spaces and composed letters.

    Raises Damaged for an empty or overlong cell, and for characters that no name has.
    """
    hidden = characters.hidden_in(cell)
    if hidden:
        raise Damaged(f"The {what} holds a hidden character ({characters.name_of(hidden)}).")
    plain = " ".join(unicodedata.normalize("NFC", cell).split())
    if characters.is_blank(plain):
        raise Damaged(f"It has no {what}.")
    if len(plain) > longest:
        raise Damaged(f"The {what} is longer than {longest} characters.")
    return plain


def has_lost_a_letter(text: str) -> bool:
    """Whether a letter was written as a question mark by a program that did not know it, as in "T? Mawr"."""
    return bool(_LOST_LETTER.search(text))


def unwrapped(cell: str) -> str:
    """The cell without what is written around a code to keep a spreadsheet off it: ="001", '001."""
    plain = cell.strip()
    wrapped = _AS_FORMULA.fullmatch(plain)
    return (wrapped[1] or wrapped[2] or "").strip() if wrapped else plain


def _parsed(text: str, formats: tuple[str, ...]) -> datetime.date | None:
    for form in formats:
        try:
            day = datetime.datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no time zone)
        except ValueError:
            continue
        return day if day.year in _YEARS else None
    return None


def _shown(text: str) -> str:
    text = characters.without_hidden(text)
    return text if len(text) <= 40 else text[:40] + "…"
