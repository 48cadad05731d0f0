"""Dates that move: what a new date must say, how often one has moved, and the plan as it was first agreed."""
