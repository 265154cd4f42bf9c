"""The message catalogue: collect the source strings, and fill in French ones.

python scripts/messages.py            collect every source string into locale/*/LC_MESSAGES/django.po
python scripts/messages.py --check    fail when the catalogue is not what the sources say, or lacks French
python scripts/messages.py fill FILE  take translations from a JSON file: {"source": "French", "source": ["one", "many"]}
"""

import fcntl
import io
import json
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PO = ROOT / "locale/fr/LC_MESSAGES/django.po"
METHODS = [
    ("**/tests/**", "ignore"),
    ("**/migrations/**", "ignore"),
    ("**.py", "python"),
    ("**/jinja2/**.html", "jinja2"),
    ("**/jinja2/**.txt", "jinja2"),
]
OPTIONS = {
    "**/jinja2/**.html": {
        "trimmed": "true",
        "silent": "false",
        "extensions": "jinja2.ext.do,jinja2.ext.loopcontrols",
    }
}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "ngettext_noop": (1, 2),
    "gettext_noop": None,
}


NARROW, FULL = "\u202f", "\u00a0"
SPACES = [
    (re.compile(r"[ \u00a0\u202f]+([;!?])"), NARROW + r"\1"),
    (re.compile(r"[ \u00a0\u202f]+([:»])"), FULL + r"\1"),
    (re.compile(r"«[ \u00a0\u202f]*"), "«" + FULL),
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
]


def typeset(text: str) -> str:
    """Return French text with its no-break spaces and typographic apostrophes."""
    for pattern, replacement in SPACES:
        text = pattern.sub(replacement, text)
    return text


def collected(known: Catalog) -> Catalog:
    """Return the catalogue of what the sources say, with the translations known."""
    template = Catalog(charset="utf-8")
    for folder in ("src", "config"):
        for filename, _line, message, comments, context in extract_from_dir(
            ROOT / folder, METHODS, OPTIONS, KEYWORDS, strip_comment_tags=True
        ):
            template.add(
                message,
                None,
                [(f"{folder}/{filename}", 0)],
                auto_comments=comments,
                context=context,
            )
    known.update(template, no_fuzzy_matching=True)
    for message in known:
        message.locations = sorted({(name, None) for name, _ in message.locations})
        if isinstance(message.string, tuple):
            message.string = tuple(typeset(form or "") for form in message.string)
        elif message.id:
            message.string = typeset(message.string or "")
    known.obsolete.clear()
    return known


def as_text(catalogue: Catalog) -> bytes:
    """Return the catalogue as a file, in a stable order and without dates."""
    target = io.BytesIO()
    write_po(target, catalogue, sort_output=True, width=0, include_lineno=False, omit_header=True)
    header = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
    return header.encode() + target.getvalue()


def read() -> Catalog:
    """Return the committed catalogue."""
    if not PO.exists():
        return Catalog(locale="fr", charset="utf-8")
    with PO.open("rb") as source:
        return read_po(source, locale="fr")


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the source strings that have no French."""
    return [
        str(message.id)
        for message in catalogue
        if message.id
        and not (all(message.string) if isinstance(message.string, tuple) else message.string)
    ]


def fill(catalogue: Catalog, file: Path) -> int:
    """Take the translations of `file`; return how many source strings were found in the catalogue.

    A sentence that already says something else in French is left, and told: two places may say the
    same English and mean two things (give one of them another source, or a context). `--replace`
    takes the new one.
    """
    found = 0
    for source, french in json.loads(file.read_text(encoding="utf-8")).items():
        new = tuple(map(typeset, french)) if isinstance(french, list) else typeset(french)
        for message in catalogue:
            first = message.id[0] if isinstance(message.id, tuple) else message.id
            if first != source:
                continue
            found += 1
            if _says_otherwise(message.string, new) and "--replace" not in sys.argv:
                print(f"Left as it was: {source!r} is {message.string!r}, not {new!r}.")
                continue
            message.string = new
    return found


def _says_otherwise(old: str | tuple[str, ...], new: str | tuple[str, ...]) -> bool:
    said = old if isinstance(old, tuple) else (old,)
    return any(said) and old != new


def main() -> None:
    """Do what the command line asks."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    # Several people may work in one folder: one writer at a time.
    with (PO.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = collected(read())
        if sys.argv[1:2] == ["fill"]:
            print(f"{fill(known, Path(sys.argv[2]))} filled in.")
        catalogue = collected(known)
        text = as_text(catalogue)
        missing = untranslated(catalogue)
        if "--check" in sys.argv:
            if missing or not PO.exists() or PO.read_bytes() != text:
                sys.exit(
                    "The French catalogue is behind the sources: run ./dentelle fmt, then translate:\n  "
                    + "\n  ".join(missing[:40])
                )
            return
        PO.write_bytes(text)
        print(f"{len(missing)} source strings without French.")
        for source in missing:
            print(f"  {source}")


if __name__ == "__main__":
    main()
