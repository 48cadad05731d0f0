"""Meetings: the agenda and its papers, their issue, what was decided, and the clerk's page."""
