"""The product's sessions without their ends, for comparison."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from core.sessions import SessionStore as Ours


class SessionStore(Ours):
    """Kept as quickly as ours, and ending only as Django's do."""

    load = DatabaseStore.load
    get_expiry_date = DatabaseStore.get_expiry_date
    get_expiry_age = DatabaseStore.get_expiry_age
