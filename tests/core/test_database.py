import pytest
from django.db import connection


@pytest.mark.django_db
def test_tests_run_as_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        assert cursor.fetchone() == ("succession_app", "test_succession")

@pytest.mark.django_db(transaction=True)
def test_tx() -> None:
    from django.contrib.sessions.models import Session
    from django.utils import timezone
    Session.objects.create(session_key="x", session_data="", expire_date=timezone.now())

@pytest.mark.django_db(transaction=True)
def test_tx2() -> None:
    from django.contrib.sessions.models import Session
    assert not Session.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        assert cursor.fetchone() == ("succession_app", "test_succession")

def test_x(): pass
