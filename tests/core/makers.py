"""Makers of papers for the tests: one that works, and what can go wrong with the others."""

from core.making import Made


def note(subject: str) -> Made:
    return Made(f"A note on {subject}".encode(), f"note-{subject}.txt", "text/plain")


def crash(subject: str) -> Made:
    raise ValueError(f"words of {subject}")


def unkeepable(subject: str) -> Made:
    return Made(b"A note", f"{'x' * 300}.txt", "text/plain")


def large(subject: str) -> Made:
    return Made(b"A" * 100_000, f"large-{subject}.pdf", "application/pdf")
