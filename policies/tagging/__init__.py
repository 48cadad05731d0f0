"""What clauses are about, and how schools stand to each subject."""
