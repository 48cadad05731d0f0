"""`manage.py read_action_plan FILE [FILE ...] [--json]`: what the reader makes of action plans. No database needed."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from actionplan.reading import PlanReading
from actionplan.reading.files import reading_of


class Command(BaseCommand):
    help = "Read action plans and print what was found: a summary, or with --json one object a line."
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


def _summary(reading: PlanReading) -> list[str]:
    """A few lines a person can check against the paper."""
    turned_down = reading.refused or reading.declined
    if turned_down:
        return [f"{reading.file}: {turned_down}"]
    lines = [f"{reading.file}: {reading.title or 'no title'}", f"  Columns: {', '.join(reading.columns)}"]
    for row in reading.recommendations:
        owners = row.owners.words or ", ".join(row.owners.teams) if row.owners else "nobody named"
        parts = f"{len(row.actions)} actions, {len(row.milestones)} milestones, {len(row.outcome_measures)} measures"
        lines.append(f"  {row.label or '-'} {(row.text or 'cut off')[:60]} ({owners}; {parts})")
    lines += [f"  Not placed, {left.place}: {left.text}" for left in reading.unplaced]
    lines += [f"  {warning}" for warning in reading.warnings]
    return lines
