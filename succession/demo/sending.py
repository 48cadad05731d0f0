"""Sending a document in the demonstration: read at once, where the product leaves it to a job."""

import io

from django.db.models import Model

from core import previews, reading, uploads
from core.models import Preview
from core.organisations import key_of
from people.models import User


def send(*, name: str, text: str, kind: str, organisation: Model, by: User) -> Preview:
    """Send a text and have it read. The preview is ready to confirm."""
    content = text.encode()
    upload = uploads.keep(
        name=name, content=io.BytesIO(content), size=len(content), by=by, organisation=key_of(organisation)
    )
    preview = previews.begin(kind=kind, upload=upload, by=by)
    reading.read(str(preview.pk))
    preview.refresh_from_db()
    return preview
