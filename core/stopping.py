"""What stops a program at its start is said in a sentence, for `manage.py` and for the web server alike."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from core.database.silence import is_silence, sentence

logger = logging.getLogger(__name__)


@contextmanager
def in_a_sentence(code: int = 1) -> Iterator[None]:
    """End the program with `code`, and the sentence on stderr, where settings or the database let it do nothing."""
    try:
        yield
    except ImproperlyConfigured as error:
        stop = str(error)
    except Exception as error:
        if is_silence(error):
            stop = sentence(error)
        elif settings.configured and settings.PRODUCTION:
            # Python would print the error's text, which may quote a row.
            logger.critical("the program stopped on an error", exc_info=error)
            sys.exit(code)
        else:
            raise
    else:
        return
    sys.stderr.write(f"{stop}\n")
    sys.exit(code)
