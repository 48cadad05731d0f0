"""Speed, measured against the least a page could cost, in the same run on the same machine."""
