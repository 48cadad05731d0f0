"""Where the actions of the trial happen, and who acts."""

import io
from collections.abc import Callable

from core import reading
from core.models import Preview
from people.access.roles import Role
from policies.actions import editing, versions
from policies.editor.parts import clause_token
from policies.models import Draft, Version
from policies.views.starting import EXAMPLE
from tests.access_table import World
from tests.policies.cast import Cast

Call = Callable[[], object]


class Scene:
    """A school that has taken its policy, its council's plan, and who acts in them."""

    def __init__(self) -> None:
        self.world = World()
        self.cast = Cast(self.world.school)
        self.officer = self.world.people[Role.OFFICER]
        for person in ("head", "lead", "clerk", "officer", "board"):
            getattr(self.cast, person)  # before any write is counted

    def meeting(self, **kw: object) -> dict[str, object]:
        return {"meeting": self.world.school_meeting, "by": self.cast.clerk, **kw}

    def document(self) -> tuple[Version, list[str]]:
        version = self.cast.take()
        return version, [clause.id for clause in version.text.clauses() if not clause.locked]

    def draft(self, by: object = None, text: str = "Other words") -> Draft:
        version = Version.objects.of(self.cast.school)[0]
        clause = [clause for clause in version.text.clauses() if not clause.locked][1]
        return editing.change_clause(
            owner=self.cast.school,
            clause_id=clause.id,
            text=text,
            sub_clauses=None,
            opened_on=clause_token(clause),
            by=by or self.cast.head,  # type: ignore[arg-type]
        )

    def policy_preview(self) -> Preview:
        content = EXAMPLE.read_bytes()
        preview = versions.send_policy(
            school=self.cast.school, name="a.txt", content=io.BytesIO(content), size=len(content), by=self.cast.head
        )
        reading.read(str(preview.pk))
        preview.refresh_from_db()
        return preview


Row = Callable[[Scene], Call]
"""Builds what one action needs, and gives back the call."""
