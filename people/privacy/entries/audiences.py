"""What several entries say alike: who reads what is held, and why some of it stays."""

ADMINISTRATORS = "You, and the administrators of the school, trust or council"
NO_WORDS = "that somebody planned belongs to the record of the school; the name is gone"
