"""Addresses of the pages about people."""

from django.urls import path

from people.access.decorators import council_view, public_view, school_view, trust_view
from people.access.proof import fresh_proof
from people.access.roles import Permission
from people.views import invitations, meetings, roles, second_step

app_name = "people"

_SCHOOL = "schools/<int:urn>/meetings/"
_COUNCIL = "councils/<council:code>/meetings/"

_SECOND_STEP = "account/second-step/"

# Every kind of place has the same pages about its roles.
_PLACES = (
    ("school", "schools/<int:urn>/", school_view),
    ("council", "councils/<council:code>/", council_view),
    ("trust", "trusts/<int:uid>/", trust_view),
)
_READING_ROLES = (("roles", "", roles.members),)
# Whoever grants and ends roles has shown who they are within the last ten minutes.
_GRANTING_ROLES = (
    ("role-invite", "invite/", invitations.invite),
    ("invitation-again", "invitations/<int:invitation_id>/again/", invitations.again),
    ("invitation-withdraw", "invitations/<int:invitation_id>/withdraw/", invitations.withdraw),
    ("role-end", "<int:membership_id>/end/", roles.end),
    ("role-last-day", "<int:membership_id>/last-day/", roles.last_day),
    ("role-lead", "<int:membership_id>/lead/", roles.lead),
    ("role-mark", "<int:membership_id>/mark/", roles.mark),
    ("role-unmark", "<int:membership_id>/unmark/", roles.unmark),
)

urlpatterns = [
    path(_SECOND_STEP, second_step.second_step, name="second-step"),
    path(f"{_SECOND_STEP}set-up/", second_step.set_up, name="second-step-set-up"),
    path(f"{_SECOND_STEP}off/", second_step.switch_off, name="second-step-off"),
    path(f"{_SECOND_STEP}codes/", second_step.codes, name="second-step-codes"),
    path(f"{_SECOND_STEP}codes/new/", second_step.codes_new, name="second-step-codes-new"),
    path(f"{_SECOND_STEP}codes/recovery-codes.txt", second_step.codes_download, name="second-step-codes-download"),
    path(_SCHOOL, meetings.school_meetings, name="school-meetings"),
    path(f"{_SCHOOL}new/", meetings.school_meeting_new, name="school-meeting-new"),
    path(f"{_SCHOOL}<int:meeting_id>/held/", meetings.school_meeting_held, name="school-meeting-held"),
    path(f"{_SCHOOL}<int:meeting_id>/move/", meetings.school_meeting_move, name="school-meeting-move"),
    path(f"{_SCHOOL}<int:meeting_id>/cancel/", meetings.school_meeting_cancel, name="school-meeting-cancel"),
    path(_COUNCIL, meetings.council_meetings, name="council-meetings"),
    path(f"{_COUNCIL}new/", meetings.council_meeting_new, name="council-meeting-new"),
    path(f"{_COUNCIL}<int:meeting_id>/held/", meetings.council_meeting_held, name="council-meeting-held"),
    path(f"{_COUNCIL}<int:meeting_id>/move/", meetings.council_meeting_move, name="council-meeting-move"),
    path(f"{_COUNCIL}<int:meeting_id>/cancel/", meetings.council_meeting_cancel, name="council-meeting-cancel"),
]
urlpatterns += [
    path(f"{prefix}roles/{tail}", of_place(Permission.ROLES_GRANT)(view), name=f"{kind}-{name}")
    for kind, prefix, of_place in _PLACES
    for name, tail, view in (
        *_READING_ROLES,
        *((name, tail, fresh_proof(view)) for name, tail, view in _GRANTING_ROLES),
    )
]
urlpatterns += [path("invitations/<str:token>/", public_view(invitations.invitation), name="invitation")]
