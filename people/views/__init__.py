"""The pages of people: meetings, and who sits on the bodies that meet."""
