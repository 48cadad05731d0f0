"""Addresses of pages that every kind of place has."""

from core.addresses import address
from people.membership.queries import Place
from people.models import School, Trust


def url_of(place: Place, page: str, **keys: int | str) -> str:
    """The address of one of these pages for this school, trust or council."""
    if isinstance(place, School):
        return address(f"people:school-{page}", urn=place.urn, **keys)
    if isinstance(place, Trust):
        return address(f"people:trust-{page}", uid=place.uid, **keys)
    return address(f"people:council-{page}", code=place.code, **keys)
