"""The routes. Each of them declares its right, and ``gate`` refuses one that does not."""

from __future__ import annotations

from decretal.web.api import routes
from decretal.web.pages import (
    accounts,
    alive,
    care,
    cases,
    documents,
    duplicates,
    education,
    exports,
    groups,
    guidance,
    home,
    importing,
    incidents,
    lists,
    offices,
    order,
    overdue,
    papers,
    password,
    persuasion,
    register,
    registering,
    registers,
    tokens,
    transfers,
    views,
)

urlpatterns = [
    *home.urls,
    *accounts.urls,
    *alive.urls,
    *cases.urls,
    *views.urls,
    *care.urls,
    *overdue.urls,
    *guidance.urls,
    *education.urls,
    *incidents.urls,
    *duplicates.urls,
    *exports.urls,
    *groups.urls,
    *lists.urls,
    *transfers.urls,
    *registers.urls,
    *persuasion.urls,
    *papers.urls,
    *registering.urls,
    *register.urls,
    *documents.urls,
    *importing.urls,
    *order.urls,
    *offices.urls,
    *password.urls,
    *tokens.urls,
    *routes.urls,
]

handler400 = "decretal.web.pages.failures.unreadable"
handler404 = "decretal.web.pages.failures.not_found"
handler500 = "decretal.web.pages.failures.broken"
