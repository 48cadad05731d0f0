"""`manage.py erase_old_history`: what is due of the record of changes and openings, and with `--erase` its end."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core import clock
from people.privacy import old_history
from people.privacy.retention import AUDIT


class Command(BaseCommand):
    help = (
        f"Say how much of the record of changes and openings is older than {AUDIT.keep}; with --erase, erase it for "
        "good. What is of a school, trust or council with a hold stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--erase", action="store_true", help="erase what is due, which nothing brings back")

    def handle(self, *, erase: bool, **_options: Any) -> None:
        today = clock.today()
        found = old_history.erase(today) if erase else old_history.due(today)
        for what, count in found.items():
            self.stdout.write(f"{count:>9,}  {what}")
        until = f"{old_history.last_kept(today):%-d %B %Y}"
        if not found:
            self.stdout.write(f"Nothing from before {until} is due.")
        elif erase:
            self.stdout.write(self.style.SUCCESS(f"All of it was written before {until}, and is erased."))
        else:
            self.stdout.write(f"All of it was written before {until}. Run the command with --erase to erase it.")
