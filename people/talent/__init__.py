"""Talent records and the criteria that leadership is spotted by."""
