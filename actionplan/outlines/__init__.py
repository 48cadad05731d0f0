"""Outlines of plans: what their lists are counted, chosen and put in order from."""
