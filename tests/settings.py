"""The settings of the tests: a training, in a folder of its own, on the day of the examples."""

import os
import tempfile
from pathlib import Path

_ROOT = Path(__file__).parents[1]
os.environ["DECRETAL_MODE"] = "training"
os.environ["DECRETAL_DAY"] = "1961-12-20"
os.environ["DECRETAL_RULEBOOK"] = str(_ROOT / "rulebooks" / "jilin-1961")
os.environ.setdefault("DECRETAL_HOME", tempfile.mkdtemp(prefix="decretal-tests-"))

from decretal.casework.settings import *  # noqa: E402, F403

Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # noqa: F405

# Hashing passwords well takes long, and no test is about it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
