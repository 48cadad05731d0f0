"""`manage.py read_policy FILE [FILE ...] [--json]`: what the reader makes of policies. No database, no server."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from policies.reading.files import reading_of
from policies.reading.shape import PolicyReading


class Command(BaseCommand):
    help = "Read policies and print what was found: a summary, or with --json one object a line."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, files: list[Path], **options: Any) -> None:
        for path in files:
            reading = reading_of(path, path.name)
            if options["json"]:
                self.stdout.write(json.dumps(reading.as_json(), ensure_ascii=False))
            else:
                self.stdout.write("\n".join(_summary(reading)))


def _summary(reading: PolicyReading) -> list[str]:
    """A few lines a person can check against the paper."""
    turned_down = reading.refused or reading.declined
    if turned_down:
        return [f"{reading.file}: {turned_down}"]
    lines = [f"{reading.file}: {reading.title or 'no title'}"]
    for section in reading.sections:
        clauses = sum(part.type == "clause" for part in section.body)
        lines.append(f"  {section.heading or 'no heading'} ({section.kind}): {clauses} clauses")
    lines += [f"  Blanks that mean the {blank.means}: {blank.count}" for blank in reading.placeholders]
    lines += [f"  Not placed, {left.place}: {left.text}" for left in reading.unplaced]
    lines += [f"  {warning}" for warning in reading.warnings]
    return lines
