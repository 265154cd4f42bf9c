"""Small files written by the tests, as a museum's software would write them."""

from pathlib import Path

NOTICE = {
    "DOMN": "céramique",
    "INV": "2004.1.1",
    "STAT": "propriété de la commune",
    "DENO": "assiette",
}


def notice(reference, **values):
    """Return a notice with what the ministry asks for, and the values given."""
    return {"REF": reference, "MUSEO": "M0001", **NOTICE, **values}


def tagged(path: Path, *notices, museum="M0001") -> Path:
    """Write notices as Joconde tagged text."""
    lines = []
    for each in notices:
        for tag, text in each.items():
            lines += [tag, *([text] if text else [])]
        lines.append("//")
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")
    return path
