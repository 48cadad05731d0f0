"""What stops a program at its start is said in a sentence, for `manage.py` and for the web server alike."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured


@contextmanager
def in_a_sentence(code: int = 1) -> Iterator[None]:
    """End the program with `code`, and the sentence on stderr, where settings are missing or unsafe."""
    try:
        yield
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(code)
