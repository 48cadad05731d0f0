"""Jobs are no reference data: what they do shows on the pages that wait for them, and in the log."""

from django.contrib import admin
from procrastinate.contrib.django.models import ProcrastinateJob

admin.site.unregister(ProcrastinateJob)
