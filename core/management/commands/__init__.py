"""Commands that know no school: the database, and the supervisor of the programs that make the product."""
