"""Background work: one way in.

A job's arguments are ids and short words only, so that a job waiting in the queue holds nobody's text.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from procrastinate.tasks import Task

SOMEBODY_WAITS = 10
"""The priority of work before which a person sits: a document that is read, a paper, a picture. Others have 0."""
TO_MANY = -10
"""The priority of what is asked for in thousands, such as the letters to every school."""


def enqueue(task: Task[Any, Any, Any], **ids: str | int) -> None:
    """Ask for `task` to run once the transaction around this call is committed.

    Raises RuntimeError outside a transaction: a job must be asked for by the same commit as what it works on.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{task.name} was enqueued outside a transaction")
    task.defer(**ids)


def enqueue_many(task: Task[Any, Any, Any], ids: Iterable[dict[str, Any]]) -> None:
    """The same for many jobs of one task, in one statement. They give way to all that is asked for one by one."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{task.name} was enqueued outside a transaction")
    every = list(ids)
    if every:
        task.configure(priority=TO_MANY).batch_defer(*every)
