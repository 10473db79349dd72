"""Backup and restore: whole or not there, and held against the seal."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from tests.deployments import Deployment


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    deployment = Deployment(tmp_path_factory.mktemp("home"))
    with deployment.served("--example"):
        pass
    path = tmp_path_factory.mktemp("backup") / "all.zip"
    deployment.run("backup", str(path))
    assert path.stat().st_mode & 0o077 == 0, "nobody else reads it"
    return path


def test_what_is_restored_comes_to_the_same_seal(backup: Path, tmp_path: Path) -> None:
    manifest = json.loads(zipfile.ZipFile(backup).read("manifest.json"))
    home = Deployment(tmp_path / "home")
    home.run("restore", str(backup))
    assert home.run("verify", "--seal", manifest["seal"]).returncode == 0
    wrong = home.run("verify", "--seal", "0" * 64, check=False)
    assert (wrong.returncode, "not the seal" in wrong.stderr) == (1, True)
    with home.served() as server:
        status, page = server.signed_in("changbai.clerk").get("cases/CHANGBAI-C-1961-0012/")
    assert status == 200
    assert "새벽길" in page


def test_a_second_restore_is_refused(backup: Path, tmp_path: Path) -> None:
    home = Deployment(tmp_path / "home")
    home.run("restore", str(backup))
    again = home.run("restore", str(backup), check=False)
    assert "This database is not empty" in again.stderr


def test_a_backup_is_not_overwritten(backup: Path, tmp_path: Path) -> None:
    home = Deployment(tmp_path / "home")
    assert "[E504]" in home.run("backup", str(backup), check=False).stderr


def changed(backup: Path, target: Path, name: str, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(target, "w") as copy:
        for each in source.namelist():
            content = source.read(each)
            if each == name:
                assert old in content
                content = content.replace(old, new, 1)
            copy.writestr(each, content)
    return target


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("casework.entry.jsonl", b"Hyesan", b"Hoesan", "is damaged"),
        ("manifest.json", b'"form": 1', b'"form": 99', "of the form 99"),
        ("manifest.json", b'"training"', b'"study"', "in study mode"),
        ("manifest.json", b'"seal": "', b'"seal": "0', "does not come to the seal"),
    ],
)
def test_a_damaged_backup_restores_nothing(
    name: str, old: bytes, new: bytes, said: str, backup: Path, tmp_path: Path
) -> None:
    bad = changed(backup, tmp_path / "bad.zip", name, old, new)
    home = Deployment(tmp_path / "home")
    done = home.run("restore", str(bad), check=False)
    assert done.returncode == 2
    assert said in done.stderr
    home.run("restore", str(backup))


@pytest.mark.parametrize("content", [b"", b"noise" * 1000, b"PK\x03\x04"])
def test_what_is_no_backup_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "noise.zip"
    path.write_bytes(content)
    done = Deployment(tmp_path / "home").run("restore", str(path), check=False)
    assert (done.returncode, "is no whole backup" in done.stderr) == (2, True)
