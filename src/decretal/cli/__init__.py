"""The command line: its front, which loads no more than the command that is asked for.

Owns the one table of commands, the help that lists them, and what becomes of an
error. Each command is a module of its own and is imported when it is used, so
that ``decretal --help`` starts almost as fast as Python itself: nothing here may
import what is not already loaded.
"""

import os
import sys

# name: (module, one line of help)
COMMANDS = {
    "check": (
        "decretal.cli.check",
        "Check a rulebook: its rules, examples and coverage of a source.",
    ),
    "decide": ("decretal.cli.decide", "Decide the cases in a file under a rulebook."),
    "explain": ("decretal.cli.explain", "Explain one case, provision by provision."),
    "feel": ("decretal.cli.feel", "Evaluate an expression of FEEL, the language of conditions."),
    "telegram": (
        "decretal.cli.telegram",
        "Read a telegram: what is in it, where, and what is odd about it.",
    ),
    "offices": ("decretal.cli.offices", "Set up offices and people from a file."),
    "import": ("decretal.cli.import_", "Import case files from a table, all or nothing."),
    "export": ("decretal.cli.export", "Export the case files that somebody may see."),
    "verify": ("decretal.cli.verify", "Verify every chain, paper and telegram, and say the seal."),
    "rebuild": ("decretal.cli.rebuild", "Write lists and searches anew from the entries."),
    "backup": ("decretal.cli.backup", "Write all that a deployment keeps into one file."),
    "restore": ("decretal.cli.restore", "Fill an empty deployment from a backup."),
    "duplicates": (
        "decretal.cli.duplicates",
        "Compare all case files; propose those that may be of one person.",
    ),
    "serve": ("decretal.cli.serve", "Serve the pages of casework, in a browser."),
}

_HELP = """\
Decretal {version}: a written directive as a working, auditable procedure.

Usage: decretal COMMAND [ARGUMENTS]

Commands:
{commands}

Options:
  --help     Show this and stop. "decretal COMMAND --help" explains a command.
  --version  Show the version and stop.

Exit status: 0 all is well, 1 there are findings or rejected rows, 2 something
could not be read, written or understood.
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status; errors become one line each."""
    given = sys.argv[1:] if arguments is None else arguments
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # somebody closed it
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    try:
        status = _run(given)
        sys.stdout.flush()
    except BaseException as error:
        from decretal.cli.failures import status_of

        return status_of(error, given)
    return status


def _run(arguments: list[str]) -> int:
    first = arguments[0] if arguments else "--help"
    if first in ("--help", "-h", "help"):
        sys.stdout.write(help_text())
        return 0
    if first in ("--version", "-V"):
        from decretal import __version__

        sys.stdout.write(f"decretal {__version__}\n")
        return 0
    from decretal.cli.invoking import invoke

    return invoke(first, arguments[1:])


def help_text() -> str:
    """The help that lists the commands."""
    from decretal import __version__

    width = max(len(name) for name in COMMANDS)
    lines = [f"  {name:{width}}  {summary}" for name, (_, summary) in COMMANDS.items()]
    return _HELP.format(version=__version__, commands="\n".join(lines))
