"""School policies as documents of clauses."""
