"""What consultations and adopted policies ask of somebody."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import takewhile

from core.addresses import address
from people.access.guards import allows
from people.access.roles import Permission
from people.models import School, User
from policies.models import Adoption, Version
from policies.readership import queries as readership
from policies.rules import VersionState
from succession.home.items import Need


def needs(
    user: User, school: School, versions: Sequence[Version], adoption: Adoption | None, today: datetime.date
) -> Iterator[Need]:
    """To say what one thinks, to read what was adopted, and for who writes the policy to answer comments.

    versions: those this person may read, latest first, as `policies.queries.versions_of` gives them.
    """
    running = next((one for one in versions if one.state == VersionState.CONSULTATION), None)
    if running is not None and allows(user, Permission.CONSULTATION_COMMENT, school):
        yield from _to_say(school, running, today)
    if adoption is not None:
        to_read = readership.to_read(user, school, adoption.version.number)
        if to_read is not None:
            href = address("policies:read", urn=school.urn, number=to_read.number)
            yield Need("Read the policy, and confirm that you have", href, "The school asks you to", to_read.by_day)
    if allows(user, Permission.POLICY_EDIT, school):
        yield from _to_answer(school, versions)


def _to_say(school: School, version: Version, today: datetime.date) -> Iterator[Need]:
    until: datetime.date = version.out_until  # type: ignore[attr-defined]  # annotated
    if until >= today:
        href = address("policies:consultation", urn=school.urn, consultation_id=version.out_id)  # type: ignore[attr-defined]
        what = f"Say what you think of version {version.number} of the policy"
        yield Need(what, href, "Read it, and comment on its clauses", until)


def _to_answer(school: School, versions: Sequence[Version]) -> Iterator[Need]:
    """Of the last consultation since a version was adopted."""
    since = takewhile(lambda version: version.state != VersionState.ADOPTED, versions)
    version = next((one for one in since if one.out_id), None)  # type: ignore[attr-defined]
    waiting: int = (version.unanswered or 0) if version else 0  # type: ignore[attr-defined]
    if version is None or not waiting:
        return
    href = address("policies:consultation-answers", urn=school.urn, consultation_id=version.out_id)  # type: ignore[attr-defined]
    what = f"Answer {waiting} comment{'' if waiting == 1 else 's'} on version {version.number} of the policy"
    yield Need(what, f"{href}?open=1", "Accept, change or decline each, with a reply")
