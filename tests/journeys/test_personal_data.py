"""A person takes a copy of their data and asks to be erased; two administrators do it, and print what it did."""

import datetime
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from core.privacy import tombstone
from people.access.roles import Role
from people.models import Membership
from tests.builders import make_body, make_member
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE
from tests.pdf_structure import structure_of
from tests.policies.cast import make_cast


@pytest.fixture(autouse=True)
def _ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "ERASURE_LEDGER", tmp_path / "ledger")


def test_a_clerk_takes_a_copy_asks_to_be_erased_and_is_erased_by_the_head(site: str, visit: Visit) -> None:
    cast = make_cast(name="Tan y Bryn School")
    cast.adopted()
    clerk = visit(cast.clerk).go("/account/", "Your account")
    clerk.follow("What we hold about you", "What we hold about you")
    assert cast.clerk.email in clerk.words
    assert "You recorded this adoption" in clerk.words
    clerk.press("Make a copy of my data", "A copy of the data of Clara Clerk")
    clerk.button("Download the copy").wait_for(timeout=30_000)
    with zipfile.ZipFile(io.BytesIO(clerk.look().download(clerk.button("Download the copy")))) as copy:
        assert json.loads(copy.read("data.json"))["about"] == "Clara Clerk"
    clerk.go("/my-data/", "What we hold about you").follow("Ask to be erased", "Ask to be erased?")
    clerk.press("Ask to be erased", "What we hold about you")
    assert "You are to be erased" in clerk.words

    head = visit(cast.head)
    data = f"/schools/{cast.school.urn}/personal-data/"
    head.go(f"/schools/{cast.school.urn}/", "Tan y Bryn School")
    head.follow("See whose data is due for erasure", "Personal data")
    head.follow("Clara Clerk", "Erase Clara Clerk?")
    head.press("Erase Clara Clerk", "Certificate of erasure")
    paper = structure_of(head.take("The certificate as PDF", "Making the certificate"))
    assert paper.problems() == []
    assert "Clara" not in paper.title
    head.go(data, "Personal data")
    assert "Clara" not in head.words
    head.go(f"/schools/{cast.school.urn}/", "Tan y Bryn School")
    assert tombstone(cast.clerk.pk) in head.words
    clerk.go("/my-data/", "Sign in")


def test_an_administrator_looks_after_personal_data_on_a_phone(site: str, visit: Visit) -> None:
    cast = make_cast(name="Cae Glas School")
    make_body(school=cast.school)
    leaver = make_member(Role.GOVERNOR, cast.school, name="Lena " + "Long-name " * 18)
    Membership.objects.filter(user=leaver).update(ends_on=datetime.date(2024, 1, 1))
    second = make_member(Role.HEAD, cast.school)
    head = visit(cast.head, viewport=PHONE, has_touch=True)
    data = f"/schools/{cast.school.urn}/personal-data/"
    head.go(data, "Personal data").follow("Find a person", "People whose data is held")
    head.follow("Lena", "Lena").follow("Hold their data", "Hold the data of Lena")
    head.press("Hold their data", "Hold the data of Lena")
    assert head.errors() == [("Enter why the data must be kept, like a claim before a tribunal.", "#id_reason")]
    head.fill(reason="A claim before a tribunal", until="1 January 2090").press("Hold their data", "Lena")
    assert "A hold keeps this person’s data until 1 January 2090." in head.words
    head.go(data, "Personal data").press("Lift the hold", "Personal data")
    head.follow("Lena", "Lena").follow("Ask for their erasure", "Ask for the erasure of Lena")
    head.press("Ask for the erasure", "Ask for the erasure of Lena")
    assert head.errors()[0][0] == "Choose why."
    head.choose("They left, and the time to keep their data is over").press("Ask for the erasure", "Erase Lena")
    assert "somebody else has to confirm it" in head.words
    other = visit(second, viewport=PHONE).go(data, "Personal data")
    other.follow("Lena", "Erase Lena").press("Withdraw the erasure", "Personal data")
    head.go(f"{data}people/{leaver.pk}/", "Lena").press("Make a copy", "A copy of the data of Lena")
    head.button("Download the copy").wait_for(timeout=30_000)
    head.look()
    for title in (
        "Privacy notice",
        "Record of processing",
        "Impact assessment",
        "Appropriate policy",
        "Processing agreement",
    ):
        head.go(data, "Personal data").follow(title, title)
    paper = structure_of(head.take("Download as PDF", "Making the processing agreement"))
    assert paper.problems() == []
    head.go(f"/schools/{cast.school.urn}/", "Cae Glas School").follow(re.compile("^Privacy$"), "Privacy notice")
    assert "Cae Glas School" in head.words


def test_personal_data_without_scripts(site: str, visit: Visit) -> None:
    cast = make_cast(name="Pant Glas School")
    staff = make_member(Role.STAFF, cast.school, name="Stan Staff")
    person = visit(staff, java_script_enabled=False)
    person.go("/my-data/", "What we hold about you")
    person.press("Make a copy of my data", "A copy of the data of Stan Staff")
    while not person.button("Download the copy").is_visible():
        person.follow("Check again", "A copy of the data of Stan Staff")
    assert person.download(person.button("Download the copy"))[:2] == b"PK"
    person.go("/my-data/", "What we hold about you").follow("Ask to be erased", "Ask to be erased?")
    person.press("Ask to be erased", "What we hold about you").press("Do not erase me", "What we hold about you")
    person.follow("Ask to be erased", "Ask to be erased?")
    cookies = person.context.cookies()
    assert [cookie["name"] for cookie in cookies] == ["sessionid"]
