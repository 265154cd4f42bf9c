"""The script element that carries a page's schema.org data.

A data block (`application/ld+json`) is not executed, so that the content policy lets it stand.
"""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def script(data: Mapping[str, Any]) -> Markup:
    """Return a data block; nothing in `data` can close it."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    return Markup('<script type="application/ld+json">{}</script>').format(
        Markup(text.translate(_ESCAPES))  # noqa: S704 -- the marks of HTML are escaped above
    )
