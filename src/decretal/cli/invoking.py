"""Running one command with Typer, which is loaded only now."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

import typer

from decretal.cli import COMMANDS
from decretal.errors import CommandError
from decretal.spelling import closest


def invoke(name: str, arguments: Sequence[str]) -> int:
    """Run a command; the status that it returns, or 0."""
    if name not in COMMANDS:
        what = "option" if name.startswith("-") else "command"
        meant = closest(name, COMMANDS)
        advice = f'Did you mean "{meant}"?' if meant else '"decretal --help" lists the commands.'
        raise CommandError(f'There is no {what} "{name}".', advice=advice)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # What the terminal cannot show is replaced; it is no reason to stop.
            stream.reconfigure(errors="replace")
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode="rich" if sys.stdout.isatty() else None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.command()(import_module(COMMANDS[name][0]).run)
    command = typer.main.get_command(app)
    try:
        given = [_as_argument(one) if name == "feel" else one for one in arguments]
        with command.make_context(f"decretal {name}", given) as context:
            status = command.invoke(context)
    except typer.Exit as leaving:
        return leaving.exit_code
    return status if isinstance(status, int) else 0


def _as_argument(word: str) -> str:
    """An expression such as -5 or -(x), with a space before it: no option begins so."""
    return " " + word if len(word) > 1 and word[0] == "-" and word[1] in "0123456789.([{ " else word
