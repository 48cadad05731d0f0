"""What is held about people is said whole: every model and every field of it, or the reason why it is left out."""

from dataclasses import replace

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

from core import erasing, privacy
from core.privacy import Erasure, Exempt, Field, Link, Record
from people.models import TermOfOffice, User

TABLES_WITHOUT_A_MODEL = {
    "cache": "how often somebody guessed, under a hashed key, for minutes",
    "django_migrations": "which migrations have run",
    "erasure_step": "names of columns",
}


def stated() -> set[str]:
    return {record.model for record in privacy.records()} | set(privacy.exempt())


def tracked_models() -> dict[str, type[Model]]:
    """Every model with a table, but the tables of history, which say what their model's do."""
    found = apps.get_models(include_auto_created=True)
    return {model._meta.label: model for model in found if not hasattr(model, "pgh_tracked_model")}


def faults(record: Record, model: type[Model]) -> list[str]:
    """What a record leaves unsaid about its model, or says of what is not there."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    said = [held.name for held in record.fields] + list(record.organisation)
    links = {link.path for link in record.links}
    people = {name for name, field in fields.items() if field.related_model is User}
    wrong = [f"{name} is said nothing about" for name in fields if name not in {*said, *links}]
    wrong += [f"{name} is said twice" for name in said if said.count(name) > 1]
    wrong += [f"there is no {name}" for name in {*said, *links} - {*fields, ""}]
    wrong += [f"{name} leads to a person and is no link" for name in sorted(people - links)]
    wrong += [f"{held.name} comes by no link {via}" for held in record.fields for via in held.via if via not in links]
    for held in record.fields:
        is_kept_by = [link for link in record.links if not link.deletes and (not held.via or link.path in held.via)]
        if held.erasure is Erasure.KEEP and is_kept_by and not (held.because or record.kept):
            wrong.append(f"{held.name} is kept for no reason")
    return wrong


def test_every_model_is_in_the_register_or_exempt_with_a_reason() -> None:
    assert sorted(set(tracked_models()) - stated()) == []
    assert all(reason for reason in privacy.exempt().values())
    assert not {record.model for record in privacy.records()} & set(privacy.exempt())


def test_every_field_of_a_registered_model_is_said_something_about() -> None:
    found = {record.model: wrong for record, model in erasing.installed() if (wrong := faults(record, model))}
    assert found == {}


def test_no_exempt_model_leads_to_a_person() -> None:
    models_by_label = tracked_models()
    leading = [
        label
        for label in privacy.exempt()
        if label in models_by_label
        and not label.startswith("pghistory.")  # views of the tables of history, which the steps know one by one
        and any(field.related_model is User for field in models_by_label[label]._meta.concrete_fields)
    ]
    assert leading == []


def test_every_entry_is_about_a_model_or_about_an_app_that_is_not_installed() -> None:
    installed = {config.label for config in apps.get_app_configs()}
    unknown = [label for label in stated() if label not in tracked_models() and label.split(".")[0] in installed]
    assert unknown == []


@pytest.mark.django_db
def test_every_table_is_a_models_or_stands_here_with_its_reason() -> None:
    tables = set(connection.introspection.table_names())
    of_models = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert tables - of_models == set(TABLES_WITHOUT_A_MODEL)


def test_every_record_says_why_who_and_how_long() -> None:
    for record, _ in erasing.installed():
        assert all((record.title, record.purpose, record.audience, record.basis, record.retention)), record.model


def test_what_is_left_out_is_found() -> None:
    record = next(record for record in privacy.records() if record.model == "people.TermOfOffice")
    assert faults(record, TermOfOffice) == []
    assert faults(replace(record, fields=record.fields[1:]), TermOfOffice) == ["name is said nothing about"]
    assert "user leads to a person and is no link" in faults(
        replace(record, links=(), organisation=("id", "body", "user")), TermOfOffice
    )
    assert "there is no nickname" in faults(
        replace(record, fields=(*record.fields, Field("nickname", "nickname", Erasure.EMPTY))), TermOfOffice
    )
    assert "category is kept for no reason" in faults(replace(record, kept=""), TermOfOffice)


# The steps the database has ---------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_database_has_the_steps_that_the_register_gives() -> None:
    assert erasing.written() == erasing.steps()
    assert len(erasing.written()) > 15


def test_every_field_that_is_to_be_emptied_has_its_step() -> None:
    steps = {(step.in_table, step.set_column) for step in erasing.steps()}
    for record, model in erasing.installed():
        for link in record.links:
            if link.deletes:
                assert (model._meta.db_table, "") in steps, record.model
                continue
            for held in record.fields_of(link):
                if held.erasure is not Erasure.KEEP:
                    column = model._meta.get_field(held.name).column
                    assert (model._meta.db_table, column) in steps, (record.model, held.name)


def test_history_is_emptied_wherever_its_model_is() -> None:
    steps = {(step.in_table, step.set_column) for step in erasing.steps()}
    for record, model in erasing.installed():
        for event in erasing.event_models(model):
            names = {field.name for field in event._meta.concrete_fields}
            for link in record.links:
                for held in record.fields_of(link):
                    if link.deletes:
                        assert (event._meta.db_table, "") in steps, record.model
                    elif held.erasure not in {Erasure.KEEP, Erasure.END} and held.name in names:
                        column = event._meta.get_field(held.name).column
                        assert (event._meta.db_table, column) in steps, (record.model, held.name)


def test_steps_of_history_come_before_and_after_those_of_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of history, as the register would find it: the steps of a term of office reach into it."""
    event = type(
        "Event",
        (),
        {"_meta": TermOfOffice._meta, "pgh_tracked_model": TermOfOffice},
    )
    monkeypatch.setattr(erasing, "event_models", lambda model: [event] if model is TermOfOffice else [])
    steps = [step for step in erasing.steps() if step.in_table == "people_termofoffice" and step.does == "set"]
    assert [step.match_column for step in steps] == ["user_id"] * 3


def test_a_registered_model_that_is_not_installed_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy, "_RECORDS", {})
    monkeypatch.setattr(privacy, "_EXEMPT", {})
    record = Record("nowhere.Thing", "", "", "", "", "", links=(Link("user", ""),), fields=())
    privacy.register(record, Exempt("nowhere.Other", "of no matter"))
    assert list(erasing.installed()) == []
    assert privacy.exempt() == {"nowhere.Other": "of no matter"}
