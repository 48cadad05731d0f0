"""`manage.py load_standards [FILE]`: bring published standards up to date, those that come along or another file's."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.history.acting import acting
from people.actions.frameworks import load_framework
from people.talent import frameworks


class Command(BaseCommand):
    help = "Load published standards, the Headteachers’ Standards 2020 where no file is named. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", default=frameworks.BUILT_IN, help="a JSON file")

    def handle(self, file: Path, **_options: Any) -> None:
        try:
            read = frameworks.read(file.read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is not a text file in UTF-8.") from error
        except frameworks.Unreadable as error:
            raise CommandError(str(error)) from error
        with acting(via="manage.py load_standards"), transaction.atomic():
            loaded = load_framework(read)
        if loaded.left:
            self.stdout.write(f"No more in the file, and kept: {', '.join(loaded.left)}.")
        same = len(read.standards) - loaded.new - loaded.changed
        self.stdout.write(
            self.style.SUCCESS(f"{read.name}: {loaded.new} new, {loaded.changed} changed, {same} the same.")
        )
