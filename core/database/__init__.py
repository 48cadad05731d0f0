"""The PostgreSQL that comes with the product, and the two roles that use any PostgreSQL.

`locations` says where things are and is safe to import from settings; `cluster` starts and stops the embedded server;
`privileges` holds what each role may do; `checks` refuses a database that production must not use; `silence` knows one
that does not answer.
"""
