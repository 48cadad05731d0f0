"""`manage.py database start|stop|status`: the embedded PostgreSQL."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.database.cluster import SYSTEM_USER, Cluster, ClusterError
from core.database.locations import POSTGRES_MAJOR, embedded_locations


class Command(BaseCommand):
    help = "Start, stop or describe the embedded PostgreSQL. Once started it keeps running until it is stopped."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["start", "stop", "status"])

    def handle(self, verb: str, **_options: Any) -> None:
        locations = embedded_locations(settings.VAR_DIR)
        if settings.DATABASES["default"]["HOST"] != str(locations.sockets):
            self.stdout.write("DATABASE_URL names another server, so the embedded one is not used.")
            return
        cluster = Cluster(locations)
        try:
            getattr(self, verb)(cluster)
        except ClusterError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            where = error.filename or locations.state
            raise CommandError(
                f"{where} cannot be used: {error.strerror}. Let this user read and write it, or set SUCCESSION_VAR to "
                "another folder."
            ) from error

    def start(self, cluster: Cluster) -> None:
        cluster.start()
        as_user = f" as the system user {SYSTEM_USER}" if cluster.as_root else ""
        self.stdout.write(f"PostgreSQL {POSTGRES_MAJOR} is running{as_user}. Its data: {cluster.locations.data}")

    def stop(self, cluster: Cluster) -> None:
        self.stdout.write("PostgreSQL has stopped." if cluster.stop() else "PostgreSQL was not running.")

    def status(self, cluster: Cluster) -> None:
        if not cluster.is_running():
            raise CommandError("PostgreSQL is not running: `python manage.py database start` starts it.", returncode=3)
        self.stdout.write(f"PostgreSQL {POSTGRES_MAJOR} is running. Its data: {cluster.locations.data}")
