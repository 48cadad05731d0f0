"""`make bench-trust`: what the protections cost. Runs each bench/trust_*.py, and fails where one does."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Each in a process of its own, since each has a database of its own."""
    missed = [path.stem for path in sorted(HERE.glob("trust_*.py")) if _run(path.stem) != 0]
    print("Every promise was kept." if not missed else f"Missed: {', '.join(missed)}")
    return 1 if missed else 0


def _run(name: str) -> int:
    return subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=HERE.parent, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
