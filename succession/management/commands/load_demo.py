"""`manage.py load_demo`: a fictional borough to try the product with, and a sign-in for each role."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import clock
from succession.demo import cast, loading


class Command(BaseCommand):
    help = "Load the demonstration where it is not there yet, and print its sign-ins."

    def handle(self, **_options: Any) -> None:
        try:
            if not loading.is_loaded():
                self.stdout.write("Loading the demonstration: a borough, twelve schools and a year of their work.")
            loading.load(clock.today())
        except loading.Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"\nSign in with any of these and the password  {cast.PASSWORD}\n\n")
        for local, what in cast.SIGN_INS:
            self.stdout.write(f"  {local + '@' + cast.DOMAIN:<25}{what}")
        self.stdout.write("\nMost are then asked for a code: `make demo-code` prints the one that holds now.\n")
