"""How long the command line takes to start, beside ``python -c pass``.

Whole processes, in turn, so that the machine's ups and downs fall on both alike.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

COMMAND = Path(sys.executable).with_name("decretal")
RUNS = 25


def main() -> None:
    """Time, print."""
    bare = [sys.executable, "-c", "pass"]
    commands = {
        "python -c pass": bare,
        "decretal --help": [str(COMMAND), "--help"],
        "decretal decide --help": [str(COMMAND), "decide", "--help"],
        "decretal feel '1 + 1'": [str(COMMAND), "feel", "1 + 1"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(RUNS + 2):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            if run >= 2:  # the first two fill the disk's cache
                times[name].append((time.perf_counter() - start) * 1e3)
    print(f"{'':34}{'ms a run':>26}{'times python -c pass':>22}")
    for name, each in times.items():
        own = times["python -c pass"]
        ratio = statistics.median(t / o for t, o in zip(each, own, strict=True))
        middle = statistics.median(each)
        print(f"{name:34}{middle:10.1f} ({min(each):.1f} .. {max(each):.1f}){ratio:>16.2f}")


if __name__ == "__main__":
    main()
