"""People are invited, accept by the letter, are named and ended; links that are worth nothing say so."""

import re
from urllib.parse import urlsplit

import pytest

from core import clock
from people.access.roles import Role
from people.membership import inviting
from people.models import Invitation, Membership, School, User
from people.views.places import url_of
from succession.demo.cast import PASSWORD
from tests.builders import make_administrator, make_invitation, make_member, make_school, make_trust, make_user
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE, Visitor

WORDS = "a heron on the weir at noon"
LONG = "Maximiliana " * 16 + "Featherst"


def path_in_the_letter(email: str) -> str:
    """The address in the letter that goes to somebody, as they would copy it."""
    letter = inviting.letter(inviting.about(Invitation.objects.get(email=email, withdrawn_at__isnull=True)))
    assert letter is not None
    link = re.search(r"^http\S+$", letter.words, re.MULTILINE)
    assert link
    return urlsplit(link.group()).path


def invite(visitor: Visitor, name: str, email: str, role: str) -> None:
    """From the list of people and roles and back."""
    visitor.press("Invite somebody", "Invite somebody").fill(name=name, email=email).choose(re.compile(f"^{role}$"))
    visitor.press("Send the invitation", "People and roles")
    assert f"{name} is invited." in visitor.words


def accept(visitor: Visitor, email: str, then: str | re.Pattern[str]) -> Visitor:
    """Follow the letter, set a password, and arrive."""
    visitor.go(path_in_the_letter(email), "Accept your invitation").fill(password1=WORDS, password2=WORDS)
    return visitor.press("Accept the invitation", then)


def hill_top(name: str) -> School:
    return make_school(name=name, trust=make_trust())


def test_a_council_invites_a_head_who_names_a_lead_and_invites_staff(site: str, visit: Visit) -> None:
    school = hill_top("Hill Top School")
    make_member(Role.STAFF, school, name="Tom Aldous")
    officer = visit(make_administrator(Role.HEAD, school))
    officer.go(f"/councils/{school.council.code}/", school.council.name)
    officer.follow("See who may do what at the council", "People and roles")
    officer.follow("choose the school", "Schools").follow("People and roles", "People and roles")
    invite(officer, "Ann Head", "ANN@hilltop.example", "Headteacher")

    head = accept(visit(), "ann@hilltop.example", "Set up your second step")
    head.pass_by(head.site + school.get_absolute_url())  # which asks for the second step first
    head = visit(User.objects.get(email="ann@hilltop.example"))
    head.go("/", school.name).follow("See who may do what here", "People and roles")
    head.press("Name as school lead", "People and roles")
    assert "Tom Aldous is now a school lead." in head.words
    invite(head, "Bo Staff", "bo@hilltop.example", "Member of staff")

    staff = accept(visit(), "bo@hilltop.example", school.name)
    assert "You are now member of staff at Hill Top School." in staff.words
    items = staff.page.locator("nav").first.get_by_role("link").all_inner_texts()
    assert items == ["Home", "Policy", "My record", "Opportunities"]

    head.go(url_of(school, "roles"), "People and roles")
    row = head.page.locator("tr", has_text="Bo Staff")
    row.get_by_role("link", name=re.compile("End it")).click()
    head.arrive("End this role?").press("End the role", "End this role?")
    assert head.errors() == [("Say why this role ends, like “Left the school”.", "#id_reason")]
    head.fill(reason="Left the school").press("End the role", "People and roles")
    assert "has ended" in head.words
    staff.go(school.get_absolute_url(), "There is no such page here", status=404)
    staff.go("/", "Your places")
    assert "You hold no role today" in staff.words


def test_a_clerk_invites_a_governor_who_has_an_account_by_a_browser_without_scripts(site: str, visit: Visit) -> None:
    school = hill_top("Low Meadow School")
    governor = make_user(email="cy@meadow.example", name="Cy Governor", password=PASSWORD)
    clerk = visit(make_member(Role.CLERK, school), java_script_enabled=False)
    clerk.go("/", school.name).follow("See who may do what here", "People and roles")
    invite(clerk, "Cy Governor", governor.email, "Governor")
    plain = visit(java_script_enabled=False, viewport=PHONE)
    plain.go(path_in_the_letter(governor.email), "Sign in to accept your invitation").press("Sign in", "Sign in")
    plain.fill(login=governor.email, password=PASSWORD).press("Sign in", "Accept your invitation")
    plain.press("Accept the invitation", school.name)
    assert "You are now governor at Low Meadow School." in plain.words
    clerk.go(url_of(school, "roles"), "People and roles")
    assert "Cy Governor" in clerk.words
    assert "Invited, and not answered yet" not in clerk.words


