"""`manage.py restore FILE`: the installation as a backup holds it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from core.backups import Refused, keys, replaying, restoring
from core.management.commands.backup import stop_in_good_order


class Command(BaseCommand):
    help = "Put the database and the files of a backup in place, all or none. --check reads it and changes nothing."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the backup")
        parser.add_argument(
            "--key-file", default="", help="a file with the secret key, instead of SUCCESSION_BACKUP_KEY"
        )
        parser.add_argument("--check", action="store_true", help="read it from end to end, and restore nothing")
        parser.add_argument("--replace", action="store_true", help="let it replace what is here")
        parser.add_argument("--ledger", default="", help="the list of erasures, which is kept apart from backups")
        parser.add_argument("--no-ledger", action="store_true", help="restore although there is no list of erasures")

    def handle(self, *, file: str, key_file: str, check: bool, **options: Any) -> None:
        stop_in_good_order()
        path = Path(file).resolve()
        try:
            identities = keys.to_open(keys.given(key_file, settings.BACKUP_KEY))
            if check:
                header = restoring.check(path, identities)
                self.stdout.write(f"{path} is whole: release {header.release}, {replaying.when(header.moment)}.")
                return
            replay = replaying.from_ledger(options["ledger"], without=options["no_ledger"], say=self.stdout.write)
            self._confirm(replace=options["replace"])
            header = restoring.restore(path, identities, replace=options["replace"], replay=replay)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"Restored: release {header.release} as it was on {replaying.when(header.moment)}. "
            "Everybody signs in again."
        )

    def _confirm(self, *, replace: bool) -> None:
        name = connection.settings_dict["NAME"]
        if replace:
            self.stdout.write(f"What the database {name} and {settings.MEDIA_ROOT} hold now will be gone.")
            if input("Type the name of the database to go on: ").strip() != name:
                raise Refused("That is not its name. Nothing was restored.")
