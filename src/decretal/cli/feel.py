"""``decretal feel``: the value of one expression, or of one a line."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from decretal.errors import CommandError, FeelSyntaxError
from decretal.source import Span


def run(
    expression: Annotated[
        str | None, typer.Argument(help='The expression, such as "1 + 1".', show_default=False)
    ] = None,
    *,
    context: Annotated[
        str,
        typer.Option(
            metavar="JSON", help="Names and their values, as a JSON object.", show_default=False
        ),
    ] = "{}",
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl",
            help="Answer JSON objects, one a line, from standard input to standard output.",
        ),
    ] = False,
) -> int:
    """Evaluate an expression of FEEL, the language of conditions (DMN 1.5).

    The value is written as FEEL would write it. What was wrong on the way goes to
    standard error: in FEEL the value is null then. The exit status is 1 if
    anything was wrong.
    """
    if jsonl:
        if expression is not None:
            raise CommandError(
                "An expression was given, and --jsonl reads expressions from standard input.",
                advice="Give one or the other.",
            )
        return _answer_lines()
    if expression is None:
        raise CommandError(
            "No expression was given.", advice="""Write one in quotes: decretal feel '1 + 1'"""
        )
    from decretal.feel import evaluate, from_json

    if expression.startswith(" -"):
        expression = expression[1:]
    try:
        result = evaluate(expression, from_json(context))
    except FeelSyntaxError as error:
        sys.stderr.write(f"{error}\n{_pointed(error)}")
        return 2
    for note in result.notes:
        sys.stderr.write(f"{note}\n")
    sys.stdout.write(result.literal() + "\n")
    return 1 if result.notes else 0


def _answer_lines() -> int:
    from decretal.feel import answer_lines

    if not isinstance(sys.stdin, TextIOWrapper):
        raise CommandError("Standard input is closed.", advice="Send expressions in, one a line.")
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    for answer in answer_lines(sys.stdin):
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()
    return 0


def _pointed(error: FeelSyntaxError) -> str:
    """The line of the mistake with a caret under it."""
    if not isinstance(error.place, Span):
        return ""
    line, column = error.place.text.position(error.place.start)
    words = error.place.text.content.split("\n")[line - 1]
    # A long line is cut to what stands around the mistake.
    start = max(0, column - 60)
    shown = words[start : column + 40].replace("\t", " ")
    return f"  {shown}\n  {' ' * (column - 1 - start)}^\n"
