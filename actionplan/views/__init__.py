"""The pages of a council's action plans."""
