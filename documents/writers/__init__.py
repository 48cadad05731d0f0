"""File formats out: papers and registers."""
