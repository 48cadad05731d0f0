"""`manage.py load_programmes`: bring the list of programmes and qualifications up to date with the release's file."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.history.acting import acting
from people.development.programmes import Unreadable, programmes
from people.models import Programme


class Command(BaseCommand):
    help = (
        "Load the programmes and qualifications of this release, those that ended too. Safe to repeat: it changes what "
        "has changed, and removes none."
    )

    def handle(self, **_options: Any) -> None:
        try:
            listed = programmes()
        except Unreadable as error:
            raise CommandError(str(error)) from error
        new = changed = 0
        with acting(via="manage.py load_programmes"), transaction.atomic():
            here = {programme.key: programme for programme in Programme.objects.select_for_update()}
            for one in listed:
                values = asdict(one)
                programme = here.get(one.key, Programme(key=one.key))
                is_new = programme.pk is None
                if not is_new and all(getattr(programme, name) == value for name, value in values.items()):
                    continue
                for name, value in values.items():
                    setattr(programme, name, value)
                programme.full_clean()
                programme.save()
                new, changed = new + is_new, changed + (not is_new)
        same = len(listed) - new - changed
        self.stdout.write(f"{len(listed)} programmes: {new} new, {changed} changed, {same} the same.")
