"""What keeps a page from people who do not see it, or not well: found in the browser itself.

Owns the checks; which pages are held against them is left to the tests.
"""

from __future__ import annotations

from playwright.sync_api import Page

# The contrast of WCAG 2.2, 1.4.3: 4.5 to 1, and 3 to 1 for large text.
_CHECK = r"""
() => {
  const wrong = [];
  const all = (query) => [...document.querySelectorAll(query)];
  const said = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 90);
  const shown = (element) => element.checkVisibility({visibilityProperty: true});

  if (!document.documentElement.lang) wrong.push("no language");
  if (all("h1").length !== 1) wrong.push(`${all("h1").length} headings of the first rank`);
  for (const landmark of ["header.top", "main", "footer"])
    if (all(landmark).length !== 1) wrong.push(`no ${landmark}`);
  for (const nav of all("nav, aside"))
    if (!nav.getAttribute("aria-label")) wrong.push(`no label: ${said(nav)}`);
  for (const field of all("input, select, textarea")) {
    if (["hidden", "submit"].includes(field.type)) continue;
    const label = [...field.labels].map((each) => each.textContent.trim()).join("");
    if (!label && !field.getAttribute("aria-label")) wrong.push(`no label: ${said(field)}`);
  }
  for (const head of all("th")) if (!head.scope) wrong.push(`no scope: ${said(head)}`);
  for (const table of all("table"))
    if (!table.querySelector("th")) wrong.push(`no heads: ${said(table)}`);
  const ranks = all("main h1, main h2, main h3").map((each) => Number(each.tagName[1]));
  ranks.forEach((rank, at) => {
    if (at && rank > ranks[at - 1] + 1) wrong.push(`heading ${rank} after ${ranks[at - 1]}`);
  });

  const parts = (colour) => {
    const found = colour.match(/[\d.]+/g).map(Number);
    return [found[0], found[1], found[2], found.length > 3 ? found[3] : 1];
  };
  const light = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((value) => {
      const c = value / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = parts(getComputedStyle(each).backgroundColor);
      if (colour[3] === 1) return colour;
    }
    return [255, 255, 255, 1];
  };
  const seen = new Set();
  for (const element of all("body *")) {
    const hasText = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!hasText || !shown(element)) continue;
    const style = getComputedStyle(element);
    const [one, other] = [light(parts(style.color)), light(ground(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) {
      const found = `contrast ${ratio.toFixed(1)}: ${element.tagName} ${element.className}`;
      if (!seen.has(found)) { seen.add(found); wrong.push(found); }
    }
  }
  return wrong;
}
"""


def wrong(page: Page) -> list[str]:
    """What is wrong with a page, in words; empty where nothing is."""
    found = page.evaluate(_CHECK)
    assert isinstance(found, list)
    return [str(each) for each in found]
