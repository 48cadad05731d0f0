"""The second step: asked for by the pages that need it, and never to be gone round."""

import re
import time
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from core.models import Letter
from people.access.roles import ROLE_LABELS, SECOND_STEP_ROLES, Role
from people.models import School, User
from tests.builders import make_council, make_member, make_school, make_trust, make_user
from tests.signing_in import by_password_alone, note_second_step

pytestmark = pytest.mark.django_db
CODE, SET_UP = reverse("mfa_reauthenticate"), reverse("people:second-step-set-up")
CODES = reverse("people:second-step-codes")
LONG_AGO = time.time() - 11 * 60


@pytest.fixture
def school() -> School:
    return make_school(trust=make_trust())


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school, password="four plain long words")


def code_of(secret: str, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time() + later) // 30))


def secret_on(page: str) -> str:
    return re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")


def set_up_for(user: User) -> str:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def home_of(role: Role, school: School) -> str:
    at_council = role in {Role.OFFICER, Role.ACTION_OWNER, Role.COUNCILLOR}
    return f"/councils/{school.council.code}/" if at_council else f"/schools/{school.urn}/"


@pytest.mark.parametrize("role", Role)
def test_pages_ask_whoever_works_with_named_people_or_at_a_council_and_nobody_else(role: Role, school: School) -> None:
    place = school.council if role in {Role.OFFICER, Role.ACTION_OWNER, Role.COUNCILLOR} else school
    user = make_member(role, school.trust if role == Role.TRUST_LEAD else place)
    client = by_password_alone(Client(), user)
    response = client.get(home_of(role, school))
    if role in {Role.GOVERNOR, Role.STAFF}:
        assert response.status_code == 200
    else:
        assert response["Location"].startswith(SET_UP), ROLE_LABELS[role]
        set_up_for(user)
        assert client.get(home_of(role, school))["Location"] == f"{CODE}?next={quote(home_of(role, school), safe='')}"


def test_the_pages_of_a_trust_ask_for_it_too(school: School) -> None:
    client = by_password_alone(Client(), make_member(Role.TRUST_LEAD, school.trust))
    assert client.get(f"/trusts/{school.trust.uid}/roles/")["Location"].startswith(SET_UP)


def test_every_role_but_two_is_asked() -> None:
    assert set(Role) - SECOND_STEP_ROLES == {Role.GOVERNOR, Role.STAFF}


def test_a_head_who_governs_elsewhere_reads_there_with_a_password_alone(school: School, head: User) -> None:
    other = make_school()
    head.memberships.create(role=Role.GOVERNOR, school=other, starts_on="2020-01-01")
    client = by_password_alone(Client(), head)
    assert client.get(f"/schools/{other.urn}/").status_code == 200
    assert client.get(f"/schools/{school.urn}/").status_code == 302


def test_what_is_sent_without_the_second_step_changes_nothing_and_is_sent_on_after_it(school: School) -> None:
    clerk = make_member(Role.CLERK, school)
    secret = set_up_for(clerk)
    body = school.bodies.create(name="Board", kind="governing-board")
    client = by_password_alone(Client(), clerk)
    new = f"/schools/{school.urn}/meetings/new/"
    answer = client.post(new, {"body": body.pk, "on": "14 October 2026"})
    assert answer["Location"].startswith(CODE)
    assert not body.meetings.exists()
    answer = client.post(answer["Location"], {"code": code_of(secret), "next": new})
    assert body.meetings.count() == 1


def test_the_code_opens_the_page_one_was_going_to_and_gives_the_session_another_key(school: School, head: User) -> None:
    secret = set_up_for(head)
    client = by_password_alone(Client(), head)
    asked = client.get(f"/schools/{school.urn}/")["Location"]
    before = client.session.session_key
    answer = client.post(asked, {"code": code_of(secret), "next": f"/schools/{school.urn}/"})
    assert answer["Location"] == f"/schools/{school.urn}/"
    assert client.session.session_key != before
    assert client.get(answer["Location"]).status_code == 200


def test_a_code_opens_once_even_while_it_still_counts(head: User) -> None:
    secret = set_up_for(head)
    code = code_of(secret)
    assert by_password_alone(Client(), head).post(CODE, {"code": code}).status_code == 302
    # What the library remembers of a code it forgets after half a minute, while the code still counts.
    cache.delete(f"allauth.mfa.totp.used?user={head.pk}&code={code}")
    second = by_password_alone(Client(), head).post(CODE, {"code": code})
    assert "was used before" in second.content.decode()


