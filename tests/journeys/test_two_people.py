"""Two people at the same policy; and previews that are no longer what they were."""

import datetime
import re

import pytest

from core import clock
from core.models import Preview
from policies.models import Version
from tests.journeys.cast import SHORT_POLICY, read_without_scripts
from tests.journeys.conftest import Visit
from tests.journeys.visiting import Visitor
from tests.policies.cast import Cast, make_cast


def rewrite(visitor: Visitor, cast: Cast, words: str) -> None:
    visitor.go(f"/schools/{cast.school.urn}/policy/edit/", "Change the policy")
    visitor.open_here(re.compile("^Change part 3 of "), "Change a clause").fill(text=words)
    visitor.press_here("Save the clause")


def test_the_second_to_save_sees_both_texts_and_chooses(site: str, visit: Visit) -> None:
    cast = make_cast(name="Bryn Awel School")
    cast.take()
    head, lead = visit(cast.head), visit(cast.lead)
    rewrite(head, cast, "Words of the head.")
    rewrite(lead, cast, "Words of the lead.")
    head.press("Save a version", "Save a version").press("Save version 2", re.compile(".*"))
    lead.press("Save a version", "Two texts of the policy")
    assert "Words of the head." in lead.words
    assert "Words of the lead." in lead.words
    lead.press("Save what I chose", "Two texts of the policy")
    assert lead.page.title().startswith("Error: ")
    ((sentence, control),) = lead.errors()
    assert sentence.startswith("Choose whose words to keep")
    assert lead.page.locator(control).count() == 1
    lead.choose("Theirs: Words of the head.").press("Save what I chose", re.compile(".*"))
    assert "Words of the head." in lead.words
    texts = [version.text for version in Version.objects.of(cast.school)]
    assert any("Words of the lead." in clause.text for text in texts for clause in text.clauses()), "nothing is lost"


@pytest.fixture
def cast(site: str) -> Cast:
    return make_cast(name="Maes Gwyn School")


def read(visitor: Visitor, cast: Cast) -> Preview:
    """Paste a policy and come to what was read in it."""
    visitor.go(f"/schools/{cast.school.urn}/policy/import/", "Bring in a policy").fill(words=SHORT_POLICY)
    visitor.press("Read it", "Check what we read")
    return Preview.objects.latest("made_at")


def is_refused(visitor: Visitor, cast: Cast, because: str) -> None:
    visitor.press("Make this version", "Bring in a policy")
    assert because in visitor.words
    assert not Version.objects.of(cast.school).exists()


def test_a_preview_that_ran_out_is_refused(cast: Cast, visit: Visit) -> None:
    head = visit(cast.head)
    preview = read(head, cast)
    head.press("Continue", "Confirm what will be made")
    Preview.objects.filter(pk=preview.pk).update(
        made_at=clock.now() - datetime.timedelta(hours=25), expires_at=clock.now() - datetime.timedelta(hours=1)
    )
    is_refused(head, cast, "has run out. Send the file again.")


def test_a_preview_whose_file_was_altered_is_refused(cast: Cast, visit: Visit) -> None:
    head = visit(cast.head)
    preview = read(head, cast)
    head.press("Continue", "Confirm what will be made")
    with preview.upload.file.storage.open(preview.upload.file.name, "wb") as stored:
        stored.write(b"Other words.")
    is_refused(head, cast, "The file is not the one that was shown to you, so nothing was saved.")


def test_a_preview_that_is_confirmed_twice_is_made_once(cast: Cast, visit: Visit) -> None:
    head = visit(cast.head)
    read(head, cast)
    head.press("Continue", "Confirm what will be made").press("Make this version", "Version 1 is made")
    head.page.go_back()
    head.arrive("Version 1 is made")
    assert Version.objects.of(cast.school).count() == 1


def test_a_double_click_makes_one_version(cast: Cast, visit: Visit) -> None:
    head = read_without_scripts(visit(cast.head, java_script_enabled=False), cast.school)
    head.press("Continue", "Confirm what will be made")
    head.button("Make this version").dblclick()
    head.arrive("Version 1 is made")
    assert Version.objects.of(cast.school).count() == 1


def test_somebody_elses_preview_is_not_found(cast: Cast, visit: Visit) -> None:
    head = visit(cast.head)
    preview = read(head, cast)
    lead = visit(cast.lead)
    lead.go(f"/schools/{cast.school.urn}/policy/import/{preview.pk}/", "There is no such page here", status=404)
    # The form of one's own preview, sent to somebody else's.
    read(lead, cast)
    form = lead.page.locator("#kinds")
    form.evaluate("(form, id) => { form.action = form.action.replace(/[0-9a-f-]{36}/, id) }", str(preview.pk))
    lead.press("Continue", "There is no such page here")
    assert not Version.objects.of(cast.school).exists()
