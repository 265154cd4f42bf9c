"""One compilation, in a process of its own that may be stopped: no Django, nothing but Typst.

Called with a folder that holds `main.typ`, `data.json` and the pictures; writes `out.pdf` there, and the
number of pages in `out.json`. Typst reads nothing outside that folder. PDF/UA forbids a character that
no font can draw: the fonts of the machine are tried, then such a character becomes a white square and
the data say so.
"""

import json
import re
import resource
import sys
from pathlib import Path
from typing import Any

import typst

SECONDS, BYTES = 20, 2 << 30
_UNDRAWN = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_SQUARE = "\u25a1"
_TRIES = 6


def compile_folder(folder: Path) -> None:
    """Write the PDF of the folder's document."""
    data = json.loads((folder / "data.json").read_text(encoding="utf-8"))
    for number in range(_TRIES):
        try:
            pages = _compile(folder, data, system=number > 0)
        except typst.TypstError as error:
            undrawn = _undrawn(str(error.diagnostic))
            if not undrawn or number == _TRIES - 1:
                raise
            if number > 0:
                _replace(folder, data, undrawn)
        else:
            (folder / "out.json").write_text(json.dumps({"pages": pages}))
            return


def _compile(folder: Path, data: dict[str, Any], *, system: bool) -> int:
    compiler = typst.Compiler(
        str(folder / "main.typ"), root=str(folder), ignore_system_fonts=not system
    )
    compiler.compile(
        output=str(folder / "out.pdf"),
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(data["timestamp"]),
    )
    return int(compiler.query("<pages>", field="value", one=True))


def _undrawn(diagnostic: str) -> set[str]:
    texts = _UNDRAWN.findall(diagnostic)
    return set("".join(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) for text in texts))


def _replace(folder: Path, data: dict[str, Any], undrawn: set[str]) -> None:
    squares = {ord(character): _SQUARE for character in undrawn}
    data.update(_squared(data, squares))
    for thing in data["objects"]:
        thing["missing"] = data["words"]["missing"]
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _squared(value: Any, squares: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(squares)
    if isinstance(value, list):
        return [_squared(one, squares) for one in value]
    if isinstance(value, dict):
        return {key: _squared(one, squares) for key, one in value.items()}
    return value


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    compile_folder(Path(sys.argv[1]))
