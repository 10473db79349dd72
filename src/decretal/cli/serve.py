"""``decretal serve``: the pages of casework, in a browser."""

from __future__ import annotations

import socket
import sys
from typing import Annotated, Any

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
    from waitress import serve as serve_forever

    listening = _listening(host, port)
    address = f"http://{host}:{listening.getsockname()[1]}/"
    print(f"Decretal is at {address} (stop it with Ctrl-C)", flush=True)
    serve_forever(
        get_wsgi_application(), sockets=[listening], threads=threads, _quiet=True, **_proxied()
    )
    return 0


def _proxied() -> dict[str, Any]:
    """Where the pages are served over HTTPS, a proxy says who asks, and that it was HTTPS."""
    from decretal.casework.deployment import deployment

    if not deployment().https:
        return {}
    return {
        "trusted_proxy": "*",
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }


def _listening(host: str, port: int) -> socket.socket:
    try:
        found = socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
        )
    except OSError as error:
        raise CommandError(
            f"Nothing can listen on {host}:{port}: {error.strerror or error}.",
            advice="Choose another one with --port.",
        ) from None
    return found


def _make_example() -> None:
    from decretal.casework.example import PASSWORD, is_empty, make

    if is_empty():
        sys.stderr.write("Making the invented offices, people and files ...\n")
        make()
    from decretal.offices.models import User

    print("Sign in as any of these; the password of all is", PASSWORD)
    for user in User.objects.select_related("office").order_by("office__path", "username"):
        print(f"  {user.username:24} {user}, {user.office}")
