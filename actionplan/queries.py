"""Where plans stand on a day: the counts, and the sentence made of them, for every page that speaks of a plan."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actionplan import rules
from actionplan.models import Milestone, Recommendation, ScrutinyReview
from actionplan.rules import DateState


@dataclass(frozen=True, slots=True)
class Standing:
    """How many recommendations have each response, and how many milestones are in each state."""

    responses: Mapping[rules.Response, int]
    milestones: Mapping[DateState, int]

    @property
    def sentence(self) -> str:
        """The plan in two sentences."""
        return rules.plan_sentence(self.responses, self.milestones)

    @property
    def total(self) -> int:
        """How many recommendations there are."""
        return sum(self.responses.values())

    @property
    def late(self) -> int:
        """How many milestones are late."""
        return self.milestones.get(DateState.LATE, 0)

    @property
    def unanswered(self) -> int:
        """How many recommendations have no response recorded."""
        return self.responses.get(rules.Response.NOT_RECORDED, 0)


def standing_of(reviews: Iterable[ScrutinyReview], today: datetime.date) -> dict[int, Standing]:
    """Each review's standing by its key. Two queries, however many reviews; the caller has scoped them."""
    ids = [review.pk for review in reviews]
    responses = Recommendation.objects.filter(review__in=ids).counted_by_response()
    milestones = Milestone.objects.filter(recommendation__review__in=ids).counted_by_state(today)
    return {key: Standing(responses.get(key, {}), milestones.get(key, {})) for key in ids}
