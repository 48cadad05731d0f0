"""A policy as a school really had it: brought in, adopted, and a term's evidence shown beside its commitments."""

import datetime
import io
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from core import clock, reading
from policies.actions import versions
from policies.actions.evidence import add_evidence
from policies.living.commitments import commitments_of, quiet_commitments
from policies.models import Commitment
from tests.policies.cast import make_cast

pytestmark = [pytest.mark.django_db, pytest.mark.samples]

AUTUMN, SPRING = datetime.date(2026, 11, 20), datetime.date(2027, 2, 10)


def test_a_terms_evidence_stands_beside_the_commitments_of_the_seed(
    samples: Path, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    (seed,) = (samples / "seeds").glob("000_*.txt")
    cast, content = make_cast(name="Hill Top School"), seed.read_bytes()
    preview = versions.send_policy(
        school=cast.school, name="seed.txt", content=io.BytesIO(content), size=len(content), by=cast.head
    )
    reading.read(str(preview.pk))
    preview.refresh_from_db()
    version = versions.import_policy(school=cast.school, preview=preview, shown=preview.upload.sha256, by=cast.head)
    cast.adopt(cast.submit(version))
    held = commitments_of(cast.school, AUTUMN)
    assert len(held) == 18, "seven of the plan and eleven of its implementation"
    rows = Commitment.objects.select_related("policy__school").in_bulk()
    for place, one in enumerate(held[:10]):
        on = AUTUMN - datetime.timedelta(days=place)
        given = {"line": f"Done for the {place}th", "on": on, "channels": ["self-evaluation"]}
        add_evidence(commitment=rows[one.key], by=cast.head, today=AUTUMN, **given)
    assert quiet_commitments(cast.school, AUTUMN) == quiet_commitments(cast.school, SPRING) == []
    summer = datetime.date(2027, 5, 1)
    assert {one.quiet.words for one in quiet_commitments(cast.school, summer)} == {"Quiet for 1 term"}
    client = Client()
    client.force_login(cast.head)
    if clock.today() >= AUTUMN:
        shown = client.get(reverse("policies:commitments", args=[cast.school.urn])).content.decode()
        assert "20 November 2026" in shown
        assert "international leadership opportunities" in shown
