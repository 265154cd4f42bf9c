import pytest

from dentelle.catalogue.formats import registry
from dentelle.catalogue.formats.base import FormatError
from dentelle.catalogue.formats.tests.files import write


def test_every_format_is_found_by_its_name():
    names = [known.name for known in registry.all_formats()]

    assert names == ["joconde_tagged", "lido", "joconde_csv", "table"]
    assert [registry.get(name).name for name in names] == names


def test_an_unknown_name_is_answered_with_those_known():
    with pytest.raises(FormatError, match="joconde_tagged, lido, joconde_csv, table"):
        registry.get("marc")


@pytest.mark.parametrize(
    ("name", "text", "found"),
    (
        ("a.txt", "REF\nA1\nTITR\nT\n//\n", "joconde_tagged"),
        ("a.csv", "REF;TITR;DOMN\nA1;T;d\n", "joconde_csv"),
        ("a.csv", "Référence;Titre\nA1;T\n", "table"),
        ("a.txt", "nom\tville\nA\tB\n", "table"),
        ("a.xml", "<a/>", "lido"),
    ),
)
def test_a_file_is_told_by_its_content(tmp_path, name, text, found):
    assert registry.detect(write(tmp_path, text, name=name)).name == found


@pytest.mark.parametrize(
    "text", ("Chère amie,\nje vous écris de Dieppe, où il pleut.\nÀ bientôt.\n", "mot")
)
def test_prose_is_of_no_format(tmp_path, text):
    with pytest.raises(FormatError, match="was not recognised"):
        registry.detect(write(tmp_path, text))
