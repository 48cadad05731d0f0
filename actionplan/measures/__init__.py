"""What comes of a recommendation, in figures: measures that compute themselves, and what people report."""
