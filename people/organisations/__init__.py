"""The register of schools, read and loaded."""
