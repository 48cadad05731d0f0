"""Thousands of schools beside the demonstration’s, some with posts, a policy in force or an issued report."""

import datetime
from typing import Any

FIRST_URN = 500_000
_AT_ONCE = 2_000


def fill(schools: int, councils: int) -> None:
    """So many schools more, shared out among so many councils."""
    from people.models import Council, LeadershipPost, School  # noqa: PLC0415 (models can be imported once Django is set up)

    places = _made(
        Council, (Council(code=f"{n:03}", name=f"Council {n}", colour="#1f4e5f") for n in range(100, 100 + councils))
    )
    every = _made(
        School,
        (
            School(
                urn=FIRST_URN + n,
                name=f"School {n * 7919 % schools:06}",
                council=places[n % councils],
                phase="primary",
                kind="Community school",
            )
            for n in range(schools)
        ),
    )
    today = datetime.date.today()  # noqa: DTZ011 (any day will do)
    _made(
        LeadershipPost,
        (
            LeadershipPost(
                school=school,
                title=f"Post {k}",
                level="senior",
                impact="some",
                reviewed_on=today - datetime.timedelta(days=n % 500) if n % 3 else None,
            )
            for n, school in enumerate(every)
            for k in range(3)
        ),
    )
    _adopt([school for n, school in enumerate(every) if n % 5 < 3], today)
    _report([school for n, school in enumerate(every) if n % 2], today)


def _adopt(schools: list[Any], today: datetime.date) -> None:
    from policies.models import Adoption, Policy, Version  # noqa: PLC0415 (as above)

    example = Adoption.objects.select_related("version", "meeting", "recorded_by").order_by("pk")[0]
    policies = _made(Policy, (Policy(school=school) for school in schools))
    version, now = example.version, example.recorded_at
    by = version.made_by
    versions = _made(
        Version,
        (
            Version(
                policy=one,
                number=1,
                document=version.document,
                state="adopted",
                made_by=by,
                made_at=now,
                submitted_by=by,
                submitted_at=now,
            )
            for one in policies
        ),
    )
    lineages = ("unchanged", "changed", "own-with-core", "own")
    _made(
        Adoption,
        (
            Adoption(
                version=one,
                meeting=example.meeting,
                minute_reference="7.2",
                effective_on=today - datetime.timedelta(days=700),
                review_due_on=today + datetime.timedelta(days=n % 600 - 200),
                lineage=lineages[n % 4],
                recorded_by=by,
                recorded_at=now,
            )
            for n, one in enumerate(versions)
        ),
    )


def _report(schools: list[Any], today: datetime.date) -> None:
    from people.models import Body  # noqa: PLC0415 (as above)
    from succession.models import Report  # noqa: PLC0415 (as above)

    body = Body.objects.filter(schools__isnull=False).order_by("pk")[0]
    example = Report.objects.filter(school__isnull=False, state="issued").order_by("pk")[0]
    given = {"kind": example.kind, "body": body, "data": {}, "open_html": "<p>Text</p>", "digest": example.digest}
    given |= {"prepared_by": example.prepared_by, "prepared_at": example.prepared_at, "state": "issued", "number": 1}
    _made(
        Report,
        (
            Report(
                **given,
                school=school,
                as_at=today - datetime.timedelta(days=n % 700),
                issued_by=example.issued_by,
                issued_at=example.issued_at - datetime.timedelta(days=n % 700),
            )
            for n, school in enumerate(schools)
        ),
    )


def _made(model: Any, rows: Any) -> list[Any]:
    return list(model.objects.bulk_create(rows, batch_size=_AT_ONCE))
