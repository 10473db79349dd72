"""What all tests share: how Hypothesis searches.

By default it takes the same examples each time, so that a run says something of
the change and nothing of luck. HYPOTHESIS_PROFILE=explore looks for new ones.
"""

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
