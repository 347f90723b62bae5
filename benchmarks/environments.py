"""Environments of their own for what cannot live beside Gaiko: older stacks, other projects."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".benchmarks"


def python_with(name: str, packages: list[str]) -> Path:
    """Return a Python of an environment with these packages, which is made if it is not there."""
    python = FOLDER / name / "bin/python"
    told = FOLDER / name / "packages.json"
    if not told.exists() or json.loads(told.read_text()) != packages:
        uv = shutil.which("uv") or str(ROOT / ".venv-lock/bin/uv")
        subprocess.run([uv, "venv", "--quiet", "--clear", FOLDER / name], check=True)
        subprocess.run([uv, "pip", "install", "--quiet", "--python", python, *packages], check=True)
        told.write_text(json.dumps(packages))
    return python


def run_json(python: Path, script: str, given: Any) -> Any:
    """Run a script that reads JSON and prints JSON in its last line."""
    run = subprocess.run(
        [python, "-W", "ignore", "-c", script],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout.splitlines()[-1])