def test_a_recovery_code_opens_once_however_it_is_typed(head: User) -> None:
    set_up_for(head)
    code = RecoveryCodes.activate(head).get_unused_codes()[0]
    spaced = f" {code[:4]}-{code[4:]} "
    assert by_password_alone(Client(), head).post(CODE, {"code": spaced}).status_code == 302
    assert by_password_alone(Client(), head).post(CODE, {"code": code}).status_code == 200
    assert len(RecoveryCodes.activate(head).get_unused_codes()) == 9


def test_eleven_wrong_codes_are_not_heard_not_even_from_twenty_sessions(head: User) -> None:
    secret = set_up_for(head)
    for n in range(10):
        answer = by_password_alone(Client(), head).post(CODE, {"code": "000000"}, REMOTE_ADDR=f"198.51.100.{n}")
        assert "is not right" in answer.content.decode()
    answer = by_password_alone(Client(), head).post(CODE, {"code": code_of(secret)}, REMOTE_ADDR="198.51.100.99")
    assert "tried too often" in answer.content.decode()


def test_the_wrong_codes_of_a_day_are_sixty(head: User) -> None:
    secret = set_up_for(head)
    _, of_a_day = settings.ACCOUNT_RATE_LIMITS["second_step"].split(",")
    limits = settings.ACCOUNT_RATE_LIMITS | {"second_step": of_a_day, "reauthenticate": ""}
    client = by_password_alone(Client(), head)
    with override_settings(ACCOUNT_RATE_LIMITS=limits):  # as if they came far apart
        for _ in range(60):
            assert "is not right" in client.post(CODE, {"code": "000000"}).content.decode()
        answer = client.post(CODE, {"code": code_of(secret)})
    assert "tried too often" in answer.content.decode()
    assert client.get(reverse("people:second-step"))["Location"].startswith(CODE), "the second step is not taken"


def test_wrong_codes_are_counted_where_it_is_set_up_too(head: User) -> None:
    client = by_password_alone(Client(), head)
    secret = secret_on(client.get(SET_UP).content.decode())
    for _ in range(10):
        assert "is not right" in client.post(SET_UP, {"code": "000000"}).content.decode()
    assert "tried too often" in client.post(SET_UP, {"code": code_of(secret)}).content.decode()
    assert not Authenticator.objects.exists()


def test_the_code_that_set_it_up_opens_nothing_more(head: User) -> None:
    client = by_password_alone(Client(), head)
    code = code_of(secret_on(client.get(SET_UP).content.decode()))
    assert client.post(SET_UP, {"code": code})["Location"] == CODES
    cache.delete(f"allauth.mfa.totp.used?user={head.pk}&code={code}")  # as above
    second = by_password_alone(Client(), head)
    assert "was used before" in second.post(CODE, {"code": code}).content.decode()
    assert second.get(CODES)["Location"].startswith(CODE), "the second step is not taken"


def test_another_persons_code_opens_nothing(head: User) -> None:
    set_up_for(head)
    other = set_up_for(make_user())
    answer = by_password_alone(Client(), head).post(CODE, {"code": code_of(other)})
    assert "is not right" in answer.content.decode()


