"""The engine against every completion, one by one, on random small rulebooks."""

from __future__ import annotations

from .completions import completions, kleene, outcome, whole
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from .strategies import Sample, cases, samples

from decretal.decide.engine import Engine
from decretal.nodes.rules import Status

often = settings(
    max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@often
@given(samples(), st.data())
def test_a_case_comes_out_as_all_its_completions_do(sample: Sample, data: st.DataObject) -> None:
    engine = Engine(sample.book)
    for _ in range(3):
        case = data.draw(cases(sample))
        expected = whole(sample.book, sample.columns, case)
        found = engine.decide(case)
        assert found.status is expected.status
        assert found.disposition == expected.disposition
        assert set(found.dispositions) == expected.dispositions
        assert set(found.additions) == expected.additions
        assert set(found.possible_dispositions) == expected.possible_dispositions
        assert set(found.possible_additions) == expected.possible_additions
        assert set(found.still_matters) == expected.still_matters
        assert set(found.matters_for_disposition) == expected.matters_for_disposition
        assert set(found.matters_for_additions) == expected.matters_for_additions
