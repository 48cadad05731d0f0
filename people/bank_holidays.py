"""Bank holidays of England and Wales, as dated data: 2024 to 2028. Pure.

Source: the list at www.gov.uk/bank-holidays, and for years it does not show yet the days that the Banking and Financial
Dealings Act 1971 and the yearly proclamations give. A day that is moved by proclamation is added here.
"""

import datetime

_DAYS = {
    2024: ((1, 1), (3, 29), (4, 1), (5, 6), (5, 27), (8, 26), (12, 25), (12, 26)),
    2025: ((1, 1), (4, 18), (4, 21), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)),
    2026: ((1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)),
    2027: ((1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)),
    2028: ((1, 3), (4, 14), (4, 17), (5, 1), (5, 29), (8, 28), (12, 25), (12, 26)),
}

BANK_HOLIDAYS = frozenset(datetime.date(year, month, day) for year, days in _DAYS.items() for month, day in days)
FIRST, LAST = datetime.date(min(_DAYS), 1, 1), datetime.date(max(_DAYS), 12, 31)
"""The first and the last day for which bank holidays are known here."""
