"""Correcting what was read in a file before it is saved: what a correction is, and how corrections are kept."""
