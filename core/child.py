"""What the child process of core.sandbox runs. Sets its own limits before it imports anything that parses."""

import importlib
import json
import resource
import sys


def main(target: str, path: str, name: str, seconds: str, memory_bytes: str) -> None:
    """Limit memory, processor time and writing, then print what `target` reads as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (int(memory_bytes), int(memory_bytes)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    module, _, function = target.partition(":")
    result = getattr(importlib.import_module(module), function)(path, name)
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
