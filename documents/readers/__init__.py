"""File formats in: each module reads one into a `documents.blocks.Source`."""
