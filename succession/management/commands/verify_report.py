"""`manage.py verify_report [NUMBER]`: whether issued reports still say what they said."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from succession.models import Report
from succession.reports import verifying


class Command(BaseCommand):
    help = "Put the record of an issued report together again, or of all of them, and say whether it is as it was."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", nargs="?", type=int, help="the number of the report in its address; all without it")

    def handle(self, *, key: int | None, **_options: Any) -> None:
        if key is None:
            found = list(verifying.verify_all())
        else:
            report = Report.objects.kept().select_related("body").filter(pk=key).first()
            if report is None:
                raise CommandError(f"No report {key} was issued. The number stands in the address of its page.")
            found = [verifying.verify(report)]
        for verified in found:
            report = verified.report
            self.stdout.write(f"{report.pk}: {report.kind} {report} to {report.body}: {verified.sentence}")
        altered = sum(not verified.is_intact for verified in found)
        if altered:
            raise CommandError(f"{altered} of {len(found)} reports are not as they were issued.")
        if not found:
            self.stdout.write("No report was issued yet.")
