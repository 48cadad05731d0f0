"""The command line's way to a document, when there is none."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from documents import gate
from documents.opening import open_file


@pytest.mark.parametrize("name", ["nothing.txt", "nothing.docx", "folder.txt"])
def test_open_file_refuses_what_cannot_be_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(gate.Refused, match=r"^The file cannot be opened: \w.+\.$"):
        open_file(tmp_path / name, name)


@pytest.mark.parametrize("command", ["read_policy", "read_action_plan"])
def test_a_file_that_is_not_there_is_one_refusal_among_the_others(tmp_path: Path, command: str) -> None:
    words = tmp_path / "words.txt"
    words.write_text("Some words", encoding="utf-8")
    out = StringIO()
    call_command(command, tmp_path / "nothing.txt", words, "--json", stdout=out)
    missing, present = map(json.loads, out.getvalue().splitlines())
    assert (missing["file"], missing["refused"]) == (
        "nothing.txt",
        "The file cannot be opened: No such file or directory.",
    )
    assert (present["file"], present["refused"]) == ("words.txt", None)
