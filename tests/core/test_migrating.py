"""Migrations are run with the classes of few models, which are those that Django would have made of all."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState, StateApps

from core.database.migrating import SparingApps, SparingState


@pytest.fixture(scope="module")
def today() -> ProjectState:
    return MigrationLoader(None).project_state()


@pytest.fixture
def state(today: ProjectState) -> SparingState:
    return SparingState({key: model.clone() for key, model in today.models.items()}, today.real_apps)


@pytest.fixture(scope="module")
def every(today: ProjectState) -> StateApps:
    return today.apps


def made(registry: StateApps) -> int:
    return len(registry.get_models())


def facts(model: Any) -> dict[str, object]:
    """What a step of a migration may ask of a model."""
    options = model._meta
    fields = options.local_concrete_fields
    return {
        "table": options.db_table,
        "columns": [(field.column, field.db_parameters(connection)["type"]) for field in fields],
        "targets": [field.target_field.column for field in fields if field.is_relation],
        "pairs": [] if options.swapped else [f.remote_field.through._meta.db_table for f in options.local_many_to_many],
        "pointing here": sorted(
            (relation.related_model._meta.label, relation.field.name) for relation in options.related_objects
        ),
        "rules": [rule.name for rule in (*options.constraints, *options.indexes)],
        "bases": [base.__name__ for base in model.__mro__],
    }


def test_every_model_is_what_it_is_where_all_are_made(state: SparingState, every: StateApps) -> None:
    for label, name in state.models:
        state.reload_model(label, name)
        assert facts(state.apps.get_model(label, name)) == facts(every.get_model(label, name)), (label, name)


def test_a_model_that_few_point_to_comes_with_few(state: SparingState) -> None:
    state.apps.get_model("actionplan", "milestone")
    assert 0 < made(state.apps) < len(state.models) / 2


def test_a_model_is_made_again_after_a_change_and_only_then(state: SparingState) -> None:
    before = state.apps.get_model("people.School")
    assert state.apps.get_model("people", "school") is before
    state.reload_model("people", "role")
    assert state.apps.get_model("people", "school") is not before


def test_code_of_a_migration_is_lent_every_model(state: SparingState, every: StateApps) -> None:
    state.clear_delayed_apps_cache()
    assert not isinstance(state.apps, SparingApps)
    assert made(state.apps) == made(every)


def test_an_unknown_model_is_said_to_be_unknown(state: SparingState) -> None:
    with pytest.raises(LookupError):
        state.apps.get_model("people", "nobody")
