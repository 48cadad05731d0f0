"""How well documents are read: each field of a reading beside what a careful person read in the same file."""
