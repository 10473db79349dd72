"""The frame of pages that stand alone: one file of HTML, its style in it, no network.

Owns the frame, the colours, and that nothing in a text is taken for markup.
"""

from __future__ import annotations

from html import escape
from typing import Final

from decretal.typeset.type_faces import printable

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fffdf8; --faint: #595959;
  --line: #c9c2b2; --link: #0b4f8a; --mark: #fff0b8; --target: #ffd75e; --card: #f6f1e4; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8df; --paper: #181715;
  --faint: #b5afa3; --line: #4a453b; --link: #8fc4f5; --mark: #4a3f17; --target: #7a6412;
  --card: #24211c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 Georgia, "Noto Serif", "Noto Serif CJK SC", "Songti SC", serif; }
a { color: var(--link); } a:focus-visible, [tabindex]:focus-visible, summary:focus-visible {
  outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 1rem;
  background: var(--paper); padding: .5rem; z-index: 2; }
header, main, footer { max-width: 84rem; margin: 0 auto; padding: 1rem 1.5rem; }
header { border-bottom: 1px solid var(--line); }
footer { border-top: 1px solid var(--line); color: var(--faint); font-size: .85rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .4rem 0; }
h2 { font-size: 1.2rem; margin: 1.6rem 0 .6rem; } h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
caption { text-align: left; color: var(--faint); padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
  border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.faint { color: var(--faint); } .hash { overflow-wrap: anywhere; font-size: .85rem; }
.scroll { overflow-x: auto; }
@media print { body { background: #fff; color: #000; } .skip { display: none; } }
"""


def esc(text: str) -> str:
    """A text as HTML shows it: no markup, and every character that shows nothing by number."""
    return escape(printable(text))


def page(title: str, head: str, main: str, foot: str, *, style: str = "", lang: str = "en") -> str:
    """A whole page; ``head``, ``main`` and ``foot`` are HTML."""
    return f"""<!DOCTYPE html>
<html lang="{escape(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{esc(title)}</title>
<style>{_STYLE}{style}</style>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header>{head}</header>
<main id="main" tabindex="-1">{main}</main>
<footer>{foot}</footer>
</body>
</html>
"""
