"""`manage.py status`: what the status page shows, for a monitor or a timer."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from core import clock, status
from core.states import appearance


class Command(BaseCommand):
    help = "Say how each part of the installation is. Ends with 1 where somebody has to do something."
    requires_system_checks = []

    def handle(self, **_options: Any) -> None:
        found = status.parts(clock.now())
        for part in found:
            self.stdout.write(f"{part.name:<22}{appearance(part.state).word:<14}{part.says}")
            if part.todo:
                self.stdout.write(f"{'':<36}{part.todo}")
        if not status.is_well(found):
            sys.exit(1)
