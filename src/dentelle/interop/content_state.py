"""Content states: what a link between viewers says is to be looked at.

Source: IIIF Content State API 1.0: 2 (what a state is), 6 (its encoding: `encodeURIComponent`,
then base64url without padding). A state is an annotation whose target is a manifest, a canvas of
it, or a region of a canvas; the bare address of a manifest is one as well.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote_to_bytes

import orjson
from django.utils.translation import gettext as _

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
LONGEST = 8000
_UNESCAPED = "!'()*-._~"  # what encodeURIComponent leaves as it is, beside letters and digits

Region = tuple[int, int, int, int]


class ContentStateError(ValueError):
    """A content state that cannot be read; the message is for the person who followed the link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a state points at; `region` is x, y, width, height in pixels of the canvas."""

    manifest: str
    canvas: str = ""
    region: Region | None = None


def state(target: Target) -> dict[str, Any]:
    """Return the state that points at a target."""
    manifest = {"id": target.manifest, "type": "Manifest"}
    where = f"#xywh={','.join(map(str, target.region))}" if target.region else ""
    pointed: dict[str, Any] = (
        {"id": f"{target.canvas}{where}", "type": "Canvas", "partOf": [manifest]}
        if target.canvas
        else manifest
    )
    return {
        "@context": CONTEXT,
        "id": f"{target.canvas or target.manifest}/state{where}",
        "type": "Annotation",
        "motivation": ["contentState"],
        "target": pointed,
    }


def encode(text: str) -> str:
    """Return text (a state's JSON, or an address) as a parameter of an address carries it."""
    return base64.urlsafe_b64encode(quote(text, safe=_UNESCAPED).encode()).decode().rstrip("=")


def parameter(target: Target) -> str:
    """Return the value of `iiif-content` that points at a target."""
    return encode(orjson.dumps(state(target)).decode())


def decode(value: str) -> str:
    """Return the text that `encode` was given.

    Raises:
        ContentStateError: it is no base64url, or no text.
    """
    try:
        padded = value + "=" * (-len(value) % 4)
        said = base64.b64decode(padded, altchars=b"-_", validate=True)
        return unquote_to_bytes(said).decode()
    except (binascii.Error, ValueError) as error:
        raise ContentStateError(
            _("This link holds no content state: “%(start)s…” is not base64url.")
            % {"start": value[:40]}
        ) from error


def read(value: str) -> Target:
    """Return what an `iiif-content` parameter points at: encoded, plain JSON, or a bare address.

    Raises:
        ContentStateError: nothing can be found in it.
    """
    text = value.strip()
    if len(text) > LONGEST:
        raise ContentStateError(_("This content state is too long."))
    if not text.startswith(("http://", "https://", "{")):
        text = decode(text)
    if text.startswith(("http://", "https://")):
        return Target(manifest=text)
    try:
        return _target(orjson.loads(text))
    except (orjson.JSONDecodeError, LookupError, TypeError, AttributeError) as error:
        raise ContentStateError(
            _(
                "This content state names no manifest. One that names a manifest or a canvas is wanted."
            )
        ) from error


def _target(said: Any) -> Target:
    pointed = said["target"] if said.get("type") == "Annotation" else said
    pointed = pointed[0] if isinstance(pointed, list) else pointed
    if isinstance(pointed, str):
        return Target(manifest=pointed)
    if pointed["type"] == "SpecificResource":
        pointed = _selected(pointed)
    if pointed["type"] == "Manifest":
        return Target(manifest=_identifier(pointed))
    canvas, _hash, fragment = _identifier(pointed).partition("#")
    return Target(manifest=_identifier(pointed["partOf"]), canvas=canvas, region=_region(fragment))


def _selected(pointed: Mapping[str, Any]) -> dict[str, Any]:
    """Return a canvas and its selector as the canvas with a fragment."""
    source, selector = pointed["source"], pointed.get("selector", {})
    selector = selector[0] if isinstance(selector, list) else selector
    value = selector.get("value", "") if selector.get("type") == "FragmentSelector" else ""
    return {**source, "id": f"{source['id']}#{value}" if value else source["id"]}


def _identifier(thing: Any) -> str:
    """Return the address of a thing, of the first of several, or the address it is.

    Raises:
        TypeError: it has none.
    """
    first = thing[0] if isinstance(thing, list) else thing
    found = first if isinstance(first, str) else first["id"]
    if not isinstance(found, str):
        raise TypeError
    return found


_BOX = re.compile(r"[0-9]{1,9}(,[0-9]{1,9}){3}")


def _region(fragment: str) -> Region | None:
    """Return the box of `xywh=1,2,3,4`; one in percent or unreadable leaves the whole canvas."""
    name, _equal, value = fragment.partition("=")
    numbers = value.removeprefix("pixel:").split(",")
    if name != "xywh" or not _BOX.fullmatch(",".join(numbers)):
        return None
    x, y, width, height = map(int, numbers)
    return (x, y, width, height)
