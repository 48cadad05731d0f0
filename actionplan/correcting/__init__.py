"""The page on which a person corrects what was read in a plan: its forms, and what it shows beside the source."""
