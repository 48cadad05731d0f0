"""Addresses of the pages about people."""

from django.urls import path

from people.views import meetings, work_accounts

app_name = "people"

_SCHOOL = "schools/<int:urn>/meetings/"
_COUNCIL = "councils/<council:code>/meetings/"

urlpatterns = [
    path("account/work-accounts/", work_accounts.work_accounts, name="work-accounts"),
    path(
        "account/work-accounts/<int:account_id>/remove/", work_accounts.work_account_remove, name="work-account-remove"
    ),
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
