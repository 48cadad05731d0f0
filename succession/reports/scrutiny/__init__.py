"""The progress report on a council's scrutiny plans: what changed since the last, what is late, what is done."""
