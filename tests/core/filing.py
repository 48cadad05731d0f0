"""Files as people send them, for the tests of uploads and previews."""

import io
from pathlib import Path

from core import uploads
from core.models import Upload
from people.models import User

WORDS = b"Four words of policy"


def send(by: User, *, name: str = "policy.txt", data: bytes = WORDS, organisation: str = "school:1") -> Upload:
    """Keep a file as the pages do."""
    return uploads.keep(name=name, content=io.BytesIO(data), size=len(data), by=by, organisation=organisation)


def kept(folder: Path) -> list[Path]:
    """Every file under a folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
