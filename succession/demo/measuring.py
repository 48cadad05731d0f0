"""How the demonstration's measures are valued: computed where schools record it here, reported where people tell it."""

import datetime
import uuid
from collections.abc import Mapping

from actionplan.actions import valuing
from actionplan.measures.rules import Way
from actionplan.models import OutcomeMeasure
from actionplan.models.valuing import token_of
from core import clock
from people.models import Council, School, User
from succession.demo.moments import days_before, moment

SERVICE = "Support in appointing headteachers"
NOT_BOUGHT = "Its trust has an adviser of its own"
# By the number of the recommendation: the named measure, what is chosen for it, and whose buyers alone count.
COMPUTED: dict[str, tuple[str, Mapping[str, str], str]] = {
    "1": ("schools-with-policy", {"which": "any"}, ""),
    "11": ("appointments-made", {"terms": "9"}, SERVICE),
    "12": ("policies-with-tag", {"tag": "representation"}, ""),
}
# So many days ago, and what there was, with the page that shows it.
REPORTED = {
    "2a": (
        (58, "A day in the life of the head of Larkfield", "https://wexmoor.example/magazine/spring/pages-4-and-5"),
        (9, "Two deputies on why they stayed in Wexmoor", "https://wexmoor.example/magazine/summer/page-7"),
    )
}


def tell(council: Council, officer: User, today: datetime.date) -> None:
    """Say how measures are valued, report what there was, and leave out two schools that do not buy a service."""
    with clock.at(moment(days_before(today, 60))):
        for school in School.objects.filter(council=council).open().order_by("-name")[:2]:
            valuing.record_not_bought(
                council=council,
                school=school,
                service=SERVICE,
                reason=NOT_BOUGHT,
                starts_on=days_before(today, 400),
                ends_on=None,
                by=officer,
            )
    for measure in OutcomeMeasure.objects.filter(recommendation__review__council=council).select_related(
        "recommendation__review__council"
    ):
        label = measure.recommendation.name
        if label in COMPUTED:
            named, given, service = COMPUTED[label]
            # Counted from now on: a count of a day knows what was recorded by then, and all of this is recorded now.
            _choose(measure, Way.COMPUTED, named, given, service, officer)
        elif label in REPORTED:
            with clock.at(moment(days_before(today, 60))):
                _choose(measure, Way.REPORTED, "", {}, "", officer)
            for days, words, link in REPORTED[label]:
                _report(measure, words, link, officer, days_before(today, days))


def _choose(
    measure: OutcomeMeasure, way: Way, named: str, given: Mapping[str, str], service: str, officer: User
) -> None:
    valuing.choose_valuation(
        measure=measure, way=way, named=named, given=given, service=service, opened_on=token_of(None), by=officer
    )


def _report(measure: OutcomeMeasure, words: str, link: str, officer: User, day: datetime.date) -> None:
    with clock.at(moment(day)):
        valuing.report_item(
            measure=measure,
            words=words,
            on=day,
            link=link,
            token=uuid.uuid5(uuid.NAMESPACE_URL, link),
            by=officer,
            today=day,
        )
