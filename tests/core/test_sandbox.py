from pathlib import Path

import pytest

from core import sandbox
from core.references import PATTERN


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text("four")
    return str(path)


def test_run_gives_back_what_the_child_read(file: str) -> None:
    read = sandbox.run("tests.core.readers:count", file, "name with ünicode.txt")
    assert read == {"refused": None, "declined": None, "name": "name with ünicode.txt", "length": 4}


@pytest.mark.parametrize("reader", ["crash", "hoard", "write"])
def test_run_survives_a_child_that_breaks_and_gives_a_reference(file: str, reader: str) -> None:
    with pytest.raises(sandbox.Failed, match=rf"The reference is {PATTERN}\."):
        sandbox.run(f"tests.core.readers:{reader}", file, "a.txt")
    planted = Path(file).with_suffix(".planted")
    assert not planted.exists() or planted.read_bytes() == b""


def test_run_stops_a_child_that_takes_too_long(file: str) -> None:
    with pytest.raises(sandbox.Failed, match="longer than 1 seconds"):
        sandbox.run("tests.core.readers:hang", file, "a.txt", seconds=1)


def test_a_failure_logs_no_words_of_the_file(file: str, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(sandbox.Failed):
        sandbox.run("tests.core.readers:crash", file, "a.txt")
    assert "words of the file" not in caplog.text
    assert "CalledProcessError" in caplog.text


def test_the_child_sees_no_secret_of_its_parent(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hidden")
    assert "SECRET_KEY" not in sandbox.run("tests.core.readers:environment", file, "a.txt")["names"]
