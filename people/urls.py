"""Addresses of the pages about people."""

from typing import Any

from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access.decorators import council_view, public_view, school_view, trust_view
from people.access.proof import fresh_proof
from people.access.roles import Permission
from people.views import (
    accounts,
    criteria,
    development,
    invitations,
    meetings,
    members,
    opportunities,
    own_data,
    own_record,
    posts,
    registers,
    roles,
    second_step,
    second_step_reset,
    sessions,
    single_sign_on,
    staff,
    talent,
)
from people.views import personal_data as data

app_name = "people"

_SCHOOL = "schools/<int:urn>/meetings/"
_COUNCIL = "councils/<council:code>/meetings/"

_SECOND_STEP = "account/second-step/"

# Every kind of place has the same pages about its roles and about personal data, and a notice for whoever may read it.
_PLACES = (
    ("school", "schools/<int:urn>/", school_view, Permission.SCHOOL_READ),
    ("council", "councils/<council:code>/", council_view, Permission.COUNCIL_READ),
    ("trust", "trusts/<int:uid>/", trust_view, Permission.SCHOOL_READ),
)
# Whoever grants and ends roles has shown who they are within the last ten minutes.
_ROLES: tuple[tuple[str, str, Any], ...] = (
    ("roles", "", roles.members),
    ("role-invite", "invite/", fresh_proof(invitations.invite)),
    ("invitation-again", "invitations/<int:invitation_id>/again/", fresh_proof(invitations.again)),
    ("invitation-withdraw", "invitations/<int:invitation_id>/withdraw/", fresh_proof(invitations.withdraw)),
    ("role-end", "<int:membership_id>/end/", fresh_proof(roles.end)),
    ("role-last-day", "<int:membership_id>/last-day/", fresh_proof(roles.last_day)),
)
_NAMING = school_view(Permission.LEAD_NAME)(fresh_proof(roles.lead))
_MARKING = council_view(Permission.ROLES_GRANT)(fresh_proof(roles.mark))
_UNMARKING = council_view(Permission.ROLES_GRANT)(fresh_proof(roles.unmark))

_DATA: tuple[tuple[str, str, Any], ...] = (
    ("data", "", data.overview),
    ("data-people", "people/", data.people),
    ("data-person", "people/<int:person_id>/", data.person),
    ("data-copy", "people/<int:person_id>/copy/", data.copy),
    ("data-hold", "people/<int:person_id>/hold/", data.hold),
    ("data-erase", "people/<int:person_id>/erase/", data.erase),
    ("data-pack", "copies/<int:pack_id>/", data.pack),
    ("data-pack-download", "copies/<int:pack_id>/download/", data.pack_download),
    ("data-hold-lift", "holds/<int:hold_id>/lift/", data.hold_lift),
    ("data-erasure", "erasures/<int:erasure_id>/", data.erasure_page),
    ("data-erasure-confirm", "erasures/<int:erasure_id>/confirm/", data.erasure_confirm),
    ("data-erasure-withdraw", "erasures/<int:erasure_id>/withdraw/", data.erasure_withdraw),
    ("data-certificate-pdf", "erasures/<int:erasure_id>/certificate/", data.certificate),
    ("data-paper", "papers/<slug:kind>/", data.paper),
    ("data-paper-pdf", "papers/<slug:kind>/pdf/", data.paper_pdf),
)

_PEOPLE = "schools/<int:urn>/people/"
_STAFF = f"{_PEOPLE}staff/"
_TAKING_OUT = school_view(Permission.STAFF_EDIT)(fresh_proof(registers.download))
_POST = f"{_PEOPLE}posts/<int:post_id>/"

_RECORD = f"{_PEOPLE}talent/<int:record_id>/"
_MINE = "schools/<int:urn>/my-record/"

