"""Bringing published standards up to date from what was read in a file. Done by those who run the installation."""

from dataclasses import dataclass, field

from django.db import transaction

from people.models import Framework, Standard
from people.talent.frameworks import Heading, Read


@dataclass(slots=True)
class Loaded:
    """What became of a file: how many standards are new or changed, and which the file has no more."""

    new: int = 0
    changed: int = 0
    left: list[str] = field(default_factory=list)


@transaction.atomic
def load_framework(read: Read) -> Loaded:
    """Bring a framework up to date. Safe to repeat: it changes what has changed.

    A standard that the file has no more stays, since criteria may rest on it.
    """
    framework, _ = Framework.objects.select_for_update().get_or_create(
        key=read.key,
        defaults={"name": read.name, "source": read.source, "starts_on": read.starts_on, "ends_on": read.ends_on},
    )
    _bring(framework, name=read.name, source=read.source, starts_on=read.starts_on, ends_on=read.ends_on)
    there = {standard.heading: standard for standard in Standard.objects.filter(framework=framework)}
    loaded = Loaded(left=[heading for heading in there if heading not in {one.heading for one in read.standards}])
    for position, one in enumerate(read.standards, start=1):
        standard = there.get(one.heading)
        if standard is None:
            _add(framework, position, one)
            loaded.new += 1
        else:
            loaded.changed += _bring(standard, position=position, number=one.number, gist=one.gist)
    return loaded


def _add(framework: Framework, position: int, one: Heading) -> None:
    standard = Standard(framework=framework, position=position, number=one.number, heading=one.heading, gist=one.gist)
    standard.full_clean()
    standard.save()


def _bring(row: Framework | Standard, **values: object) -> bool:
    """Give a row these values, and say whether anything changed."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.full_clean()
        row.save(update_fields=[*changed])
    return bool(changed)
