#!/usr/bin/env python
"""Django's command line for Succession."""

import os
import sys


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "succession.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 (after the settings are named)

    from core.history.acting import acting  # noqa: PLC0415
    from core.stopping import in_a_sentence  # noqa: PLC0415

    command = " ".join(["manage.py", *sys.argv[1:2]])
    with in_a_sentence(), acting(via=command):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
