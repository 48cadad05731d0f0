"""The pages of policies, one module for each thing people come to do."""
