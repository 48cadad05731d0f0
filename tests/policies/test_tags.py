"""Tags are a fixed list, and the built-in model keeps to it."""

import datetime

from policies.model_text import built_in_model
from policies.tagging.tags import TAGS, label_of, tags_on


def test_every_tag_of_the_built_in_model_is_one_of_the_list() -> None:
    used = {tag for clause in built_in_model().clauses() for tag in clause.tags}
    assert used <= {tag.key for tag in TAGS}
    assert {"representation", "mentoring", "acting_up", "sudden_absence", "governors"} <= used


def test_each_tag_has_one_key_and_a_label() -> None:
    assert len({tag.key for tag in TAGS}) == len(TAGS)
    assert all(tag.label[0].isupper() for tag in TAGS)
    assert label_of("acting_up") == "Acting up"
    assert label_of("a word of a document") == "a word of a document"


def test_a_tag_is_offered_on_its_days() -> None:
    first = TAGS[0]
    assert first in tags_on(first.since)
    assert first not in tags_on(first.since - datetime.timedelta(days=1))
