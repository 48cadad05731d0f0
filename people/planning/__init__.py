"""Posts, who holds them, who could: the cover map of a school."""
