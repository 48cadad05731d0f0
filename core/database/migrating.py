"""Migrations run with no more models made than each step needs.

Before every step, Django makes anew the class of each model that is connected with the one the step changes. Here every
model leads to an organisation and a person, so a step of one table makes them all: 1,300 steps of 200 models took five
minutes. What a step needs is the model itself, those it points to and those that point to it.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation
from django.db.models import Model

Key = tuple[str, str]
"""The label of an app and the name of a model, in small letters."""


class Executor(MigrationExecutor):
    """Django's, beginning with a state that makes models as they are asked for."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        state = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]  # the stubs leave it out
        return SparingState(state.models, state.real_apps)


class SparingState(ProjectState):
    """A state of all models, whose classes are made when a step asks for one and given up when a model changes."""

    _whole = False

    def clone(self) -> ProjectState:
        """All models again, and no class of theirs."""
        return SparingState({key: model.clone() for key, model in self.models.items()}, self.real_apps)

    def reload_model(self, *_changed: object, **_how: object) -> None:
        """A model has changed: what was made of it, and what leads to that, is not to be had any more."""
        self.__dict__.pop("apps", None)

    reload_models = reload_model

    def remove_model(self, app_label: str, model_name: str) -> None:
        """A model has gone, and with it what was made of those that it led to."""
        self.reload_model()
        super().remove_model(app_label, model_name)

    def clear_delayed_apps_cache(self) -> None:
        """What Django calls before it lends the models to code that may ask for any: all of them, from here on."""
        self.reload_model()
        self._whole = True

    @cached_property
    def apps(self) -> StateApps:
        """The models' classes, whose attributes are those of this state."""
        kind = StateApps if self._whole else SparingApps
        return kind(self.real_apps, self.models)  # type: ignore[arg-type]  # a set, whatever the stubs say


class SparingApps(StateApps):
    """Models as they stand in a state. Asked for one, it makes it and all that its tables are bound to."""

    def __init__(self, real_apps: set[str], states: dict[Key, ModelState]) -> None:
        self._states = states
        self._made: set[Key] = set()
        super().__init__(real_apps, {})  # type: ignore[arg-type]

    def get_model(self, app_label: str, model_name: str | None = None, require_ready: bool = True) -> type[Model]:
        """The model's class, made now unless it stands. Raises LookupError where the state has no such model."""
        label, name = app_label.split(".") if model_name is None else (app_label, model_name)
        key = self._stated((label, name.lower()))
        if key not in self._made:
            self._make(key)
        return super().get_model(label, name, require_ready)

    def _make(self, key: Key) -> None:
        wanted: set[Key] = set()
        looking = [key, *self._that_point_to[key]]
        while looking:
            found = self._stated(looking.pop())
            if found in self._states and found not in self._made and found not in wanted:
                wanted.add(found)
                looking += _points_to(self._states[found])
        self._made |= wanted
        self.render_multiple([self._states[found] for found in sorted(wanted)])

    def _stated(self, key: Key) -> Key:
        return self._with_the_table_of_pairs.get(key, key)

    @cached_property
    def _that_point_to(self) -> dict[Key, set[Key]]:
        found: dict[Key, set[Key]] = defaultdict(set)
        for key, state in self._states.items():
            for other in _points_to(state):
                found[self._stated(other)].add(key)
        return found

    @cached_property
    def _with_the_table_of_pairs(self) -> dict[Key, Key]:
        """By the model of pairs that Django makes for a many-to-many field, the model that has the field."""
        return {
            (label, f"{name}_{field}".lower()): (label, name)
            for (label, name), state in self._states.items()
            for field, made in state.fields.items()
            if made.many_to_many and not getattr(made.remote_field, "through", None)
        }


def _points_to(state: ModelState) -> Iterator[Key]:
    for field in state.fields.values():
        if remote := field.remote_field:
            yield resolve_relation(remote.model, state.app_label, state.name_lower)
            if through := getattr(remote, "through", None):
                yield resolve_relation(through, state.app_label, state.name_lower)
    for base in state.bases:
        if isinstance(base, str):
            yield resolve_relation(base)
