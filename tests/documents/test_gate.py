"""What the gate lets through, and the one sentence for everything else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import gate
from documents.gate import MAX_BYTES, Refused, check_name_and_size, open_upload

TEXT = "The governing body’s policy costs £5 – naïve, but agreed.\r\n"


@pytest.mark.parametrize("name", ["policy.txt", "plan.md", "PLAN.TXT", "a plan with spaces & dots. v2.txt"])
def test_plain_text_is_read_under_either_ending(name: str) -> None:
    assert open_upload(name, TEXT.encode()) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_text_is_the_same_in_every_encoding_that_is_read(encoding: str) -> None:
    assert open_upload("policy.txt", TEXT.encode(encoding)) == TEXT


def test_a_stored_file_is_read_from_its_path(tmp_path: Path) -> None:
    stored = tmp_path / "3f2a"
    stored.write_bytes(TEXT.encode())
    assert open_upload("policy.txt", stored) == TEXT


@pytest.mark.parametrize(
    "name",
    ["policy.docx", "plan.pdf", "plan.xlsx", "plan.csv", "plan.odt", "setup.exe", "policy", ".txt", "a.txt.zip", ""],
)
def test_a_name_that_is_not_of_a_text_file_is_refused_with_what_is_read(name: str) -> None:
    with pytest.raises(Refused, match=r"ends in \.txt or \.md"):
        check_name_and_size(name, 100)


def test_a_pdf_is_not_answered_with_word_where_word_is_not_taken() -> None:
    with pytest.raises(Refused, match=r"ends in \.xlsx or \.csv") as refusal:
        check_name_and_size("staff.pdf", 100, gate.SHEETS)
    assert "Word" not in str(refusal.value)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Refused, match="empty"):
        open_upload("policy.txt", b"")


@pytest.mark.parametrize("blank", [b" \r\n\t\n", b"\xef\xbb\xbf", b"\x0c"])
def test_a_file_of_blank_space_is_refused(blank: bytes) -> None:
    with pytest.raises(Refused, match="no words"):
        open_upload("policy.txt", blank)


def test_size_is_refused_before_the_bytes_are_read() -> None:
    check_name_and_size("policy.txt", MAX_BYTES)
    with pytest.raises(Refused, match="10 MB"):
        check_name_and_size("policy.txt", MAX_BYTES + 1)


def test_a_large_file_on_disk_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    with pytest.raises(Refused, match="10 MB"):
        open_upload("large.txt", large)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_wide_encodings_are_refused_with_how_to_save_the_file(encoding: str) -> None:
    with pytest.raises(Refused, match="UTF-8"):
        open_upload("policy.txt", ("Succession planning policy\n" * 20).encode(encoding))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(64), "a program"),
        (b"\x7fELF\x02\x01\x01" + bytes(9), "a program"),
        (b"%PDF-1.7\n1 0 obj\n", "a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a Word, Excel or zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
        (b"{\\rtf1\\ansi Policy}", "a rich text document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
    ],
)
def test_a_renamed_file_is_named_for_what_it_is(content: bytes, what: str) -> None:
    with pytest.raises(Refused, match=what):
        open_upload("policy.txt", content)


def test_text_that_begins_with_the_letters_of_a_program_is_read() -> None:
    assert open_upload("policy.txt", b"MZ Patel, chair of governors") == "MZ Patel, chair of governors"


@pytest.mark.parametrize("control", ["\x00", "\x01", "\x1b", "\x7f", "\x9b"])
def test_control_characters_are_refused_with_their_line(control: str) -> None:
    with pytest.raises(Refused, match="line 3"):
        open_upload("policy.txt", f"One\nTwo\nThr{control}ee\n".encode())


@pytest.mark.parametrize(
    "control", [chr(point) for point in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2066, 0x2069)]
)
def test_characters_that_turn_the_writing_are_refused_with_their_line(control: str) -> None:
    with pytest.raises(Refused, match="Line 2"):
        open_upload("policy.txt", f"One\nTw{control}o\n".encode())


def test_page_breaks_and_tabs_are_text() -> None:
    assert open_upload("policy.txt", b"One\tTwo\x0cThree\x0bFour\r\n") == "One\tTwo\x0cThree\x0bFour\r\n"


def test_two_encodings_in_one_file_are_refused_rather_than_read_wrong() -> None:
    mixed = "The school’s own words, the school’s own plan".encode() + " at £5".encode("cp1252")
    with pytest.raises(Refused, match="damaged"):
        open_upload("policy.txt", mixed)


@pytest.mark.parametrize("content", [bytes(range(0x80, 0x100)) * 8, b"abc\x81def", b"\xfe\xfd\xac\xab" * 50])
def test_bytes_that_make_no_plausible_text_are_refused(content: bytes) -> None:
    with pytest.raises(Refused, match=r"not plain text|UTF-8"):
        open_upload("policy.txt", content)


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "b.md", "c.exe"]))
def test_whatever_the_bytes_the_answer_is_text_or_one_sentence(content: bytes, name: str) -> None:
    try:
        text = open_upload(name, content)
    except Refused as refused:
        sentence = str(refused)
        assert sentence.endswith(".")
        assert "\n" not in sentence
    else:
        assert text.strip()
        assert "\x00" not in text


@given(st.text(alphabet=st.characters(codec="cp1252", exclude_categories=("Cc", "Cf")), min_size=1).filter(str.strip))
def test_no_word_is_changed_on_the_way_in(text: str) -> None:
    assert open_upload("policy.txt", text.encode()) == text
