"""The words that dates are made of, as pieces of regular expression, and the look-alikes that are no dates.

Everything is matched without regard to case; what capitals mean is decided where a word stands alone.
"""

import re

DASH = r"[-‐‑‒–—−]"
YEAR = r"(?:19[0-9]{2}|20[0-9]{2}|2100)"
ORDINAL = r"(?:\s?(?:st|nd|rd|th)(?![a-z]))"
# Not the end of another word: "reviewed 4 July", "sermon, 4 May".
WEEKDAY = (
    r"(?<![a-z])"
    r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_MONTHS = (
    ("jan", r"jan(?:uary)?"),
    ("feb", r"feb(?:r?uary)?"),
    ("mar", r"mar(?:ch)?"),
    ("apr", r"apr(?:il)?"),
    ("may", r"may"),
    ("jun", r"june?"),
    ("jul", r"july?"),
    ("aug", r"aug(?:ust)?"),
    ("sep", r"sept?(?:ember)?"),
    ("oct", r"oct(?:ober)?"),
    ("nov", r"nov(?:ember)?"),
    ("dec", r"dec(?:ember)?"),
)
MONTH_NUMBERS = {letters: number for number, (letters, _) in enumerate(_MONTHS, start=1)}
WEEKDAY_NUMBERS = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
MONTH = rf"(?<![a-z])(?P<month>{'|'.join(pattern for _, pattern in _MONTHS)})(?![a-z])"
ANY_MONTH = MONTH.replace("?P<month>", "?:")

BASIS = (
    r"(?:academic\s+years?|school\s+years?|\bA/?Y(?![a-z])|financial\s+years?|fiscal\s+years?|\bF/?Y(?![a-z])|tax\s+years?"
    r"|(?:municipal|civic|council)\s+years?|calendar\s+years?)"
)
# A noun after a number that makes it a count and not a year.
COUNTED = (
    r"\s+(?:of|out|or|more|new|schools?|pupils?|governors?|people|staff|members?|places?|heads?|headteachers?|teachers?"
    r"|children|families|parents|councillors|years?|months?|weeks?|days?|hours?|minutes?)(?![a-z])"
)
# Two digits after a date are its year unless they start something else: a time, a day, a count.
NOT_A_YEAR = rf"(?![0-9%]|[.:,/][0-9]|\s?(?:am|pm|noon|hrs|st|nd|rd|th)(?![a-z])|\s*(?:of\s+)?{ANY_MONTH}|{COUNTED})"
# A year, and what may follow to make it two: 2014/15, 2014-2015, 2014 to 2015, 2014 2015.
YEARS = (
    rf"(?P<year>{YEAR})(?![0-9%]|,[0-9]{{3}})"
    rf"(?:(?P<join>\s?/\s?|{DASH}|(?:\s{DASH}\s?|{DASH}\s|\s+to\s+)(?![0-9]{{1,2}}{COUNTED})|\s+)(?P<until>{YEAR}|[0-9]{{1,2}})"
    rf"(?![0-9%]|[./:,][0-9]|{DASH}[0-9]{{1,2}}(?![0-9])|{ORDINAL}|\s*(?:of\s+)?{ANY_MONTH}))?"
)
SHORT_YEAR = rf"['’‘]?(?P<short>[0-9]{{2}}){NOT_A_YEAR}"

_LOOKALIKES = re.compile(
    r"""
      (?<!\S)\S*?(?:://|www\.|@)\S*                                           # addresses
    | (?-i:\b(?:Acts?|Regulations?|Order|Rules|Bill|Code|Measure)),?\s+\(?(?:19|20)[0-9]{2}\b(?!\s?[/-])
    | (?-i:\b[A-Z]{1,6})\s?\([0-9]{2}/[0-9]{2}\)\s?[0-9]+                     # SR (25/26) 01
    | \b24\s?/\s?7\b(?!\s?/)
    | [£$€]\s?[0-9][0-9.,/]*
    | (?<![0-9])(?:\+44\s?\(?0?\)?|\(?0)[0-9]{2,4}\)?[\s-]?[0-9]{3,4}(?:[\s-]?[0-9]{3,4})?(?![0-9/.])  # telephone
    | \b(?:v|ver|version|sections?|ss?\.|clauses?|paras?|paragraphs?|regulations?|articles?|appendix|annex|rooms?
        |pages?|pp?\.|no\.|SI|ref|reference)[\s.:]{0,2}[0-9]+(?:\.[0-9]+)*(?:/[0-9]{1,4})?(?![0-9/]|[./-][0-9])
      (?!\s?(?:st|nd|rd|th)?\s*(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))
    | (?<![0-9.])[0-9]+(?:\.[0-9]+){3,}                                       # four numbers and more
    | \b[0-9]{1,2}[.:][0-9]{2}\s?(?:am|pm|hrs)\b | \b[0-9]{1,2}:[0-9]{2}\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
BLANK = "\0"


def without_lookalikes(text: str) -> str:
    """The text with what only looks like a date blanked out; every other character keeps its place."""
    return _LOOKALIKES.sub(lambda match: BLANK * len(match[0]), text)


def full_year(two_digits: int) -> int:
    """The year that two digits stand for: 27 is 2027, 98 is 1998."""
    return two_digits + (2000 if two_digits < 70 else 1900)
