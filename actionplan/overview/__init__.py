"""A whole plan at once: its milestones put together, as a picture of their time, and counted by month."""
