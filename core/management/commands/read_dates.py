"""`manage.py read_dates [--context YEAR] < lines.txt`: which days each line allows. No database, no server."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.dates import Context, read_line


class Command(BaseCommand):
    help = "Read one date expression a line from standard input and print one JSON object for each."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--context", help="the year of the paper, as 2014/15 or 2014")

    def handle(self, *_args: Any, context: str | None, **_options: Any) -> None:
        try:
            about = Context.parse(context) if context else None
        except ValueError as error:
            raise CommandError(str(error)) from error
        for line in sys.stdin.read().splitlines():
            self.stdout.write(json.dumps(read_line(line, about), ensure_ascii=False))