def test_setting_it_up_shows_the_codes_once_and_leads_on(school: School, head: User) -> None:
    client = by_password_alone(Client(), head)
    asked = client.get(f"/schools/{school.urn}/")["Location"]
    page = client.get(asked).content.decode()
    secret = secret_on(page)
    assert "<svg" in page
    assert "data:" not in page
    answer = client.post(asked, {"code": "12 34"})
    assert "is not right" in answer.content.decode()
    assert secret in answer.content.decode().replace(" ", "")
    answer = client.post(asked, {"code": code_of(secret)})
    assert answer["Location"] == CODES
    page = client.get(CODES).content.decode()
    assert len(re.findall(r"<code>\d{4} \d{4}</code>", page)) == 10
    assert f'href="/schools/{school.urn}/"' in page
    text = client.get(reverse("people:second-step-codes-download"))
    assert text["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert len(re.findall(r"\d{4} \d{4}", text.content.decode())) == 10
    assert client.get(f"/schools/{school.urn}/").status_code == 200
    session = client.session
    session["codes_shown_until"] = time.time() - 1
    session.save()
    assert not re.search(r"\d{4} \d{4}", client.get(CODES).content.decode())
    assert client.get(reverse("people:second-step-codes-download")).status_code == 302
    assert list(Letter.objects.values_list("kind", "about")) == []  # sent when the transaction is committed


def test_the_secrets_are_kept_encrypted(head: User) -> None:
    secret = set_up_for(head)
    kept = Authenticator.objects.get(user=head, type="totp").data["secret"]
    assert secret not in kept
    codes = RecoveryCodes.activate(head).get_unused_codes()
    assert all(code not in str(Authenticator.objects.get(user=head, type="recovery_codes").data) for code in codes)


def test_a_new_telephone_takes_the_place_of_the_old(head: User) -> None:
    old = set_up_for(head)
    client = by_password_alone(Client(), head)
    client.post(CODE, {"code": RecoveryCodes.activate(head).get_unused_codes()[0]})
    new = secret_on(client.get(SET_UP).content.decode())
    assert client.post(SET_UP, {"code": code_of(new)})["Location"] == reverse("people:second-step")
    assert len(RecoveryCodes.activate(head).get_unused_codes()) == 9
    other = by_password_alone(Client(), head)
    assert "is not right" in other.post(CODE, {"code": code_of(old)}).content.decode()
    assert other.post(CODE, {"code": code_of(new, later=30)}).status_code == 302


def test_whoever_must_have_it_cannot_switch_it_off_and_whoever_need_not_can(school: School, head: User) -> None:
    governor = make_member(Role.GOVERNOR, school)
    for user, left in ((head, 2), (governor, 0)):
        set_up_for(user)
        client = Client()
        client.force_login(user)
        client.post(reverse("people:second-step-off"))
        assert Authenticator.objects.filter(user=user).count() == left


@pytest.mark.parametrize(
    "name",
    [
        "people:second-step",
        "people:second-step-codes",
        "people:second-step-codes-new",
        "people:second-step-codes-download",
        "people:second-step-off",
    ],
)
def test_a_stolen_password_alone_reaches_nothing_of_a_second_step(name: str, school: School) -> None:
    governor = make_member(Role.GOVERNOR, school)
    set_up_for(governor)
    client = by_password_alone(Client(), governor)
    for answer in (client.get(reverse(name)), client.post(reverse(name))):
        assert answer["Location"].startswith(CODE)
    for answer in (client.get(SET_UP), client.post(SET_UP, {"code": "123456"})):
        assert answer["Location"].startswith(CODE)
    assert Authenticator.objects.filter(user=governor).count() == 2


@pytest.mark.parametrize(
    "name", ["people:second-step-set-up", "people:second-step-codes-new", "people:second-step-off"]
)
def test_changing_it_asks_for_a_proof_of_the_last_ten_minutes(name: str, school: School) -> None:
    governor = make_member(Role.GOVERNOR, school)
    set_up_for(governor)
    codes = RecoveryCodes.activate(governor).get_unused_codes()
    client = Client()
    client.force_login(governor)
    note_second_step(client, governor, at=LONG_AGO)
    for answer in (client.get(reverse(name)), client.post(reverse(name))):
        assert answer.status_code == 302
        assert answer["Location"].startswith((reverse("account_reauthenticate"), CODE))
    assert RecoveryCodes.activate(governor).get_unused_codes() == codes
    assert Authenticator.objects.filter(user=governor).count() == 2


def test_the_admin_asks_a_superuser_for_it(client: Client) -> None:
    by_password_alone(client, make_user(is_superuser=True))
    answer = client.get("/admin/people/user/", follow=True)
    assert answer.redirect_chain[-1][0] == f"{SET_UP}?next=%2Fadmin%2Fpeople%2Fuser%2F"
    asked = client.get("/admin/login/", {"next": "https://elsewhere.example/"})
    assert asked["Location"].startswith(SET_UP)
    assert client.session["going_to"].startswith("/admin/")


def test_no_page_asks_the_database_whether_the_second_step_was_taken(school: School, head: User) -> None:
    governor = by_password_alone(Client(), make_member(Role.GOVERNOR, school))
    own = Client()
    own.force_login(head)
    for client in (governor, own):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/schools/{school.urn}/").status_code == 200
        assert not [query for query in asked.captured_queries if "mfa_" in query["sql"]]


def test_a_council_page_asks_a_head_of_one_of_its_schools(head: User, school: School) -> None:
    client = by_password_alone(Client(), head)
    assert client.get(f"/councils/{school.council.code}/")["Location"].startswith(SET_UP)
    assert client.get(f"/councils/{make_council().code}/").status_code == 404
