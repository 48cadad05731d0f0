"""Every model says whose its rows are, or stands here with the reason why they are nobody's."""

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.db.models.constants import LOOKUP_SEP
from pghistory.models import Event

from people.access.scoping import Scope, ScopedQuerySet
from people.models import Council, School, Trust

OURS = {"core", "people", "policies", "actionplan", "succession"}

GLOBAL = {
    "core.Backup": "that there was a backup, told to those who run the installation",
    "core.Letter": "holds a kind and a key, and stands on no page",
    "core.Paper": "found by the hash of what it shows, and given out only by the page that may show it",
    "core.Preview": "seen by the person who made it alone: visible_to asks for them",
    "core.Reading": "asked for by organisation, for its administrators, by the queries of history alone",
    "core.ReadingCorrection": "seen by the person who sent the file alone: visible_to asks for them",
    "core.Upload": "seen by the person who sent it alone: visible_to asks for them",
    "people.EmailChange": "a person's own: found by its key and the link of a letter, and asked whose it is",
    "people.Framework": "published standards, the same for everybody",
    "people.Standard": "published standards, the same for everybody",
    "people.PasswordRequest": "read by the job that writes the letter, and on no page",
    "people.Programme": "qualifications and programmes: reference data, the same for everybody",
    "people.StagedStaff": "rows of a preview, seen by the person who made it alone: visible_to asks for them",
    "people.SecondStepReset": "reached from its person, once people.access.resetting has said who may",
    "people.User": "a person may have roles at several places; pages name people through rows that are scoped",
}
"""Models without a scope, each with its reason."""

JOINS = {
    *("people.Body_schools", "actionplan.Recommendation_teams"),
    *("people.BodySchool", "actionplan.RecommendationTeam"),
}
"""Tables of many-to-many fields, and their names for history: reached only from the rows on their two sides."""


def our_models() -> dict[str, type[Model]]:
    """Every model of ours but events, which the queries of history alone ask for, by organisation."""
    models = apps.get_models(include_auto_created=True)
    ours = [model for model in models if model._meta.app_label in OURS and not issubclass(model, Event)]
    return {model._meta.label: model for model in ours}


def scoped_models() -> list[type[Model]]:
    return [model for model in our_models().values() if isinstance(getattr(model, "scope", None), Scope)]


def unscoped(models: dict[str, type[Model]]) -> list[str]:
    """Models whose rows anybody could be shown."""
    return sorted(
        label
        for label, model in models.items()
        if not (
            isinstance(getattr(model, "scope", None), Scope)
            and isinstance(model._default_manager.get_queryset(), ScopedQuerySet)
        )
    )


def test_every_model_has_a_scope_or_a_reason() -> None:
    assert unscoped(our_models()) == sorted({*GLOBAL, *JOINS})


def test_a_model_without_a_scope_is_found() -> None:
    assert unscoped({"sessions.Session": Session, "people.School": School}) == ["sessions.Session"]


@pytest.mark.parametrize("model", scoped_models(), ids=lambda model: model._meta.label)
def test_a_scope_leads_to_organisations_by_paths_that_exist(model: type[Model]) -> None:
    scope: Scope = model.scope  # type: ignore[attr-defined]
    paths = [(scope.schools, School), (scope.councils, Council), (scope.trusts, Trust)]
    assert any(path is not None for path, _ in paths)
    for path, organisation in paths:
        if path is not None:
            assert end_of(model, path)[0] is organisation


@pytest.mark.parametrize("model", scoped_models(), ids=lambda model: model._meta.label)
def test_a_scope_that_could_meet_a_row_twice_says_so(model: type[Model]) -> None:
    scope: Scope = model.scope  # type: ignore[attr-defined]
    crosses = any(end_of(model, path)[1] for path in (scope.schools, scope.councils, scope.trusts) if path)
    assert scope.many is crosses


def end_of(model: type[Model], path: str) -> tuple[type[Model], bool]:
    """The model at the end of a path, and whether the path crosses to many rows."""
    crosses = False
    for step in path.split(LOOKUP_SEP) if path else ():
        try:
            field = model._meta.get_field(step)
        except FieldDoesNotExist:
            raise AssertionError(f"{model._meta.label} has no {step}") from None
        crosses = crosses or bool(field.many_to_many or field.one_to_many)
        model = field.related_model  # type: ignore[assignment]
    return model, crosses
