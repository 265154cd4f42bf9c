"""The format: recognise a Joconde table by its headings, sound it, read it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from dentelle.catalogue.formats import delimited, encoding, references, tabular, tags
from dentelle.catalogue.formats.base import FormatError, Row, Sounding
from dentelle.catalogue.formats.joconde_csv import columns as vocabulary

_HEAD = 1 << 16
_REFERENCE = 11  # characters; the ministry's platform pads shorter ones
_FEW_TAGS, _FEW_HEADINGS = 3, 8


class JocondeCsv:
    """Joconde as CSV with any separator, its headings tags, French words, or the API's names."""

    name = "joconde_csv"

    def recognises(self, path: Path) -> bool:
        """Say whether the headings are those of Joconde, and enough of them to be sure."""
        head = encoding.head_text(path, _HEAD)
        try:
            headings = tabular.headings_of(delimited.head_rows(head, delimited.separator_of(head)))
        except FormatError:
            return False
        found = [heading for heading, tag in vocabulary.recognise(headings).items() if tag]
        as_tags = sum(heading.upper() in tags.KNOWN for heading in found)
        has_reference = "REF" in vocabulary.recognise(headings).values()
        enough = as_tags >= _FEW_TAGS or len(found) >= _FEW_HEADINGS
        return has_reference and enough and 2 * len(found) >= len(headings)

    def sound(self, path: Path, *, columns: Mapping[str, str] | None = None) -> Sounding:
        """Find the encoding, the separator, and the field of each heading."""
        found = encoding.sound_text(path)
        separator = delimited.separator_of(found.head)
        headings = tabular.headings_of(delimited.head_rows(found.head, separator))
        known = vocabulary.recognise(headings)
        chosen = {heading: (columns or {}).get(heading, tag) for heading, tag in known.items()}
        if "REF" not in chosen.values():
            raise FormatError(
                _(
                    "No column holds the reference: one must be called REF or “Référence”. Columns "
                    "found: %(columns)s."
                )
                % {"columns": ", ".join(headings[:12])}
            )
        meant = frozenset(heading for heading in headings if vocabulary.is_left_out(heading))
        return Sounding(
            format=self.name,
            encoding=found.encoding,
            line_ends=found.line_ends,
            separator=separator,
            headings=headings,
            columns=chosen,
            samples=found.samples,
            doubts=(*found.doubts, *tabular.left_out(chosen, meant=meant)),
        )

    def read(self, path: Path, sounding: Sounding) -> Iterator[tuple[Row, int]]:
        """Go through the records; those that share a reference are all refused."""
        headings, columns = sounding.headings, sounding.columns
        place = next(n for n, heading in enumerate(headings) if columns.get(heading) == "REF")

        def rows() -> Iterator[delimited.Cells]:
            return delimited.rows(path, sounding.encoding, sounding.separator)

        def padded() -> Iterator[tuple[str, int]]:
            for reference, line in tabular.references(rows(), headings, place):
                yield pad(reference), line

        twice = references.repeated(padded)
        read = tabular.Reader(headings, columns, finish=_Finish(twice), identify=pad).row
        for found in tabular.after_headings(rows(), headings):
            yield read(found), found.bytes_read


def pad(reference: str) -> str:
    """Return a reference with the zeros a spreadsheet took from its front put back."""
    digits = reference.isascii() and reference.isdigit()
    return reference.zfill(_REFERENCE) if digits else reference


class _Finish:
    """Puts zeros back in references, and refuses those that are absent, ruined, or repeated."""

    def __init__(self, twice: Mapping[str, tuple[int, ...]]) -> None:
        self._twice = twice
        self._missing = tags.Missing()
        self._padded = _(
            "The reference was shorter than 11 digits, as a spreadsheet leaves it: zeros were put "
            "back in front."
        )

    def __call__(self, values: dict[str, str]) -> tuple[str, ...]:
        given = values.get("REF", "")
        reference = values["REF"] = pad(given)
        if problem := tags.reference_problem(reference):
            raise tabular.Refusal(problem)
        if "E+" in reference.upper() and reference[:1].isdigit():
            raise tabular.Refusal(_ruined(reference))
        if reference in self._twice:
            lines = self._twice[reference]
            raise tabular.Refusal(references.repeated_sentence(reference, lines))
        warnings = self._missing.warnings(values)
        return warnings if reference == given else (self._padded, *warnings)


def _ruined(reference: str) -> str:
    return _(
        "The reference %(reference)s was ruined by a spreadsheet, which took it for a number. "
        "Export the file again, and load it without opening it in a spreadsheet."
    ) % {"reference": reference}
