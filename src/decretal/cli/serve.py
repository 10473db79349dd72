"""``decretal serve``: the pages of casework, in a browser."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from decretal.cli.casework import ready, set_up
from decretal.errors import CommandError


def run(
    *,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=0, max=65535)] = 8061,
    threads: Annotated[int, typer.Option(help="How many requests at once.", min=1)] = 8,
    example: Annotated[
        bool, typer.Option("--example", help="Fill an empty home with invented files first.")
    ] = False,
) -> int:
    """Serve the pages of casework. What it is for is declared by DECRETAL_MODE."""
    ready()
    set_up()
    if example:
        _make_example()
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    try:
        server = create_server(get_wsgi_application(), host=host, port=port, threads=threads)
    except OSError as error:
        raise CommandError(
            f"Nothing can listen on {host}:{port}: {error.strerror}.",
            advice="Choose another one with --port.",
        ) from None
    print(
        f"Decretal is at http://{host}:{server.effective_port}/ (stop it with Ctrl-C)", flush=True
    )
    try:
        server.run()
    finally:
        server.close()
    return 0


def _make_example() -> None:
    from decretal.casework.example import PASSWORD, is_empty, make

    if is_empty():
        sys.stderr.write("Making the invented offices, people and files ...\n")
        make()
    from decretal.offices.models import User

    print("Sign in as any of these; the password of all is", PASSWORD)
    for user in User.objects.select_related("office").order_by("office__path", "username"):
        print(f"  {user.username:24} {user}, {user.office}")
