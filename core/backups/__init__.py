"""The whole installation in one encrypted file, and back.

`keys` reads and makes keys; `sealing` writes and reads the file; `programs` finds PostgreSQL's own; `grants` carries
what the application's role may do; `making` and `restoring` are what the two commands run.

A backup is an age file: `age --decrypt -i KEYFILE FILE | tar -x` opens one without this product.
"""


class Refused(Exception):
    """A backup that cannot be made or restored as asked. Its text is the sentence for whoever asked."""
