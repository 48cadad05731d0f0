"""Consultation: people of a school are asked about a version, say what they think, and are answered."""
