"""The ledger only grows, keeps what it was given, and says where it is damaged."""

import datetime
import threading
from pathlib import Path

import pytest

from people.privacy.ledger import Entry, Unreadable, Unwritable, append, entries

AT = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)


def entry(person: int) -> Entry:
    return Entry(person, AT - datetime.timedelta(days=person), AT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "apart" / "ledger"


def test_what_is_added_is_read_back_in_its_order(path: Path) -> None:
    for person in (3, 1, 2):
        append(path, entry(person))
    assert list(entries(path)) == [entry(3), entry(1), entry(2)]


def test_twenty_at_once_lose_nothing(path: Path) -> None:
    threads = [threading.Thread(target=append, args=(path, entry(person))) for person in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found.person for found in entries(path)) == list(range(20))


@pytest.mark.parametrize("kept", range(1, 20))
def test_a_line_that_a_full_disk_cut_off_is_passed_over(kept: int, path: Path) -> None:
    append(path, entry(1))
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:kept])
    assert list(entries(path)) == [entry(1)]
    append(path, entry(2))
    assert list(entries(path)) == [entry(1), entry(2)]


@pytest.mark.parametrize(
    "line",
    [
        b"hello",
        b"{}",
        b'{"person": "1", "joined": "2026-01-01T00:00:00+00:00", "erased": "2026-01-01T00:00:00+00:00"}',
        b'{"person": true, "joined": "2026-01-01T00:00:00+00:00", "erased": "2026-01-01T00:00:00+00:00"}',
        b'{"person": 1, "joined": "2026-01-01T00:00:00", "erased": "2026-01-01T00:00:00"}',
        b'{"person": 1, "joined": "yesterday", "erased": "2026-01-01T00:00:00+00:00"}',
        b"[1, 2]",
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_ledger_is_named_by_its_line(line: bytes, path: Path) -> None:
    append(path, entry(1))
    path.write_bytes(path.read_bytes() + line + b"\n")
    with pytest.raises(Unreadable, match="damaged: line 2"):
        list(entries(path))


def test_one_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be opened"):
        list(entries(tmp_path / "none"))
    (tmp_path / "file").write_text("")
    with pytest.raises(Unwritable, match="Nobody was erased"):
        append(tmp_path / "file" / "ledger", entry(1))
