"""The frozen typed AST: expressions, types, rules.

Nodes hold no behaviour; equality ignores spans. What reads them matches on
their class and ends with ``assert_never``.
"""
