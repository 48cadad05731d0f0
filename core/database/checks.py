"""What a production installation refuses to start on. In a trial nothing is refused."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

DEMO_DOMAIN = "demo.example"
"""Where the people of the demo have their addresses. Their password is printed for everyone to read."""


def refuse_unsafe_database() -> None:
    """Stop with a sentence when this is a production installation on a database that it must not use."""
    if not settings.PRODUCTION:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, EXISTS (SELECT FROM pg_class WHERE oid = to_regclass('django_migrations')"
            " AND pg_has_role(current_user, relowner, 'USAGE')) FROM pg_roles WHERE rolname = current_user"
        )
        is_superuser, owns_tables = cursor.fetchone()
    if is_superuser:
        raise ImproperlyConfigured("DATABASE_URL connects as a superuser: give the application a role of its own.")
    if owns_tables:
        raise ImproperlyConfigured(
            "DATABASE_URL connects as the role that owns the tables: keep that one for DATABASE_OWNER_URL, and give "
            "the application a role of its own."
        )
    users = get_user_model()
    migrated = users._meta.db_table in connection.introspection.table_names()
    if migrated and users._default_manager.filter(email__endswith=f"@{DEMO_DOMAIN}").exists():
        raise ImproperlyConfigured(
            f"This database holds the demo's users (...@{DEMO_DOMAIN}), whose password is public: use another one."
        )
