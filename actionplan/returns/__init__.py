"""What a council asks each school where schools decide, what they answer, and how many have."""
