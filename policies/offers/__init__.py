"""A new version of the model, offered to the schools that took one before."""
