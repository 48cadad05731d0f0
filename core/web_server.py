"""Gunicorn's settings, given to it as `--config=python:core.web_server`. GUNICORN_CMD_ARGS adds to them."""

import ctypes
import signal

workers = 2
graceful_timeout = 10
control_socket_disable = True  # it would lie in the home directory, one for all installations

_PR_SET_PDEATHSIG = 1


def post_fork(_server: object, _worker: object) -> None:
    """Have the kernel stop this process when its parent dies: left alone it would hold the port for 15 seconds."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
