"""Making versions: from a model, from a document, at a save point, and out of two texts that met."""

import uuid
from collections.abc import Mapping
from typing import BinaryIO

from django.db import transaction

from core import clock, conflicts, previews
from core.correcting import keeping
from core.jobs import enqueue
from core.models import Preview
from core.organisations import key_of
from people.access.guards import require
from people.access.roles import Permission
from people.models import Council, School, User
from policies import rules, tasks, undoing
from policies.actions import consultations
from policies.boards import rules as boards
from policies.document import Document, Refused, check_room, take_model
from policies.editor import choosing
from policies.library import shelving
from policies.model_text import built_in_model
from policies.models import Consultation, Draft, Policy, Version
from policies.owners import Owner, edit_permission
from policies.reading import incoming
from policies.reading.checking import checked_as
from policies.rules import VersionState
from policies.writing import NOTHING_YET, next_version, policy_of, version_from_draft, write_clause_rows

PREVIEW_KIND = "policies.policy"


_TAKEN = "Taken from version "


def new_id() -> str:
    """An id for a clause or a section."""
    return uuid.uuid4().hex


def version_token(latest: Version | None) -> str:
    """What a page that will make a version was opened on: the latest version there was."""
    return conflicts.token("version", latest.number if latest else 0)


def choice_token(latest: Version, draft: Draft) -> str:
    """What a page that shows two texts was opened on."""
    return conflicts.token("choice", latest.number, draft.document)


@transaction.atomic
def start_from_model(*, school: School, by: User, opened_on: str) -> Version:
    """Make the school's copy of its council's model policy, as its next version.

    opened_on: `version_token` of the page. Sent twice, the form makes one version: the second gets the first's.
    Raises conflicts.Conflict where somebody has saved another version since.
    """
    require(by, Permission.POLICY_EDIT, school)
    policy = policy_of(school)
    latest = policy.versions.first()
    if latest is not None:
        if latest.why.startswith(_TAKEN) and opened_on == version_token(latest.base):
            return latest
        conflicts.check(opened_on=opened_on, now=version_token(latest))
    model = Version.objects.of(school.council).published().first()
    if model is None:
        raise Refused(f"{school.council} has not published a model policy yet. Bring in your own policy instead.")
    document = take_model(model.text, model.number, new_id)
    why = f"{_TAKEN}{model.number} of the model policy"
    return next_version(policy, document, by=by, base=latest, model_version=model, why=why)


@transaction.atomic
def send_policy(*, school: School, name: str, content: BinaryIO, size: int, by: User) -> Preview:
    """Keep a document and have it read as a policy. Nothing becomes a policy until `import_policy`.

    Raises documents.gate.Refused with the sentence to show.
    """
    require(by, Permission.POLICY_EDIT, school)
    return previews.send(kind=PREVIEW_KIND, name=name, content=content, size=size, by=by, organisation=key_of(school))


@transaction.atomic
def import_policy(*, school: School, preview: Preview, shown: str, by: User, opened_on: str | None = None) -> Version:
    """Make what was read in a document, as it is corrected, the school's next version.

    shown: the SHA-256 the page carried. opened_on: the token of the corrections that it showed, from a page.
    Raises core.rules.Stale where the preview can no longer be confirmed, conflicts.Conflict where it was corrected
    since, Refused while words stand nowhere by nobody's choice.
    """
    require(by, Permission.POLICY_EDIT, school)
    policy = policy_of(school)
    claimed = previews.claim(preview=preview, shown=shown, by=by, kind=PREVIEW_KIND, organisation=key_of(school))
    log = keeping.log_of(claimed.upload)
    if opened_on is not None:
        conflicts.check(opened_on=opened_on, now=log.token)
    checked = checked_as(claimed.result or {}, log.operations)
    rules.check_all_placed(left=len(checked.undecided))
    document = incoming.document_of(checked)
    check_room(document, 0)
    why = f"{undoing.BROUGHT_IN}{claimed.upload.name}"
    return next_version(policy, document, by=by, base=policy.versions.first(), source=claimed.upload, why=why)


@transaction.atomic
def save_version(*, owner: Owner, by: User, why: str = "") -> Version:
    """Make the next version out of what the editor has changed; the latest where they have changed nothing.

    Raises conflicts.Conflict where somebody has saved another version since the draft was begun: the page then shows
    both texts (`choose_between`).
    """
    require(by, edit_permission(owner), owner)
    policy = policy_of(owner)
    draft = _locked_draft(policy, by)
    latest = _latest(policy.versions.order_by("-number").defer("document").first())
    if draft is None:
        return latest
    text = draft.text
    if text == draft.base.text:
        draft.delete()
        return latest
    conflicts.check(opened_on=version_token(draft.base), now=version_token(latest))
    return version_from_draft(draft, text, base=latest, by=by, why=why)


