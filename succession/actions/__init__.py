"""What people do that touches several rooms."""
