"""What a monitoring body watches, and what of it gathers on the agenda of its next meeting."""
