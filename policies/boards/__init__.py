"""A council's next model, out to the governing boards of its schools before it is published."""
