"""A policy as its editor sees it and changes it."""
