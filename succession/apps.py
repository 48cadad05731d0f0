"""The front of the house, and the admin site it swaps in."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class SuccessionConfig(AppConfig):
    """Home pages, the council's page, reporting."""

    name = "succession"
    default = True


class SuccessionAdminConfig(admin_apps.AdminConfig):
    """Django's admin, behind the product's own sign-in."""

    default = False
    default_site = "succession.admin_site.SuccessionAdminSite"
