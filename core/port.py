"""The port that the product is served at: named by $PORT, and opened on this machine alone.

Needs nothing but Python: `make demo` asks here, by `python -m core.port`, before it installs anything.
"""

import os
import socket
import sys
import time

_HOST = "127.0.0.1"
_USUAL = "8000"


class Refused(Exception):
    """The port cannot be used. Its text is the sentence the person reads."""


def wanted() -> int:
    """The port that $PORT names, or the usual one. Raises Refused."""
    given = os.environ.get("PORT", _USUAL)
    if not (given.isascii() and given.isdigit() and len(given) <= 5 and 0 < int(given) < 65536):
        raise Refused(f"PORT is {given or 'empty'}: set it to a number from 1 to 65535.")
    return int(given)


def listen(port: int, patience: float = 0) -> socket.socket:
    """Open the port, trying for so many seconds while another program holds it. Raises Refused."""
    deadline = time.monotonic() + patience
    while True:
        try:
            return socket.create_server((_HOST, port), backlog=1024)
        except PermissionError as error:
            raise Refused(f"Port {port} is not yours to use: choose another, such as PORT=9000 make demo.") from error
        except OSError as error:
            if time.monotonic() > deadline:
                raise Refused(
                    f"Port {port} is in use: stop the program that uses it, or choose another: PORT=9000 make demo."
                ) from error
        time.sleep(0.2)


if __name__ == "__main__":
    try:
        listen(wanted()).close()
    except Refused as refused:
        sys.exit(str(refused))
