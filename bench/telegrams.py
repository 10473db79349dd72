"""How long a telegram takes to read, and what memory a box of ten thousand needs.

    python -m bench.telegrams

The telegrams are invented ones, each with its own names, numbers and dates, laid out like
one of the period. Memory is measured in processes of their own, over boxes of 100, 1,000
and 10,000 telegrams, as the most that was in use at a time. It grows with what is kept of each
telegram (its numbers, its date, what it answers), and not with the texts.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from decretal.registry.box import write_box
from decretal.registry.formats.edition import edition
from decretal.registry.formats.json import from_json, to_json
from decretal.registry.formats.tei import from_tei, to_tei
from decretal.registry.read import read_bytes
from decretal.registry.write import draft_of_reading, write_text

BOXES = (100, 1_000, 10_000)
TIMED = 300
ROUNDS = 5
PLACES = ("Linhe", "Dongkou", "Beishan", "Nanhe", "Port Sylvan", "Upper Lake", "Heyuan")
MONTHS = ("January", "March", "April", "June", "September", "November")


def telegram(which: int) -> str:
    """An invented telegram, unlike every other one."""
    place, other = PLACES[which % 7], PLACES[(which // 7 + 3) % 7]
    year = 58 + which % 8
    points = "\n".join(
        f"{at}. Group {which}-{at} of the fishermen who came to {other} to visit relatives, "
        f"without having gone through the procedures, should be counted and given nets for "
        f"{at + 2} days; whoever asks to stay is put on a list, which goes to {place}."
        for at in range(1, 4 + which % 5)
    )
    return f"""Telegram Received, {other} Foreign Affairs Office

Cable Precedence: {("Urgent", "Priority", "Routine")[which % 3]}

Received at {other} Station

Received Telegram No. ({year}) B Lu-{which:05}

Fishermen of Group {which} Ask for Nets in {place} County

To the {other} Regional Committee, copying the {place} Prefectural Committee, and reporting \
to the Ministry of Waters:

Telegram of {MONTHS[which % 6]} {1 + which % 28}th received, reply as follows:

{points}

If there are problems with the opinions above, ask the Ministry of Waters for guidance.

{place} Provincial Committee

{MONTHS[which % 6]} {1 + which % 28}, 19{year}

{place} Province Document No. ({year}) {which}

Distribution: Secretariat, Fisheries ({1 + which % 4}), General Office (2), Treaty Office

One copy retained for files, total of {6 + which % 4} copies

Approved on the {1 + which % 28}th, at 0915. Copied at 1430. Received at 1149
"""


def fill(folder: Path, number: int) -> None:
    """Put telegrams into a folder, a thousand to a subfolder."""
    for which in range(number):
        into = folder / f"{which // 1_000:03}"
        into.mkdir(exist_ok=True)
        (into / f"{which:05}.txt").write_text(telegram(which), encoding="utf-8")


def main() -> None:
    """Measure, print."""
    texts = [telegram(which).encode() for which in range(TIMED)]
    readings = [read_bytes(text) for text in texts]
    documents = [to_tei(reading) for reading in readings]
    data = [to_json(reading) for reading in readings]
    drafts = [draft_of_reading(reading) for reading in readings]
    print(f"{'A telegram of ' + f'{statistics.mean(map(len, texts)):,.0f} bytes':34}{'ms':>26}")
    timed: dict[str, Callable[[], list[object]]] = {
        "read and checked": lambda: [read_bytes(text) for text in texts],
        "written as TEI": lambda: [to_tei(reading) for reading in readings],
        "read from TEI": lambda: [from_tei(document) for document in documents],
        "written as JSON": lambda: [to_json(reading) for reading in readings],
        "read from JSON": lambda: [from_json(each) for each in data],
        "as an edition page": lambda: [edition(reading) for reading in readings],
        "written from a draft, and read back": lambda: [write_text(draft) for draft in drafts[:50]],
    }
    for name, run in timed.items():
        print(f"  {name:32}{_times(run):>26}")
    print()
    print(f"{'A box read, and written about':34}{'ms a telegram':>16}{'MiB at most':>14}")
    with TemporaryDirectory() as folder:
        for number in BOXES:
            box = Path(folder) / f"box-{number}"
            box.mkdir()
            fill(box, number)
            milliseconds, memory = _alone(box)
            print(f"  {f'{number:,} telegrams':32}{milliseconds:>16.2f}{memory:>14.0f}")


def _times(run: Callable[[], list[object]]) -> str:
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        done = len(run())
        found.append((time.perf_counter() - start) / done * 1e3)
    return f"{statistics.median(found):.2f} ({min(found):.2f} .. {max(found):.2f})"


def _alone(box: Path) -> tuple[float, float]:
    """Time a telegram and the most memory, in a process of its own."""
    command = [sys.executable, "-m", "bench.telegrams", str(box)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    milliseconds, memory = done.stdout.split()
    return float(milliseconds), float(memory)


def measure(folder: Path) -> None:
    """What ``_alone`` runs: prints milliseconds a telegram, and MiB at most."""
    start = time.perf_counter()
    with TemporaryDirectory() as into:
        box = write_box(folder, Path(into))
    print((time.perf_counter() - start) / box.telegrams * 1e3)
    print(_most_memory())


def _most_memory() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage gives includes the process that started this one.
        line = next(each for each in status.read_text().splitlines() if each.startswith("VmHWM"))
        return int(line.split()[1]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    if len(sys.argv) == 2:
        measure(Path(sys.argv[1]))
    else:
        main()
