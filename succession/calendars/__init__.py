"""A person's own calendar link: what is due of their teams, and when the bodies meet of which they may read."""
