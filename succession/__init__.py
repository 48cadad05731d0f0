"""The front of the house: settings, home pages, the council's page, journeys that touch several apps, demo data."""
