"""The French Republican calendar, as far as years need it."""

# Month, and how it stands in the two Gregorian years its year touches (the first is 1791 + n):
# vendémiaire to frimaire end before the new year, nivôse runs over it around its tenth day.
_FIRST = ("vendemiaire", "brumaire", "frimaire")
_NEW_YEAR_DAY = 11


def gregorian(year: int, month: str | None = None, day: int = 0) -> tuple[int, int] | None:
    """Return the first and last Gregorian year of a Republican date (years 1 to 14), or None."""
    if not 1 <= year <= 14:  # noqa: PLR2004 -- the calendar was left on 1 January 1806, in its year 14
        return None
    first = 1791 + year
    if month is None:
        return first, first + 1
    if month in _FIRST:
        return first, first
    if month == "nivose":
        if not day:
            return first, first + 1
        return (first, first) if day < _NEW_YEAR_DAY else (first + 1, first + 1)
    return first + 1, first + 1
