"""The routes. Each of them declares its right, and ``gate`` refuses one that does not."""

from __future__ import annotations

from decretal.web.pages import accounts, cases, exports, home, offices, order, papers

urlpatterns = [
    *home.urls,
    *accounts.urls,
    *cases.urls,
    *exports.urls,
    *papers.urls,
    *order.urls,
    *offices.urls,
]

handler404 = "decretal.web.pages.failures.not_found"
handler500 = "decretal.web.pages.failures.broken"
