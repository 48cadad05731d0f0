"""The library of adopted policies, searched by words and tags."""
