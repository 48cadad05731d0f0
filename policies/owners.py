"""Whose policy is written: a school's own, or the model of a council. What differs between the two stands here."""

from dataclasses import dataclass

from core.addresses import address
from people.access.roles import Permission
from people.models import Council, School

Owner = School | Council


def edit_permission(owner: Owner) -> Permission:
    """What a person must be allowed, to write this owner's policy."""
    return Permission.POLICY_EDIT if isinstance(owner, School) else Permission.MODEL_EDIT


@dataclass(frozen=True, slots=True)
class Addresses:
    """The pages about one owner's policy: the same names for both kinds, with "model-" before a council's."""

    prefix: str
    key: tuple[str, int | str]

    def of(self, page: str, **keys: int | str) -> str:
        """The address of a page, by its name for a school."""
        name, value = self.key
        return address(f"policies:{self.prefix}{page}", **{name: value}, **keys)

    @property
    def is_model(self) -> bool:
        """Whether these are pages about a council's model."""
        return bool(self.prefix)

    @property
    def home(self) -> str:
        """Where the policy is read."""
        name, value = self.key
        return address("policies:model" if self.is_model else "policies:policy", **{name: value})


def addresses_of(owner: Owner) -> Addresses:
    """The addresses of this owner's pages."""
    return Addresses("", ("urn", owner.urn)) if isinstance(owner, School) else Addresses("model-", ("code", owner.code))
