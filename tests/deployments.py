"""Whole deployments for tests: a home of its own, the installed command, a running server.

What is tested with it is what people run: the real command in processes of their own, on
SQLite or on a real PostgreSQL.
"""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

if TYPE_CHECKING:
    from pgserver.postgres_server import PostgresServer

ROOT = Path(__file__).parents[1]
PASSWORD = "an-invented-1961"


@dataclass
class Deployment:
    """A deployment in a folder of its own."""

    home: Path
    mode: str = "training"
    day: str = "1961-12-20"
    database: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its processes: the one here, without what Django's tests set."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DECRETAL_", "DJANGO_", "PYTEST_"))
        }
        kept |= {
            "DECRETAL_HOME": str(self.home),
            "DECRETAL_MODE": self.mode,
            "DECRETAL_RULEBOOK": str(ROOT / "rulebooks" / "jilin-1961"),
            "PYTHONUNBUFFERED": "1",
        }
        if self.mode != "live":
            kept["DECRETAL_DAY"] = self.day
        if self.database:
            kept["DECRETAL_DATABASE"] = self.database
        return kept | self.more

    def run(
        self, *arguments: str, check: bool = True, seconds: float = 300
    ) -> subprocess.CompletedProcess[str]:
        """Run ``decretal``; fails where it fails, unless ``check`` says otherwise."""
        done = subprocess.run(
            [sys.executable, "-m", "decretal", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
        )
        if check:
            assert done.returncode == 0, done.stdout + done.stderr
        return done

    def python(self, code: str, *arguments: str) -> subprocess.Popen[str]:
        """Start Python code in this deployment, Django being ready."""
        ready = "from decretal.cli.casework import ready\nready()\n"
        return subprocess.Popen(
            [sys.executable, "-c", ready + code, *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    @contextmanager
    def served(self, *options: str, largest: int | None = None) -> Iterator[Server]:
        """A running server on a free port, killed at the end.

        ``largest`` is the number of bytes that a file may have: beyond it the system
        refuses to write, as on a disk that is full.
        """
        server = Server(self, largest)
        try:
            server.start(*options)
            yield server
        finally:
            server.kill()


@dataclass
class Server:
    """A server in a process of its own; it can be killed and started again."""

    deployment: Deployment
    largest: int | None = None
    url: str = ""
    process: subprocess.Popen[str] | None = None

    def start(self, *options: str) -> None:
        """Start it and wait until it says where it is."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "decretal", "serve", "--port", "0", *options],
            env=self.deployment.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            preexec_fn=self._limited if self.largest is not None else None,
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if found := re.search(r"is at (http://\S+/)", line):
                self.url = found[1]
                return
        raise AssertionError(f"the server ended with {self.process.wait()}")

    def _limited(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.largest or 0, self.largest or 0))

    def kill(self) -> None:
        """End it at once, as a failing machine would."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        if self.process is not None:
            self.process.wait()
            if self.process.stdout is not None:
                self.process.stdout.close()

    def signed_in(self, name: str) -> Person:
        """Somebody who is signed in."""
        person = Person(self.url)
        person.post("sign-in/", username=name, password=PASSWORD)
        return person


class Person:
    """Somebody with a browser without scripts: cookies, forms, and what came back."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies = CookieJar()
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> tuple[int, str]:
        """A page, with its status."""
        return self._open(Request(self.url + path))

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """Send a form, with the token of the page on which it stands."""
        _, page = self.get(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None, page[:2000]
        return self.send(path, token[1], **fields)

    def send(self, path: str, token: str, **fields: str) -> tuple[int, str]:
        """Send a form whose token is at hand."""
        data = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        return self._open(Request(self.url + path, data=data, headers={"Referer": self.url}))

    def token(self, path: str) -> str:
        """The token of a page's form."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path)[1])
        assert found is not None
        return found[1]

    def _open(self, request: Request) -> tuple[int, str]:
        try:
            with self._opener.open(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()


@contextmanager
def postgresql(folder: Path) -> Iterator[PostgresServer]:
    """A real PostgreSQL in a folder, ended at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own, about a folder for sockets
        from pgserver.postgres_server import get_server

        server = get_server(folder)
    try:
        yield server
    finally:
        server.cleanup()


def wait_until(what: str, seconds: float = 30) -> Iterator[None]:
    """Goes round until the caller breaks out, and fails after some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds} s for {what}")
