"""Run every measurement: ``python -m bench``."""

from __future__ import annotations

from bench import casework, duplicates, one_decision, register, start_up, telegrams

if __name__ == "__main__":
    start_up.main()
    print()
    one_decision.main()
    print()
    duplicates.main()
    print()
    telegrams.main()
    print()
    casework.main()
    print()
    register.main()
