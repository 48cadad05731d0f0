"""What stops a program at its start is said in a sentence, for `manage.py` and for the web server alike."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured

from core.database.silence import is_silence, sentence


@contextmanager
def in_a_sentence(code: int = 1) -> Iterator[None]:
    """End the program with `code`, and the sentence on stderr, where settings or the database let it do nothing."""
    try:
        yield
    except ImproperlyConfigured as error:
        stop = str(error)
    except Exception as error:
        if not is_silence(error):
            raise
        stop = sentence(error)
    else:
        return
    sys.stderr.write(f"{stop}\n")
    sys.exit(code)
