"""The named measures of action plans: each looks at policies and people, and is counted in the database."""
