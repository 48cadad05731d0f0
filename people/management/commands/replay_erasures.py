"""`manage.py replay_erasures LEDGER`: erase again whom the ledger says were erased, after a restore."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from people.privacy import erasure
from people.privacy.ledger import Unreadable


class Command(BaseCommand):
    help = (
        "Erase again everybody whom the ledger of erasures lists. Run it after a restore, before anybody signs in. "
        "Safe to repeat."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ledger", type=Path, help="the file that SUCCESSION_ERASURE_LEDGER named")

    def handle(self, ledger: Path, **_options: Any) -> None:
        try:
            found = erasure.replay(ledger)
        except Unreadable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Erased again: {len(found.erased)}. Erased before: {len(found.erased_before)}.")
        if found.unknown:
            self.stdout.write(f"Not known here, and left alone: {', '.join(map(str, found.unknown))}.")
