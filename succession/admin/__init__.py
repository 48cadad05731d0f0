"""Reports in the admin: run there by clerks, heads and officers, read there by governors and councillors."""

from succession.admin.reports import ReportAdmin

__all__ = ["ReportAdmin"]
