"""Run every measurement: ``python -m bench``."""

from __future__ import annotations

from bench import one_decision, start_up

if __name__ == "__main__":
    start_up.main()
    print()
    one_decision.main()
