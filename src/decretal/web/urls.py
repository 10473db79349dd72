"""The routes. Each of them declares its right, and ``gate`` refuses one that does not."""

from __future__ import annotations

from decretal.web.pages import accounts, cases, duplicates, exports, home, importing, offices, order, papers

urlpatterns = [
    *home.urls,
    *accounts.urls,
    *cases.urls,
    *duplicates.urls,
    *exports.urls,
    *papers.urls,
    *importing.urls,
    *order.urls,
    *offices.urls,
]

handler404 = "decretal.web.pages.failures.not_found"
handler500 = "decretal.web.pages.failures.broken"
