"""Who changed what and who opened what, for the administrators of a school, trust or council."""
