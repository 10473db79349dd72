"""The built package in a bare environment: it must run without its development tools.

Builds the wheel, installs it and nothing else into a new environment, and decides a
case far from the source tree. It takes a while, so it is no test of the suite but a
part of ``make check``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
TOOLS = ("hypothesis", "mypy", "pytest", "ruff")


def run(*command: str | Path, within: Path) -> str:
    """Run a command that must succeed, and what it says."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=within, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # A copy is built, so that nothing is left in the source tree.
        source = folder / "source"
        source.mkdir()
        for part in ("pyproject.toml", "README.md", "LICENSE", "constraints.txt"):
            shutil.copy(ROOT / part, source)
        shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("*.egg-info"))
        venv.create(folder / "bare", with_pip=True)
        python = folder / "bare" / "bin" / "python"
        pip = (python, "-m", "pip", "--quiet", "--disable-pip-version-check")
        run(*pip, "wheel", "--no-deps", "--wheel-dir", folder, source, within=folder)
        (wheel,) = folder.glob("*.whl")
        run(*pip, "install", "-c", source / "constraints.txt", wheel, within=folder)

        shutil.copytree(ROOT / "rulebooks", folder / "rulebooks")
        present = f"import importlib.util as u; print([t for t in {TOOLS} if u.find_spec(t)])"
        assert run(python, "-c", present, within=folder).strip() == "[]"
        decretal = folder / "bare" / "bin" / "decretal"
        assert "decide" in run(decretal, "--help", within=folder)
        rulebook = Path("rulebooks") / "jilin-1961"
        cases = rulebook / "cases.csv"
        run(decretal, "check", rulebook, within=folder)
        for format in ("csv", "xlsx", "json", "jsonl", "parquet"):
            run(decretal, "decide", rulebook, cases, "-o", f"out.{format}", within=folder)
        table = run(decretal, "decide", rulebook, cases, within=folder)
        assert "CB-007  decided       exception list" in table, table
        told = run(decretal, "explain", rulebook, cases, "--case", "CB-007", within=folder)
        assert "exception list" in told
    print("The built package runs in a bare environment.")


if __name__ == "__main__":
    main()
