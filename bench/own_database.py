"""A database of a benchmark's own, removed at the end: it meets no other's rows, and has the newest schema."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def own_database(var: Path) -> Iterator[None]:
    """Set Django up with a cluster under this folder, migrated, until the block ends."""
    os.environ["SUCCESSION_VAR"] = str(var)
    os.environ["DJANGO_SETTINGS_MODULE"] = "succession.settings"
    for outside in ("DATABASE_URL", "DATABASE_OWNER_URL", "SUCCESSION_PRODUCTION"):
        os.environ.pop(outside, None)
    import django  # noqa: PLC0415 (after the environment)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 (once Django is set up)

    from core.database.cluster import Cluster  # noqa: PLC0415 (as above)
    from core.database.locations import embedded_locations  # noqa: PLC0415 (as above)

    cluster = Cluster(embedded_locations(var))
    cluster.start()
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        cluster.remove()
