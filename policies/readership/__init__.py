"""Who is asked to read an adopted policy, and who confirmed that they have."""
