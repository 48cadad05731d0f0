"""`make bench`: each main page's server time beside a bare page that shows as many rows. Exits 1 above the promise.

Both are served by gunicorn on this machine and asked in turn, so that a slow minute slows both. The database, the
demonstration council and the servers are the benchmark's own, and are removed at the end.
"""

import json
import os
import platform
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).resolve().parent / "results"
VAR = ROOT / "var" / "bench"
os.environ["SUCCESSION_VAR"] = str(VAR)
os.environ["DJANGO_SETTINGS_MODULE"] = "succession.settings"
for outside in ("DATABASE_URL", "DATABASE_OWNER_URL", "SUCCESSION_PRODUCTION"):
    os.environ.pop(outside, None)

from bench import documents, pages  # noqa: E402 (the environment comes first)
from bench.servers import serving  # noqa: E402
from core.database.cluster import Cluster  # noqa: E402
from core.database.locations import embedded_locations  # noqa: E402


def main() -> int:
    """Run every benchmark, print and write down its figures, and say whether every promise was kept."""
    try:
        with serving(ROOT, VAR) as site:
            results = pages.measure(site) | documents.measure()
    finally:
        Cluster(embedded_locations(VAR)).remove()
        shutil.rmtree(VAR, ignore_errors=True)
    machine = {"processors": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}
    RESULTS.mkdir(exist_ok=True)
    written = json.dumps({"machine": machine, "results": results}, indent=1, sort_keys=True)
    (RESULTS / "latest.json").write_text(written + "\n")
    missed = sorted(name for name, figures in results.items() if not figures["kept"])
    print("Every promise was kept." if not missed else f"Missed: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
