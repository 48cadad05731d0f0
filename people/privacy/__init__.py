"""The care for people's data: what is held, how long, copies and erasure."""
