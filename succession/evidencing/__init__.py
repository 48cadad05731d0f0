"""The pages on which a finished activity becomes evidence for the policy."""
