"""The scrutiny review's action plan."""
