"""``decretal telegram read``: what it shows, and its exit status."""

from __future__ import annotations

import json
import os
from pathlib import Path
from threading import Thread

import pytest

from decretal.cli import main

CLEAN = "Urgent\n\nTo the Harbour Office:\n\n1. Let them land.\n\nHarbour Ministry\nMay 5, 1961\n"


@pytest.fixture
def cable(tmp_path: Path) -> Path:
    path = tmp_path / "cable.txt"
    path.write_text(CLEAN, encoding="utf-8")
    return path


def test_a_telegram_without_findings_ends_well(
    cable: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["telegram", "read", str(cable)]) == 0
    said = capsys.readouterr().out
    assert "1:1     precedence      Urgent" in said
    assert "8:1     date            1961-05-05 (May 5, 1961)" in said
    assert said.endswith("0 findings.\n")


def test_findings_are_told_and_the_exit_status_is_1(
    cable: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cable.write_text(CLEAN + "Port No. (62) 5\n", encoding="utf-8")
    assert main(["telegram", "read", str(cable)]) == 1
    assert "cable.txt:9:1 [T110]" in capsys.readouterr().out


def test_json_has_the_names_of_every_element(
    cable: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["telegram", "read", str(cable), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    names = (
        "precedence numbers station subject to copied reporting_to answers provisions issuer"
        " date distribution retained total times findings"
    )
    assert set(names.split()) <= data.keys()
    assert data["date"] == "1961-05-05"
    assert data["provisions"][0]["label"] == "1"
    assert data["answers"] is None
    assert data["station"] is None
    assert data["distribution"] == []


@pytest.mark.parametrize(("form", "ending"), [("tei", "xml"), ("json", "json")])
def test_what_was_exported_is_read_back_by_the_command(
    cable: Path, tmp_path: Path, form: str, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exported = tmp_path / f"cable.{ending}"
    main(["telegram", "read", str(cable), "--format", form, "--output", str(exported)])
    for wanted in ("text", "json", "tei"):
        main(["telegram", "read", str(cable), "--format", wanted])
        before = capsys.readouterr().out
        assert main(["telegram", "read", str(exported), "--format", wanted]) == 0
        assert capsys.readouterr().out == before
    main(["telegram", "edition", str(cable)])
    page = capsys.readouterr().out
    assert main(["telegram", "edition", str(exported)]) == 0
    assert capsys.readouterr().out == page


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "E702"),
        ('\ufeff\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>', "E702"),
        ("<!DOCTYPE html><p>Telegram No. 5</p>", "E702"),
        ("<HTML><p>Telegram No. 5</p>", "E702"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><TEI type="decretal-telegram">&a;</TEI>', "E710"),
        ('{"file": {"sha256": ""}, "places": {}}', "E710"),
    ],
)
def test_markup_of_others_is_not_read_as_words(
    tmp_path: Path, text: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cable.txt"
    path.write_text(text, encoding="utf-8")
    assert main(["telegram", "read", str(path)]) == 2
    error = capsys.readouterr().err
    assert f"[{code}]" in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("action", ["edition", "write"])
def test_a_format_goes_with_reading_alone(
    cable: Path, action: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["telegram", action, str(cable), "--format", "json"]) == 2
    assert "--format goes with read" in capsys.readouterr().err


@pytest.mark.parametrize("action", ["read", "edition"])
def test_output_goes_through_links_and_into_pipes_and_replaces_neither(
    cable: Path, tmp_path: Path, action: str
) -> None:
    link, pipe = tmp_path / "link.txt", tmp_path / "pipe"
    link.symlink_to("real.txt")
    assert main(["telegram", action, str(cable), "-o", str(link)]) == 0
    assert link.is_symlink()
    written = (tmp_path / "real.txt").read_bytes()
    assert written
    os.mkfifo(pipe)
    came: list[bytes] = []
    reader = Thread(target=lambda: came.append(pipe.read_bytes()))
    reader.start()
    assert main(["telegram", action, str(cable), "-o", str(pipe)]) == 0
    reader.join(timeout=20)
    assert came == [written]
    assert pipe.is_fifo()


@pytest.mark.parametrize("length", [250, 255, 256])
def test_a_name_is_as_long_as_files_may_be_called(
    cable: Path, tmp_path: Path, length: int, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / ("n" * length)
    status = main(["telegram", "read", str(cable), "-o", str(made)])
    assert status == (0 if length <= 255 else 2)
    assert ("[E503]" in capsys.readouterr().err) == (length > 255)
    assert len(list(tmp_path.iterdir())) == (2 if length <= 255 else 1)


def test_tei_is_written(cable: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["telegram", "read", str(cable), "--format", "tei"]) == 0
    assert "<TEI" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["read", "missing.txt"], "[E501]"),
        (["rate", "missing.txt"], "[E510]"),
        (["read", "missing.txt", "--format", "yaml"], "[E510]"),
        (["read"], "[E510]"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["telegram", *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
