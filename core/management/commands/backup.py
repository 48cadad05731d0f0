"""`manage.py backup FILE`: the whole installation in one encrypted file."""

import signal
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from core.backups import Refused, keys, making

_NEW_PAIR = """\
The public key makes backups. Set it where the product runs:

SUCCESSION_BACKUP_KEY={public}

The secret key opens them. Print it, or keep it in a safe for passwords, and not on this machine; without it no backup
can be restored, by anybody:

{secret}"""


class Command(BaseCommand):
    help = (
        "Write the database and the files to FILE, encrypted: it is there once it is whole. --new-key makes the keys."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE", help="where to write the backup")
        parser.add_argument("--key-file", default="", help="a file of keys, instead of SUCCESSION_BACKUP_KEY")
        parser.add_argument("--new-key", action="store_true", help="print a new pair of keys and do no more")

    def handle(self, *, file: str | None, key_file: str, new_key: bool, **_options: Any) -> None:
        if new_key:
            public, secret = keys.new_pair()
            self.stdout.write(_NEW_PAIR.format(public=public, secret=secret))
            return
        if not file:
            raise CommandError("Name the file to write: python manage.py backup FILE")
        target = Path(file).resolve()
        if not target.parent.is_dir():
            raise CommandError(f"There is no folder {target.parent}: make it first.")
        stop_in_good_order()
        try:
            made = making.make(target, keys.to_make(keys.given(key_file, settings.BACKUP_KEY)))
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{target} holds the database and the files, {filesizeformat(made.size)} encrypted.")


def stop_in_good_order() -> None:
    """Let a SIGTERM end the command as Ctrl-C does: what was begun is cleared away."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped before the end: nothing was kept of it."))
