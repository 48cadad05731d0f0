"""The council's page, and its board of schools."""
