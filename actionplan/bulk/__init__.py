"""One change of many milestones at once: what it would do to each, told before anything is saved."""
