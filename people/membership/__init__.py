"""Roles at a place, and the invitations that bring them."""
