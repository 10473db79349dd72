"""The order of 1961 as other engines would hold it: each peer decides one case.

Each module offers ``prepare()``, which builds whatever can be built once and
returns a function from one case (facts by their directive's names, plain
Python values) to ``(dispositions, additions, explanation)``. Only the default
readings are modelled, and only cases of which every fact is known: none of the
peers has a value for what is not known.
"""
