"""The pages: what an office sees and does in a browser.

Owns routes, forms, templates and what a page shows. Views parse, call ``casework`` and
render; no rule lives here. Each route declares the right that it takes, and ``gate``
refuses one that does not.
"""
