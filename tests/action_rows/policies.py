"""The actions of policies: their drafts, versions, submissions and adoptions."""

import io
import uuid

from core import reading
from core.correcting import keeping
from core.models import Preview
from policies import document as documents
from policies.actions import (
    adopting_together,
    adoptions,
    correcting,
    disputes,
    editing,
    handing,
    library,
    merging,
    pasting,
    submissions,
    versions,
    withdrawals,
)
from policies.document import Section, SectionKind
from policies.document.merging import Answer, Choice
from policies.editor.parts import (
    clause_token,
    draft_token,
    layout_token,
    names_token,
    order_token,
    pasted_token,
    section_token,
    whole_section_token,
)
from policies.model_text import built_in_model
from policies.models import Draft, Version
from policies.reading import read_part, to_part
from policies.reading.checking import ChangeKind
from policies.views.starting import EXAMPLE
from tests.action_rows.scene import Call, Row, Scene
from tests.builders import make_handed_policy
from tests.policies.cast import EFFECTIVE, MET, REVIEW, TODAY, federated
from tests.policies.merging_cast import Merging


def start_from_model(s: Scene) -> Call:
    s.cast.publish()
    return lambda: versions.start_from_model(
        school=s.cast.school, by=s.cast.head, opened_on=versions.version_token(None)
    )


def publish_model(s: Scene) -> Call:
    given = {"council": s.world.council, "document": built_in_model(), "by": s.cast.officer}
    return lambda: versions.publish_model(opened_on=versions.version_token(None), **given)  # type: ignore[arg-type]


def begin_model(s: Scene) -> Call:
    return lambda: versions.begin_model(
        council=s.world.council, by=s.cast.officer, opened_on=versions.version_token(None)
    )


def share(s: Scene) -> Call:
    s.cast.adopted()
    return lambda: library.share(school=s.cast.school, is_shared=True, by=s.cast.head)


def send_policy(s: Scene) -> Call:
    content = EXAMPLE.read_bytes()
    return lambda: versions.send_policy(
        school=s.cast.school, name="a.txt", content=io.BytesIO(content), size=len(content), by=s.cast.head
    )


def import_policy(s: Scene) -> Call:
    preview = s.policy_preview()
    given = {"school": s.cast.school, "preview": preview, "shown": preview.upload.sha256}
    return lambda: versions.import_policy(by=s.cast.head, **given)  # type: ignore[arg-type]


def correct_reading(s: Scene) -> Call:
    preview = s.policy_preview()
    opened_on = keeping.log_of(preview.upload).token
    given = {"school": s.cast.school, "preview": preview, "opened_on": opened_on}
    said = [ChangeKind("s0", "aims"), ChangeKind("s1", "aims")]
    return lambda: correcting.correct_reading(operations=said, by=s.cast.head, **given)  # type: ignore[arg-type]


def undo_correction(s: Scene) -> Call:
    correct_reading(s)()
    preview = Preview.objects.get()
    opened_on = keeping.log_of(preview.upload).token
    return lambda: correcting.undo_correction(
        school=s.cast.school, preview=preview, opened_on=opened_on, by=s.cast.head
    )


def undo_policy_import(s: Scene) -> Call:
    version = import_policy(s)()
    assert isinstance(version, Version)
    return lambda: correcting.undo_policy_import(school=s.cast.school, version=version, by=s.cast.head)


def save_version(s: Scene) -> Call:
    s.cast.take()
    s.draft()
    return lambda: versions.save_version(owner=s.cast.school, by=s.cast.head)


def choose_between(s: Scene) -> Call:
    s.cast.take()
    s.draft()
    s.draft(s.cast.lead, "The lead's words")
    latest = versions.save_version(owner=s.cast.school, by=s.cast.lead)
    draft = Draft.objects.get(editor=s.cast.head)
    clause = next(clause.id for clause in latest.text.clauses() if clause.text == "The lead's words")
    given = {"opened_on": versions.choice_token(latest, draft), "picks": {clause: "theirs"}}
    return lambda: versions.choose_between(owner=s.cast.school, by=s.cast.head, **given)  # type: ignore[arg-type]


def change_clause(s: Scene) -> Call:
    s.cast.take()
    return s.draft


def add_clause(s: Scene) -> Call:
    version, _ = s.document()
    given = {"section_id": version.text.sections[0].id, "text": "One more", "clause_id": uuid.uuid4().hex}
    return lambda: editing.add_clause(owner=s.cast.school, after=None, by=s.cast.head, **given)  # type: ignore[arg-type]


def remove_clause(s: Scene) -> Call:
    version, ids = s.document()
    token = clause_token(version.text.clause(ids[0]))
    return lambda: editing.remove_clause(owner=s.cast.school, clause_id=ids[0], opened_on=token, by=s.cast.head)