def test_a_double_click_accepts_once(site: str, visit: Visit) -> None:
    school = hill_top("Twice School")
    make_invitation(Role.STAFF, school, email="twice@school.example")
    visitor = visit().go(path_in_the_letter("twice@school.example"), "Accept your invitation")
    visitor.fill(password1=WORDS, password2=WORDS)
    visitor.button("Accept the invitation").dblclick()
    visitor.arrive(school.name)
    assert Membership.objects.filter(user__email="twice@school.example").count() == 1


@pytest.mark.parametrize("what", ["run out", "used", "withdrawn", "forged"])
def test_a_link_that_is_worth_nothing_gets_a_plain_sentence(site: str, visit: Visit, what: str) -> None:
    invitation = make_invitation(Role.STAFF, hill_top(f"School of {what}"))
    path, status, heading = path_in_the_letter(invitation.email), 410, "This invitation is not open any more"
    visitor = visit()
    if what == "run out":
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=clock.now())
    elif what == "used":
        accept(visitor, invitation.email, invitation.organisation.name)
        visitor.context.clear_cookies()
    elif what == "withdrawn":
        officer = visit(invitation.invited_by).go(url_of(invitation.organisation, "roles"), "People and roles")
        officer.follow("Withdraw it", "Withdraw this invitation?").press("Withdraw the invitation", "People and roles")
    else:
        path, status, heading = f"{path[:-9]}00000000/", 404, "This link leads to no invitation"
    visitor.go(path, heading, status=status)
    said = {"run out": "has run out", "used": "accepted already", "withdrawn": "was withdrawn", "forged": "whole link"}
    assert said[what] in visitor.words


def test_a_link_that_was_sent_on_says_whose_it_is_not(site: str, visit: Visit) -> None:
    school = hill_top("Forwarded School")
    invitation = make_invitation(Role.STAFF, school)
    other = visit(make_member(Role.GOVERNOR, school, name="Eve Other"))
    other.go(path_in_the_letter(invitation.email), "This invitation is for somebody else")
    assert "You are signed in as Eve Other" in other.words
    other.press("Sign out and come back", "Accept your invitation")
    assert not Membership.objects.filter(user__email=invitation.email).exists()


def test_names_of_two_hundred_letters_and_an_organisation_whose_only_head_leaves(site: str, visit: Visit) -> None:
    school = hill_top("Only Head School")
    head = make_member(Role.HEAD, school, name=LONG[:200])
    email = f"{'x' * 60}@{'y' * 60}.example"
    make_invitation(Role.STAFF, school, by=head, name=LONG[:200], email=email)
    path = path_in_the_letter(email)
    visit(viewport=PHONE).go(path, "Accept your invitation")
    officer = visit(make_administrator(Role.HEAD, school)).go(url_of(school, "roles"), "People and roles")
    officer.follow(re.compile("End it"), "End this role?")
    assert "nobody could follow" in officer.words
    officer.fill(reason="Retires").press("End the role", "End this role?")
    assert "would then have no headteacher" in officer.words
    make_member(Role.SCHOOL_LEAD, school, name="Di Lead")
    officer.go(url_of(school, "roles"), "People and roles").follow(re.compile("End it.*headteacher"), "End this role?")
    officer.fill(reason="Retires").choose("Di Lead, School lead").press("End the role", "People and roles")
    assert Membership.objects.at(school).in_force(clock.today()).filter(role=Role.HEAD).get().user.name == "Di Lead"
    officer.follow("Roles that have ended, by whom and why", "People and roles")
    assert "Retires" in officer.words
    invited = visit(viewport=PHONE).go(path, "This invitation is not open any more", status=410)
    assert "does not look after this role any more" in invited.words
