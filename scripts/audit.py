"""`make audit`: whether anything that the product runs with has a known fault, by the lists of PyPI and npm.

It asks a network while it runs. Ends with 0 where nothing is known, 1 where something is, and 2 where a
list could not be asked about every package, which is said: nothing known and nothing asked are not the same.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv" / "audit"
NOTHING, FAULTS, NOT_ASKED = 0, 1, 2
UNREACHED = "the list could not be asked about all of it. Run this where the registry itself answers."


def main() -> int:
    """Ask both lists and print what they know."""
    answers = {
        "requirements/base.txt": python_faults(_answered(_pip_audit())),
        "package-lock.json": npm_faults(_answered(["npm", "audit", "--omit=dev", "--json"])),
    }
    for file, faults in answers.items():
        if faults is None:
            sys.stdout.write(
                f"{file}: the list could not be asked about all of it. Run this where the registry itself answers.\n"
            )
        for fault in faults or ():
            sys.stdout.write(f"{file}: {fault}\n")
        if faults == []:
            sys.stdout.write(f"{file}: no known fault.\n")
    return verdict(list(answers.values()))


def verdict(answers: Sequence[list[str] | None]) -> int:
    """What the command ends with."""
    if any(answers):
        return FAULTS
    return NOT_ASKED if None in answers else NOTHING


def python_faults(answer: Any) -> list[str] | None:
    """What pip-audit found, a line each; None where it could not ask."""
    if not isinstance(answer, dict) or "dependencies" not in answer:
        return None
    found = [
        f"{package['name']} {package['version']}: {fault['id']}, {_mended(fault['fix_versions'])}"
        for package in answer["dependencies"]
        for fault in package.get("vulns", ())
    ]
    # A mirror without the list answers that it knows none of the packages, which pip-audit takes for no fault.
    is_asked = not any("skip_reason" in package for package in answer["dependencies"])
    return found if found or is_asked else None


def _mended(versions: Sequence[str]) -> str:
    return f"mended in {', '.join(versions)}" if versions else "not mended yet"


def npm_faults(answer: Any) -> list[str] | None:
    """What npm found, a line for each package; None where it could not ask."""
    if not isinstance(answer, dict) or "auditReportVersion" not in answer:
        return None
    return [f"{name}: {found['severity']}" for name, found in answer.get("vulnerabilities", {}).items()]


def _pip_audit() -> list[str]:
    if not (ENVIRONMENT / "bin" / "pip-audit").exists():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
        install = [
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "-r",
            str(ROOT / "requirements" / "audit.txt"),
        ]
        subprocess.run([str(ENVIRONMENT / "bin" / "python"), *install], check=True)
    options = ["--requirement", "requirements/base.txt", "--require-hashes", "--disable-pip", "--format", "json"]
    return [str(ENVIRONMENT / "bin" / "pip-audit"), *options, "--progress-spinner", "off"]


def _answered(command: list[str]) -> Any:
    """The JSON that a command prints, whatever it ends with; None for anything else."""
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    try:
        return json.loads(said)
    except ValueError:
        return None


if __name__ == "__main__":
    sys.exit(main())