def move_clause(s: Scene) -> Call:
    version, _ = s.document()
    section = next(section for section in version.text.sections if len(section.clauses) > 1)
    given = {"clause_id": section.clauses[1].id, "up": True, "opened_on": order_token(section)}
    return lambda: editing.move_clause(owner=s.cast.school, by=s.cast.head, **given)  # type: ignore[arg-type]


def place_clause(s: Scene) -> Call:
    version, _ = s.document()
    section, other = (section for section in version.text.sections if section.id in {"introduction", "aims"})
    given = {"clause_id": section.clauses[0].id, "section_id": other.id, "opened_on": layout_token(version.text)}
    return lambda: editing.place_clause(owner=s.cast.school, before=None, by=s.cast.head, **given)


PASTED = "Ours.\n\n# Our aims\n\nWe aim to grow leaders."


def _pasted() -> tuple[Section, ...]:
    return to_part(read_part(PASTED, signed=True), lambda: uuid.uuid4().hex)


def add_part(s: Scene) -> Call:
    version, _ = s.document()
    given = {"section_id": version.text.sections[0].id, "opened_on": layout_token(version.text), "part": _pasted()}
    return lambda: pasting.add_part(owner=s.cast.school, after=None, by=s.cast.head, **given)  # type: ignore[arg-type]


def take_part_out(s: Scene) -> Call:
    version, _ = s.document()
    part = _pasted()
    home, opened_on = version.text.sections[0].id, layout_token(version.text)
    draft = pasting.add_part(
        owner=s.cast.school, part=part, section_id=home, after=None, opened_on=opened_on, by=s.cast.head
    )
    ids = documents.insertion(part, is_into_a_section=True).ids
    token = pasted_token(draft.text, ids)
    return lambda: pasting.take_part_out(owner=s.cast.school, ids=ids, opened_on=token, by=s.cast.head)


def add_section(s: Scene) -> Call:
    s.document()
    given = {"heading": "Governors", "kind": SectionKind.OTHER, "section_id": uuid.uuid4().hex}
    return lambda: editing.add_section(owner=s.cast.school, after=None, by=s.cast.head, **given)  # type: ignore[arg-type]


def change_section(s: Scene) -> Call:
    version, _ = s.document()
    section = version.text.sections[0]
    given = {"heading": "Why", "kind": section.kind, "section_id": section.id, "opened_on": section_token(section)}
    return lambda: editing.change_section(owner=s.cast.school, by=s.cast.head, **given)  # type: ignore[arg-type]


def move_section(s: Scene) -> Call:
    version, _ = s.document()
    given = {"section_id": version.text.sections[1].id, "up": True, "opened_on": layout_token(version.text)}
    return lambda: editing.move_section(owner=s.cast.school, by=s.cast.head, **given)  # type: ignore[arg-type]


def remove_section(s: Scene) -> Call:
    version, _ = s.document()
    section = version.text.section("introduction")
    given = {"section_id": section.id, "opened_on": whole_section_token(section)}
    return lambda: editing.remove_section(owner=s.cast.school, by=s.cast.head, **given)


def change_names(s: Scene) -> Call:
    version, _ = s.document()
    given = {"title": "Another", "subtitle": "", "opened_on": names_token(version.text)}
    return lambda: editing.change_names(owner=s.cast.school, by=s.cast.head, **given)


def discard_draft(s: Scene) -> Call:
    s.cast.take()
    s.draft()
    token = draft_token(Draft.objects.get(editor=s.cast.head).text)
    return lambda: editing.discard_draft(owner=s.cast.school, opened_on=token, by=s.cast.head)


def submit(s: Scene) -> Call:
    version = s.cast.take()
    return lambda: submissions.submit(version=version, by=s.cast.head)


def return_with_comments(s: Scene) -> Call:
    version = s.cast.submitted()
    return lambda: submissions.return_with_comments(version=version, comments="Say more", by=s.cast.clerk)


def adopt(s: Scene) -> Call:
    version = s.cast.submitted()
    given = {"body": s.cast.board, "on": MET, "minute_reference": "7", "effective_on": EFFECTIVE}
    by, today = s.cast.clerk, TODAY
    return lambda: adoptions.adopt(version=version, review_due_on=REVIEW, by=by, today=today, **given)  # type: ignore[arg-type]


def dispute_standing(s: Scene) -> Call:
    adoption = s.cast.adopted().adoption
    return lambda: disputes.dispute_standing(adoption=adoption, said="own", reason="It is ours", by=s.cast.head)


def answer_dispute(s: Scene) -> Call:
    dispute = dispute_standing(s)()
    return lambda: disputes.answer_dispute(dispute=dispute, settled="own", words="So it is", by=s.cast.officer)


def adopt_for_others(s: Scene) -> Call:
    adoption = s.cast.adopted().adoption
    other, clerk = federated(s.cast)
    return lambda: adopting_together.adopt_for_others(adoption=adoption, schools=[other], by=clerk, today=TODAY)


