"""How people grow into leadership: opportunities and activities."""
