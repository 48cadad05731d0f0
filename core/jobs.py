"""Background work: one way in.

A job's arguments are ids and short words only, so that a job waiting in the queue holds nobody's text.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from procrastinate.tasks import Task


def enqueue(task: Task[Any, Any, Any], **ids: str | int) -> None:
    """Ask for `task` to run once the transaction around this call is committed.

    Raises RuntimeError outside a transaction: a job must be asked for by the same commit as what it works on.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{task.name} was enqueued outside a transaction")
    task.defer(**ids)


def enqueue_many(task: Task[Any, Any, Any], ids: Iterable[dict[str, Any]]) -> None:
    """The same for many jobs of one task, in one statement."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{task.name} was enqueued outside a transaction")
    every = list(ids)
    if every:
        task.batch_defer(*every)
