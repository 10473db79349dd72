"""The register of correspondence: every telegram that comes or goes, numbered without gaps.

Owns what was registered, where its copies are, what was done with it and when, and what
waits. It knows offices and people, and nothing of rules or case files: casework registers
the telegrams of its steps here. What a text says is left to ``registry.read``.
"""
