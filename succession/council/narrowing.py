"""Which schools a list of them is narrowed to: what its filters ask, as conditions that the database answers.

The board of a council and the reporting view of the admin ask alike, and count as the dashboard does.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from people.models import User
from people.planning.queries import knowing_looks, looked_since
from policies.rules import REVIEW_NOTICE
from policies.standings.narrowing import reviewed_between, standing_so, without_policy
from policies.standings.rules import Standing
from succession.council.figures import A_YEAR, NOT_ADOPTED, CoverLook, ReviewDue

NO_DATE = "none"
"""What the filter by review asks for where no policy is in force."""
_DAY = datetime.timedelta(days=1)


def asked_for(user: User, asked: Mapping[str, Any], today: datetime.date) -> Q:
    """The schools that these filters ask for, by standing, review and cover; one that is left out asks for all.

    Of who may know what a filter asks, its form has taken care, but for cover: it is asked of those schools alone of
    which this person may know it.
    """
    found = Q()
    if "standing" in asked:
        found &= _standing(asked["standing"], today)
    if "review" in asked:
        found &= _due(asked["review"], today)
    if "cover" in asked:
        looked = looked_since(today - A_YEAR)
        found &= knowing_looks(user) & (looked if asked["cover"] == CoverLook.LOOKED else ~looked)
    return found


def _standing(asked: str, today: datetime.date) -> Q:
    return without_policy(today) if asked == NOT_ADOPTED else standing_so(Standing(asked), today)


def _due(asked: str, today: datetime.date) -> Q:
    if asked == NO_DATE:
        return without_policy(today)
    last_of_notice = today + REVIEW_NOTICE
    first, last = {
        ReviewDue.PAST: (None, today - _DAY),
        ReviewDue.SOON: (today, last_of_notice),
        ReviewDue.LATER: (last_of_notice + _DAY, None),
    }[ReviewDue(asked)]
    return reviewed_between(first, last, today)
