"""Whose record a row is."""

from django.utils.translation import gettext as _

from dentelle.museums.models import Museum


class Members:
    """The museums by their code, read once a run."""

    def __init__(self, given: Museum | None) -> None:
        self._given = given
        self._by_code = {
            code.strip().upper(): key
            for code, key in Museum.objects.exclude(museofile="").values_list("museofile", "pk")
        }

    def of(self, code: str) -> int:
        """Return the key of the museum of a row whose MUSEO field holds `code`.

        Codes are compared whole, with their suffix. With a museum chosen for the run, a row that
        names another member is refused: it would put its record in the wrong house.

        Raises:
            LookupError: no museum, or another one than that of the run; the message is the reason.
        """
        known = self._by_code.get(code.strip().upper())
        if self._given is not None:
            if known not in {None, self._given.pk}:
                raise LookupError(self._other(code))
            return self._given.pk
        if not code.strip():
            raise LookupError(
                _(
                    "No museum: the field MUSEO is missing or empty, and no museum was chosen for the import."
                )
            )
        if known is None:
            raise LookupError(
                _(
                    "No member museum has the code %(code)s. Add it to the members, or choose the "
                    "museum for the import."
                )
                % {"code": code}
            )
        return known

    def _other(self, code: str) -> str:
        return _(
            "The field MUSEO holds %(code)s, the code of another museum than %(museum)s, for which "
            "this import was begun."
        ) % {"code": code, "museum": self._given}