@transaction.atomic
def choose_between(
    *,
    owner: Owner,
    by: User,
    opened_on: str,
    picks: Mapping[str, str],
    words: Mapping[str, choosing.Words] | None = None,
) -> Version:
    """Make the next version out of the latest and the editor's text, clause by clause as they chose.

    opened_on: `choice_token` of the page. picks: for each clause that differs, "mine", "theirs" or "both", which
    are the `words` somebody wrote out of the two.
    Where anything of the editor's text is left out, that text is kept as a version of its own first.
    Raises conflicts.Conflict where either text has changed again, Refused where a clause was left undecided.
    """
    require(by, edit_permission(owner), owner)
    policy = policy_of(owner)
    draft = _locked_draft(policy, by)
    latest = _latest(policy.versions.first())
    if draft is None:
        return latest
    conflicts.check(opened_on=opened_on, now=choice_token(latest, draft))
    chosen = choosing.choose(theirs=latest.text, mine=draft.text, picks=picks, words=words, base=draft.base.text)
    if chosen == draft.text:
        return version_from_draft(draft, chosen, base=latest, by=by, why=f"Kept instead of version {latest.number}")
    aside = next_version(
        policy,
        draft.text,
        by=by,
        base=draft.base,
        model_version=draft.base.model_version,
        why=f"Set aside because version {latest.number} was saved first",
    )
    return _version_of_choice(draft, chosen, latest=latest, aside=aside, by=by)


def _version_of_choice(draft: Draft, chosen: Document, *, latest: Version, aside: Version, by: User) -> Version:
    """Save what was chosen from two texts, with the lineage of the version that was saved first."""
    version = next_version(
        draft.policy,
        chosen,
        by=by,
        base=latest,
        model_version=latest.model_version,
        source=latest.source,
        why=f"Chosen from versions {latest.number} and {aside.number}",
    )
    draft.delete()
    return version


@transaction.atomic
def publish_model(*, council: Council, document: Document, by: User, opened_on: str, why: str = "") -> Version:
    """Publish a document as the next version of the council's model policy. Sent twice, it is published once.

    opened_on: `version_token` of the latest version the person was shown, whose text this is where it was a draft.
    Raises conflicts.Conflict where somebody has saved another draft since, Refused while a version is out to boards.
    The boards that said something about a draft of it are told that they can read the answers.
    """
    require(by, Permission.MODEL_EDIT, council)
    policy = policy_of(council)
    latest = policy.versions.first()
    if latest is not None:
        if latest.state == VersionState.ADOPTED and opened_on != version_token(latest):
            return latest
        conflicts.check(opened_on=opened_on, now=version_token(latest))
    _check_none_is_with_boards(council)
    before = shelving.model_tags(council)
    version = next_version(policy, document, by=by, base=latest, why=why, state=VersionState.ADOPTED)
    write_clause_rows(version)
    enqueue(tasks.offer_model, version_id=version.pk)
    enqueue(tasks.tell_boards, version_id=version.pk)
    if before and before != shelving.model_tags(council):
        enqueue(tasks.shelve_council, council_id=council.pk)
    return version


def _check_none_is_with_boards(council: Council) -> None:
    """Refuse while boards still have time to reply; what has only run out is ended now."""
    out = Version.objects.of(council).out().first()
    if out is not None:
        consultations.settle(out, clock.today())
        running = Consultation.objects.running().filter(version=out).first()
        boards.check_publishing(out.number, running.until if running else None)


@transaction.atomic
def begin_model(*, council: Council, by: User, opened_on: str) -> Version:
    """Keep the built-in model as a draft of the council's own, to be changed before anything is published.

    Sent twice, it is begun once.
    """
    require(by, Permission.MODEL_EDIT, council)
    policy = policy_of(council)
    latest = policy.versions.first()
    if latest is not None and opened_on != version_token(latest):
        return latest
    return next_version(policy, built_in_model(), by=by, base=latest, why="Begun from the built-in model policy")


def _locked_draft(policy: Policy, editor: User) -> Draft | None:
    """What an editor has changed, with the version it began from, the model of that and its source."""
    own = policy.drafts.select_for_update(of=["self"]).filter(editor=editor)
    with_base = own.select_related("base__model_version", "base__source").defer("base__model_version__document")
    found: Draft | None = with_base.first()
    return found


def _latest(version: Version | None) -> Version:
    if version is None:
        raise Refused(NOTHING_YET)
    return version
