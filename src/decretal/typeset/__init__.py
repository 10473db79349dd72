"""Setting papers in type: from a template and data to PDF, alike on every machine.

Owns the typesetter and the type faces. What stands on a paper, and its template, belong
to whoever has it printed.
"""
