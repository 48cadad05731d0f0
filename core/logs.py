"""What is logged, as one line of JSON each, and what never is: the words that people wrote.

Our own lines say what happened and give numbers and keys. What a library says may hold anything, since it is often made
of a value: of that only the words that stand in its source are kept. An error is told by its kind and the places it
passed through, for its text may quote a row; of a database's error the code and the names of table and constraint.
"""

import linecache
import logging
import re
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import psycopg
from django.http import HttpRequest, HttpResponse
from pythonjsonlogger.json import JsonFormatter

from core import references

OWN = ("core", "people", "policies", "actionplan", "succession", "documents")
WITHHELD = "[...]"
_TOKEN = re.compile(r"[\w.:-]{1,64}", re.ASCII)
_ACTION = re.compile(r"[a-z_]{1,40}")
_MOST_PLACES = 12
_ROOT = Path(__file__).resolve().parent.parent
_requests = logging.getLogger("core.requests")


def configuration(*, production: bool) -> dict[str, Any]:
    """Python's logging, for Django and for gunicorn: JSON in production, and plain lines in a trial."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"format": "{asctime} {levelname} {name} {reference} {message}", "style": "{"},
            "json": {"()": "core.logs.Formatter"},
        },
        "filters": {"reference": {"()": "core.references.ReferenceFilter"}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "json" if production else "plain",
                "filters": ["reference"],
            }
        },
        "root": {"handlers": ["console"], "level": "INFO"},
        # Each says a line for every step of a paper, for every task or at each start, for every minute's sweep.
        "loggers": {
            name: {"level": "WARNING"}
            for name in (
                "weasyprint",
                "fontTools",
                "pikepdf",
                "procrastinate.blueprints",
                "procrastinate.jobs",
                "procrastinate.periodic",
            )
        }
        | {"core.requests": {"level": "INFO" if production else "WARNING"}},
    }


def for_gunicorn() -> dict[str, Any]:
    """The same for the web server's own lines, which name the address of a request that failed."""
    its_own = {"handlers": ["console"], "level": "INFO", "propagate": False}
    return configuration(production=True) | {"loggers": {"gunicorn.error": its_own, "gunicorn.access": its_own}}


class RequestLogMiddleware:
    """Log each request: its reference, who by number, which page by name, how it was answered and how long it took.

    Never its address, which may hold what somebody searched for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then say so."""
        began = time.perf_counter()
        response = self.get_response(request)
        if request.resolver_match is not None and _requests.isEnabledFor(logging.INFO):
            milliseconds = round((time.perf_counter() - began) * 1000)
            told = {"request": request, "status_code": response.status_code, "milliseconds": milliseconds}
            _requests.info("answered", extra=told)
        return response


class Formatter(JsonFormatter):
    """A record as one line of JSON that holds nobody's words."""

    def format(self, record: logging.LogRecord) -> str:
        """The line. Nothing of the record gets in but what is named here."""
        line: dict[str, Any] = {
            "time": f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S')}.{record.msecs:03.0f}Z",
            "level": record.levelname,
            "logger": record.name,
            "message": message_of(record),
            "reference": getattr(record, "reference", "") or references.current() or "-",
        }
        line |= _of_request(getattr(record, "request", None))
        line |= _of_job(record)
        for name in ("status_code", "milliseconds"):
            if isinstance(value := getattr(record, name, None), int):
                line[name] = value
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = errors_of(record.exc_info[1])
        return self.serialize_log_record(line)

    converter = staticmethod(time.gmtime)


def message_of(record: logging.LogRecord) -> str:
    """What a record says, without a word that is not its program's own."""
    template = record.msg if isinstance(record.msg, str) else WITHHELD
    is_ours = record.name.partition(".")[0] in OWN
    if not record.args:
        return template if is_ours or _stands_in_source(template, record) else WITHHELD
    given = record.args if isinstance(record.args, tuple) else (record.args,)
    try:
        if isinstance(record.args, dict):
            return template
        return re.sub(r"%[-#0 +]*\d*(?:\.\d+)?([diouxXeEfFgGcrsa])", "%s", template) % tuple(
            _shown(value, is_ours) for value in given
        )
    except (TypeError, ValueError):
        return template


def _shown(value: object, is_ours: bool) -> str:
    """A value of a message: numbers, and of our own lines keys and names of classes, which have no spaces."""
    if isinstance(value, (int, float)):
        return str(value)
    return str(value) if is_ours and _TOKEN.fullmatch(str(value)) else WITHHELD


def _stands_in_source(words: str, record: logging.LogRecord) -> bool:
    """Whether a message is written in the program as it is, and so was not made of anything."""
    lines = "".join(linecache.getline(record.pathname, record.lineno + after) for after in range(-3, 8))
    return bool(words) and (f'"{words}"' in lines or f"'{words}'" in lines)


def _of_request(request: object) -> dict[str, Any]:
    if not isinstance(request, HttpRequest):
        return {}
    match, user = request.resolver_match, getattr(request, "_cached_user", None)  # asks the database for nothing
    return {
        "method": request.method if request.method in {"GET", "HEAD", "POST", "OPTIONS"} else WITHHELD,
        "route": match.view_name if match else "-",
        "user": getattr(user, "pk", None),
    }


def _of_job(record: logging.LogRecord) -> dict[str, Any]:
    """Of procrastinate's lines: what it did, and the job's number and task, without its arguments."""
    told: dict[str, Any] = {}
    action, job = getattr(record, "action", None), getattr(record, "job", None)
    if isinstance(action, str) and _ACTION.fullmatch(action):
        told["action"] = action
    if isinstance(job, dict):
        told |= {"job": job.get("id"), "task": job.get("task_name")}
    return told


def errors_of(error: BaseException) -> list[dict[str, Any]]:
    """An error and those that led to it, the last first: kind and places, never text."""
    told: list[dict[str, Any]] = []
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        told.append({"kind": type(each).__name__, "at": _places(each.__traceback__)} | _of_database(each))
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return told


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-_MOST_PLACES:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(filename: str) -> str:
    """A file of ours from the root of the project, a library's from the name of its package."""
    path = Path(filename)
    if path.is_relative_to(_ROOT) and "site-packages" not in path.parts:
        return str(path.relative_to(_ROOT))
    return filename.rpartition("site-packages/")[2].rpartition("/lib/")[2]


def _of_database(error: BaseException) -> dict[str, Any]:
    """Codes and names of a database's error. Its text and detail quote the row."""
    if not isinstance(error, psycopg.Error):
        return {}
    named = {
        "sqlstate": error.sqlstate,
        "table": error.diag.table_name,
        "column": error.diag.column_name,
        "constraint": error.diag.constraint_name,
    }
    return {name: value for name, value in named.items() if value}
