"""What a council answers to a recommendation, who can make it happen, and by when scrutiny is to have its reply."""
