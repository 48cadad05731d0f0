import hashlib
import re
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from core import uploads
from core.models import Upload
from documents import gate
from tests.actionplan.builders import make_review
from tests.builders import make_user
from tests.core.filing import WORDS, kept, send

pytestmark = pytest.mark.django_db


def test_keep_stores_the_bytes_as_they_came(files: Path) -> None:
    sender = make_user()
    upload = send(sender, name="Policy of ours.TXT")
    assert upload.name == "Policy of ours.TXT"
    assert (upload.size, upload.sha256) == (len(WORDS), hashlib.sha256(WORDS).hexdigest())
    assert (upload.uploaded_by_id, upload.organisation) == (sender.pk, "school:1")
    assert Path(upload.file.path).read_bytes() == WORDS
    assert uploads.digest(upload) == upload.sha256


@pytest.mark.parametrize(
    "name", ["policy.txt", "Ms Jones leaves in May.txt", "../../etc/passwd.txt", "/etc/cron.d/x.md", "päper\u202e.txt"]
)
def test_keep_gives_each_file_a_name_of_its_own_making(files: Path, name: str) -> None:
    upload = send(make_user(), name=name)
    assert re.fullmatch(r"uploads/[0-9a-f]{2}/[0-9a-f]{32}\.(txt|md)", upload.file.name)
    assert kept(files) == [files / upload.file.name]


def test_keep_lets_nobody_else_on_the_machine_read_the_file(files: Path) -> None:
    assert stat.S_IMODE(Path(send(make_user()).file.path).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("policy.exe", WORDS),
        ("policy.txt.exe", WORDS),
        ("policy", WORDS),
        ("policy.txt", b""),
        ("policy.txt", b"x" * (gate.MAX_BYTES + 1)),
    ],
    ids=["program", "two endings", "no ending", "empty", "too large"],
)
def test_keep_leaves_nothing_of_a_file_the_gate_turns_away(files: Path, name: str, data: bytes) -> None:
    with pytest.raises(gate.Refused):
        send(make_user(), name=name, data=data)
    assert not Upload.objects.exists()
    assert kept(files) == []


def test_keep_leaves_no_file_of_a_row_that_could_not_be_saved(files: Path) -> None:
    with pytest.raises(ValidationError):
        send(make_user(), organisation="x" * 41)
    assert not Upload.objects.exists()
    assert kept(files) == []


def test_digest_is_of_what_is_stored_now(files: Path) -> None:
    upload = send(make_user())
    Path(upload.file.path).write_bytes(b"other words")
    assert uploads.digest(upload) == hashlib.sha256(b"other words").hexdigest()
    Path(upload.file.path).unlink()
    assert uploads.digest(upload) == ""


def test_as_attachment_is_saved_under_the_name_it_came_with_and_never_shown(files: Path) -> None:
    response = uploads.as_attachment(send(make_user(), name='a "quoted" <b>name</b>.txt'))
    assert response.getvalue() == WORDS
    response.close()
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment; ")
    assert "\n" not in response["Content-Disposition"]


def test_a_download_is_never_guessed_at_nor_kept(client: Client, files: Path) -> None:
    review = make_review()
    client.force_login(review.imported_by)
    url = reverse("actionplan:source", kwargs={"code": review.council.code, "review_id": review.pk})
    response = client.get(url)
    assert response.getvalue() == b"a plan"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment; ")
    assert "no-store" in response["Cache-Control"]


def test_a_file_that_is_gone_is_said_on_a_page(client: Client, files: Path, caplog: pytest.LogCaptureFixture) -> None:
    review = make_review()
    client.force_login(review.imported_by)
    Path(review.source.file.path).unlink()
    answer = client.get(reverse("actionplan:source", kwargs={"code": review.council.code, "review_id": review.pk}))
    assert answer.status_code == 404
    assert f"“{review.source.name}” was given to us and cannot be found where it was kept" in answer.content.decode()
    assert f"upload={review.source.pk}" in caplog.text


def test_visible_to_shows_a_file_to_its_sender_alone(files: Path) -> None:
    sender, other = make_user(), make_user()
    upload = send(sender)
    assert list(Upload.objects.visible_to(sender)) == [upload]
    assert not Upload.objects.visible_to(other).exists()


def test_remove_leaves_neither_row_nor_file(files: Path) -> None:
    upload = send(make_user())
    uploads.remove(upload)
    assert not Upload.objects.exists()
    assert kept(files) == []
