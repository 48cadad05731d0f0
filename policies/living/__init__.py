"""Commitments kept alive: evidence, termly reviews, priorities, and what the evidence counts for."""
