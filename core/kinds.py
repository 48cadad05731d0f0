"""Which function reads each kind of upload, and which makes each kind of paper.

An app says so in its `AppConfig.ready`. Functions are named, "package.module:function", and imported only where they
run: readers in a child process, makers in a job.
"""

READERS: dict[str, str] = {}
MAKERS: dict[str, str] = {}


def register_reader(kind: str, function: str) -> None:
    """Uploads of `kind` are read by `function`: (path, name) to JSON with `refused` and `declined`."""
    READERS[kind] = function


def register_maker(kind: str, function: str) -> None:
    """Papers of `kind` are made by `function`: the subject to a `core.making.Made`."""
    MAKERS[kind] = function
