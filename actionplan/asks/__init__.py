"""The separate things that a recommendation asks for, and what is done about each."""
