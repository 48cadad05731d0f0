"""Gunicorn's settings, given to it as `--config=python:core.web_server`. GUNICORN_CMD_ARGS adds to them."""

import ctypes
import gc
import signal

workers = 2
graceful_timeout = 10
preload_app = True  # what cannot start stops here, once and in a sentence, and not in each process
# A browser sends less; nginx, before it, keeps slow and endless requests away from these few processes.
timeout = 30
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
forwarded_allow_ips = ""  # what a proxy says is believed by core.middleware, or by Django, or by nobody
control_socket_disable = True  # it would lie in the home directory, one for all installations

_PR_SET_PDEATHSIG = 1


def post_fork(_server: object, _worker: object) -> None:
    """Have the kernel stop this process when its parent dies: left alone it would hold the port for 15 seconds."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def post_worker_init(_worker: object) -> None:
    """Spare the collector what lives as long as the process, and have it look less often: a tenth of a page's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
