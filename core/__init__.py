"""What every room uses and that knows no school."""