def _sent_for_school(s: Scene) -> Preview:
    content = EXAMPLE.read_bytes()
    given = {"name": "policy.txt", "content": io.BytesIO(content), "size": len(content)}
    preview = handing.send_for_school(council=s.cast.school.council, by=s.cast.officer, **given)  # type: ignore[arg-type]
    reading.read(str(preview.pk))
    return Preview.objects.select_related("upload").get(pk=preview.pk)


def send_for_school(s: Scene) -> Call:
    council, by = s.cast.school.council, s.cast.officer
    return lambda: handing.send_for_school(council=council, name="a.txt", content=io.BytesIO(b"a"), size=1, by=by)


def hand_over(s: Scene) -> Call:
    preview, council, school, by = _sent_for_school(s), s.cast.school.council, s.cast.school, s.cast.officer
    assert s.cast.head
    shown = preview.upload.sha256
    return lambda: handing.hand_over(council=council, preview=preview, school=school, shown=shown, by=by)


def set_aside(s: Scene) -> Call:
    preview, council, by = _sent_for_school(s), s.cast.school.council, s.cast.officer
    return lambda: handing.set_aside(council=council, preview=preview, shown=preview.upload.sha256, by=by)


def take_handed(s: Scene) -> Call:
    handed = make_handed_policy(s.cast.school)
    return lambda: handing.take_handed(handed=handed, by=s.cast.head)


def decline_handed(s: Scene) -> Call:
    handed = make_handed_policy(s.cast.school)
    return lambda: handing.decline_handed(handed=handed, reason="It is another school’s", by=s.cast.head)


def _story(s: Scene) -> Merging:
    story = Merging(s.cast)
    for key in story.keys:
        story.answer(key, Answer(Choice.OURS))
    return story


def answer(s: Scene) -> Call:
    story = _story(s)
    key = story.keys[0]
    given = {"offer": story.offer, "key": key, "given": Answer(Choice.THEIRS), "opened_on": story.opened_on(key)}
    return lambda: merging.answer(note="Why", by=s.cast.head, **given)  # type: ignore[arg-type]


def make(s: Scene) -> Call:
    story = _story(s)
    offer, opened_on = story.offer, story.make_token
    return lambda: merging.make(offer=offer, opened_on=opened_on, by=s.cast.head)


def decline(s: Scene) -> Call:
    offer = _story(s).offer
    return lambda: merging.decline(offer=offer, reason="Later", by=s.cast.head)


def withdraw_model(s: Scene) -> Call:
    published = s.cast.publish()
    return lambda: withdrawals.withdraw_model(version=published, reason="Too soon", by=s.cast.officer)


ROWS: dict[str, Row] = {
    "policies.actions.handing.send_for_school": send_for_school,
    "policies.actions.handing.hand_over": hand_over,
    "policies.actions.handing.set_aside": set_aside,
    "policies.actions.handing.take_handed": take_handed,
    "policies.actions.handing.decline_handed": decline_handed,
    "policies.actions.merging.answer": answer,
    "policies.actions.merging.make": make,
    "policies.actions.merging.decline": decline,
    "policies.actions.withdrawals.withdraw_model": withdraw_model,
    "policies.actions.versions.start_from_model": start_from_model,
    "policies.actions.versions.publish_model": publish_model,
    "policies.actions.versions.begin_model": begin_model,
    "policies.actions.versions.send_policy": send_policy,
    "policies.actions.versions.import_policy": import_policy,
    **{
        f"policies.actions.correcting.{row.__name__}": row
        for row in (correct_reading, undo_correction, undo_policy_import)
    },
    "policies.actions.versions.save_version": save_version,
    "policies.actions.versions.choose_between": choose_between,
    "policies.actions.editing.change_clause": change_clause,
    "policies.actions.editing.add_clause": add_clause,
    "policies.actions.editing.remove_clause": remove_clause,
    "policies.actions.editing.move_clause": move_clause,
    "policies.actions.editing.place_clause": place_clause,
    "policies.actions.editing.add_section": add_section,
    "policies.actions.pasting.add_part": add_part,
    "policies.actions.pasting.take_part_out": take_part_out,
    "policies.actions.editing.change_section": change_section,
    "policies.actions.editing.move_section": move_section,
    "policies.actions.editing.remove_section": remove_section,
    "policies.actions.editing.change_names": change_names,
    "policies.actions.editing.discard_draft": discard_draft,
    "policies.actions.submissions.submit": submit,
    "policies.actions.submissions.return_with_comments": return_with_comments,
    "policies.actions.adoptions.adopt": adopt,
    "policies.actions.adopting_together.adopt_for_others": adopt_for_others,
    "policies.actions.library.share": share,
    "policies.actions.disputes.dispute_standing": dispute_standing,
    "policies.actions.disputes.answer_dispute": answer_dispute,
}
