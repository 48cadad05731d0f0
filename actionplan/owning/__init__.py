"""Whose things of a plan are: what teams show for their updates, and what they hand back."""
