"""What people do to policies: one function for each thing, in one module for each stage of a policy's life."""
