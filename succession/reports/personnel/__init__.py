"""The Personnel Committee report of a school: what it gathers, what it compares, and what it asks."""
