"""`manage.py import_schools FILE`: bring schools, councils and trusts up to date from a file of GIAS."""

from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.history.acting import acting
from people.organisations import gias, loading

_ROWS_SHOWN = 10
_STEP = 5_000


class Command(BaseCommand):
    help = (
        "Load the register of schools (GIAS: all establishment data, as CSV). Safe to repeat: it changes what has "
        "changed. Nothing is saved unless every row can be read, or --skip-bad-rows is given."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a CSV file of any year, as downloaded or saved by a spreadsheet")
        parser.add_argument("--council", default="", metavar="CODE", help="only schools of this council, like 315")
        parser.add_argument("--skip-bad-rows", action="store_true", help="load the other rows when some are refused")

    def handle(self, file: Path, council: str, *, skip_bad_rows: bool, **_options: Any) -> None:
        if council and not (council.isascii() and council.isdigit() and len(council) == 3):
            raise CommandError("Give the council's code as three digits, like 315.")
        try:
            with gias.open_register(file) as register, acting(via="manage.py import_schools"), transaction.atomic():
                outcome = loading.load(self.with_progress(register), council=council)
                self.describe(outcome)
                if outcome.refused and not skip_bad_rows:
                    raise CommandError(self.refusal(outcome))
        except OSError as error:
            raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error
        except gias.Unreadable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(self.summary(outcome, council)))

    def with_progress(self, register: gias.Register) -> gias.Register:
        """The same register, telling the person how far it has been read."""
        return replace(register, rows=self.counted(register.rows))

    def counted(self, rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
        for number, cells in rows:
            if number % _STEP == 0:
                self.stderr.write(f"{number:,} rows read", style_func=str)
            yield number, cells
        self.stderr.write("All rows read; comparing them with the schools that are here", style_func=str)

    def describe(self, outcome: loading.Outcome) -> None:
        """Name every refused row, and count what was mended and left out."""
        for refusal in outcome.refused:
            self.stderr.write(f"Row {refusal.row}: {refusal.sentence}")
        for what, rows in sorted(outcome.mended.items()):
            more = f" and {len(rows) - _ROWS_SHOWN:,} more" if len(rows) > _ROWS_SHOWN else ""
            self.stdout.write(f"Mended: {what} (rows {', '.join(map(str, rows[:_ROWS_SHOWN]))}{more}).")
        for reason, count in sorted(outcome.left_out.items()):
            self.stdout.write(f"Left out: {count:,} {reason}.")
        for sentence in outcome.without_successor:
            self.stdout.write(f"No successor confirmed: {sentence}")
        if outcome.open_again:
            others = len(outcome.open_again) - _ROWS_SHOWN
            schools = ", ".join(outcome.open_again[:_ROWS_SHOWN]) + (f" and {others:,} more" if others > 0 else "")
            self.stdout.write(
                f"Closed here and open in this file: {schools}. Unless they opened again, this file is older than one "
                "loaded before: load the newest."
            )

    def refusal(self, outcome: loading.Outcome) -> str:
        """Why nothing was saved, and the two ways on."""
        rows = _counted(len(outcome.refused), "row")
        return (
            f"Nothing was saved: {rows} cannot be read. Mend the file, or load the other "
            f"{_counted(outcome.schools, 'school')} with --skip-bad-rows."
        )

    def summary(self, outcome: loading.Outcome, council: str) -> str:
        """The closing sentence."""
        if not outcome.schools:
            return f"There is no school{f' of council {council}' if council else ''} in this file: nothing was changed."
        sentence = (
            f"{_counted(outcome.schools, 'school')}: {outcome.new:,} new, {outcome.changed:,} changed, "
            f"{outcome.same:,} the same"
        )
        around = [
            _counted(outcome.councils, "new council") if outcome.councils else "",
            f"{_counted(outcome.trusts, 'trust')} new or renamed" if outcome.trusts else "",
            f"{_counted(len(outcome.refused), 'row')} refused" if outcome.refused else "",
        ]
        return "; ".join([sentence, *filter(None, around)]) + "."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
