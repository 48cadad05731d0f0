"""What is kept of a document that waits at a council: whose it seems to be, and what it holds."""

from collections.abc import Iterator
from typing import Any

from core.models import Preview
from people.models import School
from policies.handing.matching import Known, Said, match


def keep(preview: Preview, reading: dict[str, Any]) -> dict[str, Any]:
    """The little of a reading that its row shows; the document is read again for the school that takes it."""
    said = Said(
        title=reading["title"] or "",
        organisation=reading["organisation"] or "",
        file_name=preview.upload.name,
        lines=[line["text"] for line in reading["lines"]],
    )
    return {
        "title": said.title,
        "organisation": said.organisation,
        "sections": len(reading["sections"]),
        "match": match(said, _schools(preview.organisation)).as_json(),
    }


def _schools(organisation: str) -> Iterator[Known]:
    _, _, council = organisation.partition(":")
    for urn, name in School.objects.filter(council=int(council)).open().values_list("urn", "name").order_by("pk"):
        yield Known(urn, name)
