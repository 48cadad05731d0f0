"""Members of bodies, their meetings, and the notice that papers need."""
