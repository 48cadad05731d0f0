"""What changed in an action plan since a day."""
