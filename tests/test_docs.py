"""The documentation: its examples run, and it leaves out no command, option or error.

An example is a block of ``console``: a line that begins with ``$`` is run, what
follows is what it says, ``...`` standing for any lines. ``cat`` of a file that does
not exist makes it. Blocks of ``python`` are doctests, blocks of ``json`` are JSON.
"""

from __future__ import annotations

import doctest
import inspect
import json
import os
import re
import shlex
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

import decretal
from decretal import errors
from decretal.cli import COMMANDS, main

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
TARGETS = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)


def blocks(page: Path, language: str) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def examples(page: Path) -> Iterator[tuple[str, str]]:
    """The commands on a page, each with what it says."""
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, said = part.partition("\n")
            yield command, said


def same(said: str, shown: str) -> bool:
    """Whether a command says what the page shows, ``...`` standing for any lines."""
    pattern = re.escape(shown).replace(re.escape("...\n"), r"(?:.*\n)*?")
    return (
        re.fullmatch(pattern, said if said.endswith("\n") or not said else said + "\n") is not None
    )


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to try examples in, as if it were the project's."""
    for folder in ("rulebooks", "telegrams"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    scripts = sysconfig.get_path("scripts")
    monkeypatch.setenv("PATH", f"{scripts}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.usefixtures("project")
def test_every_command_on_a_page_says_what_is_shown(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command, shown in examples(page):
        words = shlex.split(command)
        match words:
            case ["make", *targets]:
                assert set(targets) <= set(TARGETS), command
                continue
            case ["cat", name] if not Path(name).exists():
                Path(name).write_text(shown, encoding="utf-8")
                continue
            case ["decretal", *arguments] if not set("|<>") & set(words):
                main(arguments)
                said = "".join(capsys.readouterr())
            case _:
                done = subprocess.run(command, shell=True, capture_output=True, check=False)
                said = (done.stdout + done.stderr).decode()
        assert same(said, shown), f"{page.name}: {command}\n{said}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.usefixtures("project")
def test_every_example_in_python_is_true(page: Path) -> None:
    source = "\n".join(blocks(page, "python"))
    test = doctest.DocTestParser().get_doctest(source, {}, page.name, str(page), 0)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=report.append)
    assert not report, "".join(report)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_example_in_json_is_json(page: Path) -> None:
    for block in blocks(page, "json"):
        json.loads(block)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    for link in links:
        path, _, heading = link.partition("#")
        if "://" in path:
            continue
        target = page.parent / path if path else page
        assert target.exists(), link
        if heading:
            titles = re.findall(r"^#+ (.*)", target.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w\- ]", "", title).lower().replace(" ", "-") for title in titles}
            assert heading in anchors, link


def test_every_command_and_every_option_is_documented(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"## {name}\n" in page
        main([name, "--help"])
        for option in re.findall(
            r"^ +(?:-\w, )?(--[a-z-]+)", capsys.readouterr().out, re.MULTILINE
        ):
            assert f"`{option}" in page or option == "--help", f"{name} {option}"


def kinds() -> dict[str, type[errors.DecretalError]]:
    """Every class of error by its code."""
    found = {
        name: kind
        for name, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.DecretalError)
    }
    assert len({kind.code for kind in found.values()}) == len(found), "two errors share a code"
    return {kind.code: kind for kind in found.values()}


def test_every_code_of_an_error_is_documented_with_its_meaning() -> None:
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([EW]\d{3}) \| (.*) \|$", page, re.MULTILINE))
    meanings = {
        code: " ".join((kind.__doc__ or "").split("\n\n")[0].split()).replace("``", "`")
        for code, kind in sorted(kinds().items())
    }
    missing = [
        f"| {code} | {meaning} |" for code, meaning in meanings.items() if rows.get(code) != meaning
    ]
    assert not missing, "docs/errors.md should have\n" + "\n".join(missing)
    assert rows.keys() == meanings.keys()


def test_every_public_name_is_documented() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for name in decretal.__all__:
        assert name == "__version__" or re.search(rf"`{name}\b|\b{name}\b", pages), name
        assert name == "__version__" or (getattr(decretal, name).__doc__ or "").strip(), name


def test_the_help_of_make_lists_every_target() -> None:
    phony = re.search(r"^\.PHONY: (.*)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == set(TARGETS)
