"""Whether an outcome measure says what should come of a recommendation, and how that would be seen."""
