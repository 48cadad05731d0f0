"""What the log of who opened what calls reports, and the words for it."""

CONFIDENTIAL = "report"
LIST = "report-list"
"""The list of reports as a file, which left the house."""


def in_words(kind: str, subject: str) -> str:
    """What was opened; nothing for pages about other things."""
    if kind == CONFIDENTIAL:
        return f"The confidential part of report number {subject}"
    return "The list of reports, as a file" if kind == LIST else ""
