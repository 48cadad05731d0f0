"""Every address of the product."""

from allauth.account import views as account
from django.contrib import admin
from django.urls import include, path

from core import views as core
from people.access.decorators import council_view, personal_view, public_view, school_view, trust_view
from people.access.roles import Permission
from people.views import accounts, second_step, single_sign_on
from succession import views
from succession.calendars import views as calendars
from succession.changes import views as changes
from succession.council import chasing, exports
from succession.council import views as council
from succession.evidencing import views as evidencing
from succession.history import views as history
from succession.home import views as home
from succession.meetings.urls import PAGES as MEETING_PAGES
from succession.reports.views import afterwards, preparing, reading

_ACTIVITY = "schools/<int:urn>/people/development/<int:activity_id>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in/", accounts.sign_in, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("password/", accounts.change_password, name="account_change_password"),
    path("password/forgotten/", accounts.forgotten, name="account_reset_password"),
    path("password/forgotten/sent/", accounts.forgotten_sent, name="account_reset_password_done"),
    path("password/new/<str:key>/", accounts.from_letter, name="account_reset_password_from_key"),
    path("sign-in/with/<slug:provider_id>/back/", single_sign_on.callback, name="openid_connect_callback"),
    path("second-step/", second_step.code, name="mfa_reauthenticate"),
    path("password/again/", second_step.password, name="account_reauthenticate"),
    path("kept/", personal_view(core.kept_words), name="kept"),
    path("healthz", views.healthz, name="healthz"),
    path("status/", views.status, name="status"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("schools/<int:urn>/", home.school, name="school"),
    path("councils/<council:code>/", council.council, name="council"),
    path("councils/<council:code>/overview/", council.dashboard, name="council-dashboard"),
    path("councils/<council:code>/schools/", council.schools, name="council-schools"),
    path("councils/<council:code>/schools/file/<str:kind>/", exports.schools_file, name="council-schools-file"),
    path("councils/<council:code>/schools/tags/file/<str:kind>/", exports.tags_file, name="council-tags-file"),
    path(
        "councils/<council:code>/model-policy/boards/<int:consultation_id>/file/<str:kind>/",
        exports.boards_file,
        name="council-boards-file",
    ),
    path("councils/<council:code>/schools/ask/", chasing.chase, name="council-chase"),
    path(f"{_ACTIVITY}evidence/", evidencing.activity_evidence, name="activity-evidence"),
    path(f"{_ACTIVITY}evidence/withdraw/", evidencing.activity_evidence_withdraw, name="activity-evidence-withdraw"),
    path("councils/<council:code>/plan/<int:review_id>/changes/", changes.plan_changes, name="council-plan-changes"),
    path(
        "councils/<council:code>/plan/<int:review_id>/changes.pdf",
        changes.plan_changes_pdf,
        name="council-plan-changes-pdf",
    ),
    path(
        "councils/<council:code>/plan/<int:review_id>/changes.csv",
        changes.plan_changes_csv,
        name="council-plan-changes-csv",
    ),
    path("calendar/", personal_view(calendars.calendar), name="calendar"),
    path("calendar/renew/", personal_view(calendars.calendar_renew), name="calendar-renew"),
    path("calendar/revoke/", personal_view(calendars.calendar_revoke), name="calendar-revoke"),
    path("calendar/<slug:token>.ics", public_view(calendars.calendar_feed), name="calendar-feed"),
    path("theme/<str:colour>.css", public_view(core.theme), name="theme"),
    path("components/", public_view(core.gallery), name="components"),
    path("", include("people.urls")),
    path("", include("policies.urls")),
    path("", include("actionplan.urls")),
    path("admin/", admin.site.urls),
]

# Every kind of place has the same pages about its history.
urlpatterns += [
    path(f"{prefix}history/{tail}", of_place(Permission.HISTORY_READ)(view), name=f"{kind}-{name}")
    for kind, prefix, of_place in (
        ("school", "schools/<int:urn>/", school_view),
        ("council", "councils/<council:code>/", council_view),
        ("trust", "trusts/<int:uid>/", trust_view),
    )
    for name, tail, view in (
        ("history", "", history.history),
        ("readings", "opened/", history.readings),
        ("history-record", "<slug:kind>/<str:record>/", history.record),
    )
]

# Meetings of a school's bodies and of a council's have the same pages.
urlpatterns += [
    path(f"{prefix}meetings/{tail}", of_place(permission)(view), name=f"{kind}-{name}")
    for kind, prefix, of_place in (
        ("school", "schools/<int:urn>/", school_view),
        ("council", "councils/<council:code>/", council_view),
    )
    for name, tail, permission, view in MEETING_PAGES
]

# So have reports, of which a council's have no confidential part.
urlpatterns += [
    path(f"{prefix}reports/{tail}", of_place(permission)(view), name=f"{kind}-{name}")
    for kind, prefix, of_place in (
        ("school", "schools/<int:urn>/", school_view),
        ("council", "councils/<council:code>/", council_view),
    )
    for name, tail, permission, view in (
        ("reports", "", Permission.REPORT_READ, reading.reports),
        ("report-prepare", "prepare/", Permission.REPORT_PREPARE, preparing.report_prepare),
        ("report", "<int:report_id>/", Permission.REPORT_READ, reading.report),
        ("report-pdf", "<int:report_id>/open.pdf", Permission.REPORT_READ, reading.report_pdf),
        ("report-draft", "<int:report_id>/draft/", Permission.REPORT_PREPARE, preparing.report_draft),
        ("report-again", "<int:report_id>/draft/again/", Permission.REPORT_PREPARE, preparing.report_again),
        ("report-preview", "<int:report_id>/draft/preview/", Permission.REPORT_PREPARE, preparing.report_preview),
        ("report-discard", "<int:report_id>/draft/discard/", Permission.REPORT_PREPARE, preparing.report_discard),
        ("report-issue", "<int:report_id>/draft/issue/", Permission.REPORT_ISSUE, preparing.report_issue),
        ("report-withdraw", "<int:report_id>/withdraw/", Permission.REPORT_ISSUE, afterwards.report_withdraw),
        ("report-correct", "<int:report_id>/correct/", Permission.REPORT_PREPARE, afterwards.report_correct),
    )
]
_REPORT = "schools/<int:urn>/reports/<int:report_id>/"
_opening, _checking = school_view(Permission.REPORT_READ), school_view(Permission.REPORT_PREPARE)
urlpatterns += [
    path(f"{_REPORT}confidential/", _opening(reading.report_confidential), name="school-report-confidential"),
    path(
        f"{_REPORT}confidential.pdf", _opening(reading.report_confidential_pdf), name="school-report-confidential-pdf"
    ),
    path(f"{_REPORT}draft/confidential/", _checking(preparing.report_check), name="school-report-check"),
]

handler400 = "core.views.bad_request"
handler403 = "core.views.permission_denied"
handler404 = "core.views.page_not_found"
handler500 = "core.views.server_error"
