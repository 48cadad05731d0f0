"""A home page for each role: what needs you, what changed, what is coming up."""
