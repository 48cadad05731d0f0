"""What changed between two versions, as a page and as a paper."""
