"""Policies that a council has of its schools: read, matched to their schools, and handed to them to check."""
