"""What shows nothing and changes how others are read is shown on pages by its number.

Owns that no page is read otherwise than it stands: a mark that turns the direction of what
follows, or has no width, comes with names and telegrams from elsewhere, and can make one
word look like another. Forms keep what they hold, and so do files and what programs get.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase

# Marks of direction, of no width, and those that tag others. Not those that join or part
# letters (U+200C, U+200D): several scripts are written with them.
_UNSEEN: Final = re.compile(
    "[\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ufff9-\\ufffb"
    "\\U000e0000-\\U000e007f]"
)
_BYTES: Final = re.compile(
    rb"\xd8\x9c|\xe1\xa0\x8e|\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa0-\xa9]"
    rb"|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]|\xf3\xa0[\x80\x81]"
)
_KEPT: Final = re.compile(r"(<textarea\b.*?</textarea>|<[^>]*>)", re.DOTALL)


class Unseen:
    """Middleware through which every page goes out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if isinstance(response, HttpResponse) and is_page and _BYTES.search(response.content):
            response.content = shown(response.content.decode()).encode()
        return response


def shown(page: str) -> str:
    """A page on which everything is seen; tags with their attributes and texts of forms stay."""
    parts = _KEPT.split(page)
    parts[::2] = [_UNSEEN.sub(_number, text) for text in parts[::2]]
    return "".join(parts)


def _number(found: re.Match[str]) -> str:
    return f"〔U+{ord(found[0]):04X}〕"
