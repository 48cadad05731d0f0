"""Where a policy says its title and whose it is: in a frame, on a cover, among what a website put there."""

from tests.policies.test_reading import reading_of

AIM = (
    "Aims\n\nThis policy aims to:\n\n- keep the garden led by somebody who knows it\n- let growers learn from growers\n"
)


def test_lines_in_a_frame_of_pipes_are_no_table() -> None:
    reading = reading_of(f"| ELM HILL ACADEMIES TRUST |\n| --- |\n| Garden Leaders Policy |\n\n{AIM}")
    assert (reading.title, reading.organisation) == ("Garden Leaders Policy", "ELM HILL ACADEMIES TRUST")


def test_a_text_with_whole_lines_in_bold_is_read_as_markdown() -> None:
    reading = reading_of(
        f"Garden Leaders Policy\n\n**Why we have one**\n\nGardens outlive gardeners, and *somebody* has to follow.\n\n"
        f"**Aims**\n\n{AIM.split(maxsplit=1)[1]}"
    )
    assert [section.heading for section in reading.sections] == ["Why we have one", "Aims"]
    assert reading.sections[0].body[0].text == "Gardens outlive gardeners, and somebody has to follow."
