"""Where a plan may contradict itself: one fact promised by two days, and a team that is due everywhere at once."""
