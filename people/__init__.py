"""Councils, schools, bodies, users and who may do what."""