_ASKED = require_http_methods(["GET", "POST"])
# A school's criteria and a council's set have the same pages; a school proposes, a council publishes.
_CRITERIA: tuple[tuple[str, str, Permission | None, Any, str], ...] = (
    ("criteria", "", None, require_safe(criteria.shown), "both"),
    ("criteria-begin", "begin/", Permission.CRITERIA_EDIT, require_POST(criteria.begin), "both"),
    ("criteria-take", "take/", Permission.CRITERIA_EDIT, require_POST(criteria.take), "school"),
    ("criterion-new", "draft/new/", Permission.CRITERIA_EDIT, _ASKED(criteria.criterion_new), "both"),
    (
        "criterion-change",
        "draft/<int:criterion_id>/",
        Permission.CRITERIA_EDIT,
        _ASKED(criteria.criterion_change),
        "both",
    ),
    (
        "criterion-remove",
        "draft/<int:criterion_id>/remove/",
        Permission.CRITERIA_EDIT,
        _ASKED(criteria.criterion_remove),
        "both",
    ),
    (
        "criterion-move",
        "draft/<int:criterion_id>/move/",
        Permission.CRITERIA_EDIT,
        require_POST(criteria.criterion_move),
        "both",
    ),
    ("criteria-discard", "draft/discard/", Permission.CRITERIA_EDIT, _ASKED(criteria.discard), "both"),
    ("criteria-propose", "draft/propose/", Permission.CRITERIA_EDIT, require_POST(criteria.propose), "school"),
    ("criteria-take-back", "draft/take-back/", Permission.CRITERIA_EDIT, require_POST(criteria.take_back), "school"),
    ("criteria-publish", "draft/publish/", Permission.CRITERIA_EDIT, require_POST(criteria.publish), "council"),
    ("criteria-adopt", "agreed/", Permission.ADOPTION_RECORD, _ASKED(criteria.adopt), "school"),
)

