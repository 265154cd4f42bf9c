import tracemalloc

import pytest

from dentelle.catalogue.formats import registry

LONG = "Vue de la plage à marée basse, près de l’église. " * 20
MOST = 16_000_000  # bytes held at once, whatever the size of the file


def tagged_file(path):
    with path.open("w", encoding="utf-8", newline="") as target:
        for n in range(50_000):
            target.write(
                f"REF\r\n{n:011d}\r\nDOMN\r\npeinture\r\nINV\r\n{n}\r\nSTAT\r\ndon\r\nDESC\r\n{LONG}\r\n//\r\n"
            )


def table_file(path):
    with path.open("w", encoding="utf-8", newline="") as target:
        target.write("REF;DOMN;INV;STAT;DESC\r\n")
        for n in range(50_000):
            target.write(f'{n:011d};peinture;{n};don;"{LONG}"\r\n')


def lido_file(path):
    with path.open("w", encoding="utf-8", newline="") as target:
        target.write('<l:lidoWrap xmlns:l="http://www.lido-schema.org">')
        for n in range(20_000):
            target.write(
                f"<l:lido><l:lidoRecID>{n}</l:lidoRecID><l:note>{LONG}</l:note></l:lido>\n"
            )
        target.write("</l:lidoWrap>")


@pytest.mark.parametrize(
    ("name", "make", "count"),
    (("a.txt", tagged_file, 50_000), ("a.csv", table_file, 50_000), ("a.xml", lido_file, 20_000)),
)
def test_a_large_file_is_never_held_whole(tmp_path, name, make, count):
    path = tmp_path / name
    make(path)
    assert path.stat().st_size > 20_000_000
    found = registry.detect(path)
    tracemalloc.start()
    try:
        sounding = found.sound(path)
        read = sum(not row.problem for row, _done in found.read(path, sounding))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert read == count
    assert peak < MOST
