"""What people do to an action plan: one function for each thing."""
