"""Every address of the product."""

from allauth.account import views as account
from django.contrib import admin
from django.urls import include, path

from core import views as core
from people.access.decorators import public_view
from people.views import work_accounts
from succession import views
from succession.council import views as council
from succession.home import views as home

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in/", account.login, name="account_login"),
    # Named as allauth looks for them.
    path("sign-in/with/<slug:provider_id>/", work_accounts.begin, name="work_account_login"),
    path("sign-in/with/<slug:provider_id>/back/", work_accounts.back, name="work_account_callback"),
    path("sign-out/", account.logout, name="account_logout"),
    path("password/", account.password_change, name="account_change_password"),
    path("healthz", views.healthz, name="healthz"),
    path("status/", views.status, name="status"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("schools/<int:urn>/", home.school, name="school"),
    path("councils/<council:code>/", council.council, name="council"),
    path("councils/<council:code>/schools/", council.schools, name="council-schools"),
    path("theme/<str:colour>.css", public_view(core.theme), name="theme"),
    path("components/", public_view(core.gallery), name="components"),
    path("", include("people.urls")),
    path("", include("policies.urls")),
    path("", include("actionplan.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "core.views.bad_request"
handler403 = "core.views.permission_denied"
handler404 = "core.views.page_not_found"
handler500 = "core.views.server_error"
