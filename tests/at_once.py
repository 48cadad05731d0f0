"""Two people who click at the same moment."""

import threading
from collections.abc import Callable

from django.db import connection


def at_once(*clicks: Callable[[], object]) -> list[Exception]:
    """Do all of these at the same moment, each on a connection of its own; what went wrong, in no order."""
    start, wrong = threading.Barrier(len(clicks)), []

    def click(action: Callable[[], object]) -> None:
        start.wait(timeout=10)
        try:
            action()
        except Exception as error:  # noqa: BLE001 (shown by the test)
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=[action]) for action in clicks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return wrong