urlpatterns = [
    path(f"{_PEOPLE}talent/", talent.register, name="talent"),
    path(f"{_PEOPLE}talent/open/", talent.talent_open, name="talent-open"),
    path(_RECORD, talent.talent_record, name="talent-record"),
    path(f"{_RECORD}evidence/", talent.talent_evidence, name="talent-evidence"),
    path(f"{_RECORD}evidence/<int:evidence_id>/remove/", talent.talent_evidence_remove, name="talent-evidence-remove"),
    path(f"{_RECORD}view/", talent.talent_view, name="talent-view"),
    path(f"{_RECORD}next-step/", talent.talent_next_step, name="talent-next-step"),
    path(f"{_RECORD}review/", talent.talent_review, name="talent-review"),
    path(f"{_RECORD}pause/", talent.talent_pause, name="talent-pause"),
    path(f"{_RECORD}resume/", talent.talent_resume, name="talent-resume"),
    path(f"{_RECORD}close/", talent.talent_close, name="talent-close"),
    path(f"{_PEOPLE}corrections/", talent.corrections, name="corrections"),
    path(f"{_PEOPLE}corrections/<int:correction_id>/", talent.correction_answer, name="correction-answer"),
    path(_MINE, own_record.my_record, name="my-record"),
    path(f"{_MINE}lead/", own_record.my_record_lead, name="my-record-lead"),
    path(f"{_MINE}take-back/", own_record.my_record_withdraw, name="my-record-withdraw"),
    path(f"{_MINE}read/", own_record.my_record_read, name="my-record-read"),
    path(f"{_MINE}close/", own_record.my_record_close, name="my-record-close"),
    path(f"{_MINE}correction/", own_record.my_record_correction, name="my-record-correction"),
    path(f"{_MINE}headship/", own_record.intention, name="intention"),
    path(f"{_MINE}headship/take-back/", own_record.intention_withdraw, name="intention-withdraw"),
    path(_PEOPLE, posts.cover, name="cover"),
    path(f"{_PEOPLE}absence/", posts.absence_sheet, name="absence-sheet"),
    path(f"{_PEOPLE}posts/new/", posts.post_new, name="post-new"),
    path(_POST, posts.post, name="post"),
    path(f"{_POST}change/", posts.post_change, name="post-change"),
    path(f"{_POST}close/", posts.post_close, name="post-close"),
    path(f"{_POST}holder/", posts.post_holder, name="post-holder"),
    path(f"{_POST}holders/<int:holder_id>/leaving/", posts.post_leaving, name="post-leaving"),
    path(f"{_POST}nominate/", posts.post_nominate, name="post-nominate"),
    path(f"{_POST}nominations/<int:nomination_id>/end/", posts.nomination_end, name="nomination-end"),
    path(f"{_POST}nominations/<int:nomination_id>/agree/", posts.nomination_agree, name="nomination-agree"),
    path(f"{_POST}reviewed/", posts.post_reviewed, name="post-reviewed"),
    path(f"{_PEOPLE}headship/propose/", posts.headship_propose, name="headship-propose"),
    path(f"{_PEOPLE}headship/<int:nomination_id>/withdraw/", posts.headship_withdraw, name="headship-withdraw"),
    path(f"{_PEOPLE}staff/", staff.staff, name="staff"),
    path(f"{_PEOPLE}staff/new/", staff.staff_new, name="staff-new"),
    path(f"{_STAFF}bring/", registers.bring, name="staff-bring"),
    path(f"{_STAFF}bring/<uuid:preview_id>/", registers.bring_check, name="staff-bring-check"),
    path(f"{_STAFF}bring/<uuid:preview_id>/done/", registers.bring_done, name="staff-bring-done"),
    path(f"{_STAFF}bring/<uuid:preview_id>/undo/", registers.bring_undo, name="staff-bring-undo"),
    path(f"{_STAFF}register.csv", _TAKING_OUT, {"kind": "csv"}, name="staff-register-csv"),
    path(f"{_STAFF}register.xlsx", _TAKING_OUT, {"kind": "xlsx"}, name="staff-register-xlsx"),
    path(f"{_STAFF}template.csv", registers.template, {"kind": "csv"}, name="staff-template-csv"),
    path(f"{_STAFF}template.xlsx", registers.template, {"kind": "xlsx"}, name="staff-template-excel"),
    path(f"{_PEOPLE}staff/<int:staff_id>/", staff.staff_change, name="staff-change"),
    path(f"{_PEOPLE}staff/<int:staff_id>/left/", staff.staff_left, name="staff-left"),
    path(
        "schools/<int:urn>/personal-data/leavers/<int:staff_id>/",
        school_view(Permission.PRIVACY_MANAGE)(data.leaver),
        name="school-data-leaver",
    ),
    path("my-data/", own_data.own, name="own-data"),
    path("my-data/copy/", own_data.copy, name="own-copy"),
    path("my-data/copies/<int:pack_id>/", own_data.pack, name="own-pack"),
    path("my-data/copies/<int:pack_id>/download/", own_data.pack_download, name="own-pack-download"),
    path("my-data/erase/", own_data.erase, name="own-erase"),
    path("my-data/erase/withdraw/", own_data.erase_withdraw, name="own-erase-withdraw"),
    path("account/", accounts.account, name="account"),
    path("account/email/", accounts.email, name="email"),
    path("account/email/<int:change_id>/<str:key>/", accounts.email_confirm, name="email-confirm"),
    path("account/link/<slug:provider_id>/", single_sign_on.link, name="link"),
    path("account/link/<slug:provider_id>/end/", single_sign_on.unlink, name="unlink"),
    path("sign-in/with/<slug:provider_id>/", single_sign_on.start, name="single-sign-on"),
    path("account/sessions/", sessions.sessions, name="sessions"),
    path("account/sessions/left/", sessions.left, name="session-left"),
    path("password/new/", accounts.new_password, name="password-new"),
    path(_SECOND_STEP, second_step.second_step, name="second-step"),
    path(f"{_SECOND_STEP}set-up/", second_step.set_up, name="second-step-set-up"),
    path(f"{_SECOND_STEP}off/", second_step.switch_off, name="second-step-off"),
    path(f"{_SECOND_STEP}stop-reset/", second_step_reset.stop, name="second-step-keep"),
    path("people/<int:user_id>/second-step/", second_step_reset.reset, name="second-step-reset"),
    path(f"{_SECOND_STEP}codes/", second_step.codes, name="second-step-codes"),
    path(f"{_SECOND_STEP}codes/new/", second_step.codes_new, name="second-step-codes-new"),
    path(f"{_SECOND_STEP}codes/recovery-codes.txt", second_step.codes_download, name="second-step-codes-download"),
    path(_SCHOOL, meetings.school_meetings, name="school-meetings"),
    path(f"{_SCHOOL}<int:meeting_id>/held/", meetings.school_meeting_held, name="school-meeting-held"),
    path(_COUNCIL, meetings.council_meetings, name="council-meetings"),
    path(f"{_COUNCIL}<int:meeting_id>/held/", meetings.council_meeting_held, name="council-meeting-held"),
]
_DEVELOPMENT = "schools/<int:urn>/people/development/"
_ACTIVITY = f"{_DEVELOPMENT}<int:activity_id>/"
_INTEREST = f"{_DEVELOPMENT}interests/<int:interest_id>/"
_OFFERS = "schools/<int:urn>/opportunities/"
_COUNCILS_OFFERS = "councils/<council:code>/opportunities/"
urlpatterns += [
    path(_DEVELOPMENT, development.development, name="development"),
    path(f"{_DEVELOPMENT}new/", development.activity_new, name="activity-new"),
    path(_ACTIVITY, development.activity, name="activity"),
    path(f"{_ACTIVITY}change/", development.activity_change, name="activity-change"),
    path(f"{_ACTIVITY}state/", development.activity_move, name="activity-move"),
    path(f"{_ACTIVITY}agree/", development.activity_agree, name="activity-agree"),
    path(f"{_INTEREST}agree/", development.interest_agree, name="interest-agree"),
    path(f"{_INTEREST}decline/", development.interest_decline, name="interest-decline"),
    path(_OFFERS, opportunities.opportunities, name="opportunities"),
    path(f"{_OFFERS}new/", opportunities.opportunity_new, name="opportunity-new"),
    path(f"{_OFFERS}mine/new/", development.own_activity_new, name="own-activity-new"),
    path(f"{_OFFERS}mine/<int:activity_id>/", development.own_activity, name="own-activity"),
    path(f"{_OFFERS}<int:opportunity_id>/", opportunities.opportunity, name="opportunity"),
    path(f"{_OFFERS}<int:opportunity_id>/withdraw/", opportunities.interest_withdraw, name="interest-withdraw"),
    path(f"{_OFFERS}<int:opportunity_id>/change/", opportunities.opportunity_change, name="opportunity-change"),
    path(f"{_OFFERS}<int:opportunity_id>/close/", opportunities.opportunity_close, name="opportunity-close"),
    path(_COUNCILS_OFFERS, opportunities.council_opportunities, name="council-opportunities"),
]
urlpatterns += [
    path(f"{_COUNCILS_OFFERS}{tail}", view, name=f"council-opportunity-{name}")
    for name, tail, view in (
        ("new", "new/", opportunities.council_opportunity_new),
        ("change", "<int:opportunity_id>/change/", opportunities.council_opportunity_change),
        ("close", "<int:opportunity_id>/close/", opportunities.council_opportunity_close),
    )
]
_TERM = "terms/<int:term_id>/"
_EDITS = Permission.MEETING_EDIT
_MEMBERS: tuple[tuple[str, str, Permission, Any], ...] = (
    ("members", "", Permission.MEETING_READ, members.members),
    ("member-new", "<int:body_id>/new/", _EDITS, members.member_new),
    ("body-places", "<int:body_id>/places/", _EDITS, members.body_places),
    ("member", _TERM, _EDITS, members.member),
    ("member-renew", f"{_TERM}renew/", _EDITS, members.member_renew),
    ("member-end", f"{_TERM}end/", _EDITS, members.member_end),
)
# Members of a school's bodies and of a council's have the same pages.
urlpatterns += [
    path(f"{prefix}members/{tail}", of_place(permission)(view), name=f"{kind}-{name}")
    for kind, prefix, of_place in (
        ("school", "schools/<int:urn>/", school_view),
        ("council", "councils/<council:code>/", council_view),
    )
    for name, tail, permission, view in _MEMBERS
]
urlpatterns += [
    path(f"{prefix}roles/{tail}", of_place(Permission.ROLES_GRANT)(view), name=f"{kind}-{name}")
    for kind, prefix, of_place, _ in _PLACES
    for name, tail, view in _ROLES
]
urlpatterns += [
    path(f"{prefix}personal-data/{tail}", of_place(Permission.PRIVACY_MANAGE)(view), name=f"{kind}-{name}")
    for kind, prefix, of_place, _ in _PLACES
    for name, tail, view in _DATA
]
urlpatterns += [
    path(f"{prefix}privacy/", of_place(reading)(data.notice), name=f"{kind}-notice")
    for kind, prefix, of_place, reading in _PLACES
]
urlpatterns += [
    path("schools/<int:urn>/roles/<int:membership_id>/lead/", _NAMING, name="school-role-lead"),
    path("councils/<council:code>/roles/<int:membership_id>/mark/", _MARKING, name="council-role-mark"),
    path("councils/<council:code>/roles/<int:membership_id>/unmark/", _UNMARKING, name="council-role-unmark"),
    path("invitations/<str:token>/", public_view(invitations.invitation), name="invitation"),
]
urlpatterns += [
    path(f"{prefix}{tail}", of_place(permission or reading)(view), name=f"{kind}-{name}")
    for kind, prefix, of_place, reading in (
        ("school", f"{_PEOPLE}criteria/", school_view, Permission.SCHOOL_READ),
        ("council", "councils/<council:code>/criteria/", council_view, Permission.COUNCIL_READ),
    )
    for name, tail, permission, view, where in _CRITERIA
    if where in {kind, "both"}
]
