"""``decretal offices``: offices and people of a deployment, from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from decretal.cli.casework import ready, set_up


def run(
    file: Annotated[
        Path,
        typer.Argument(
            help="The offices, with who is in them, as YAML.", readable=False, show_default=False
        ),
    ],
) -> int:
    """Set up offices, people and delegations as a file says; can be run again.

    New people get a password, which is shown once: they change it when they sign in.
    """
    ready()
    set_up()
    from decretal.casework.deployment import deployment
    from decretal.casework.law import law
    from decretal.offices.setting_up import set_up as set_up_offices

    made = set_up_offices(file, law().authorities, list(law().outcomes), deployment().today())
    print(f"{len(made.offices)} offices and {len(made.passwords)} people are new.")
    for said in made.changed:
        print(f"  {said}")
    for name, password in made.passwords.items():
        print(f"  {name}  {password}")
    return 0
