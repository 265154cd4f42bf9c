"""When the makers of a work died, as far as the museum says so beyond doubt.

The field of details on the maker holds birth then death, each a place and a year, maybe under the
maker's name: `Rouen, 1791 ; Paris, 1824`, `VOET : Anvers, 1639 ; Paris, 1700`; a biography may
follow after `#`. What is hedged, incomplete or about fewer makers than are named gives nothing:
a death year is the ground of a suggestion about rights.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from dentelle.catalogue.derivation.values import Agent
from dentelle.core.text import fold

_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
_HEDGE = re.compile(r"\b(?:vers|apres|avant|circa|ca|environ|peut-etre|entre|ou)\b|\d\s*\?|\(\s*\?")
_NAMED = re.compile(r"^\s*[^:;,\d]{2,60}\s:\s|^\s*[^:;,\d]{2,60}:\s")
_FOR_FRANCE = re.compile(r"\bmorte?s? pour la france\b")


def last_death(agents: Sequence[Agent], text: str) -> int | None:
    """Return the year in which the last of the makers died, or None when one is not sure."""
    if not agents or not text or any(not _is_sure(agent) for agent in agents):
        return None
    deaths = _deaths(text)
    if len(deaths) != len({agent.key for agent in agents}) or None in deaths:
        return None
    return max(death for death in deaths if death is not None)


def died_for_france(*texts: str) -> bool:
    """Say whether a text says that somebody died for France, which makes rights last longer."""
    return any(_FOR_FRANCE.search(fold(text)) for text in texts if "rance" in text)


def _is_sure(agent: Agent) -> bool:
    return bool(agent.key) and not agent.doubtful and not agent.qualifier


@lru_cache(maxsize=16_000)
def _deaths(text: str) -> tuple[int | None, ...]:
    """Return the death year of each person in the text, None where it is missing or hedged."""
    life = text.partition("#")[0].partition("\n")[0]
    parts = [part for part in life.split(";") if part.strip()]
    if len(parts) % 2:
        return ()
    pairs = [(parts[n], parts[n + 1]) for n in range(0, len(parts), 2)]
    if any(_NAMED.match(death) for _birth, death in pairs):
        return ()  # a person without one of both
    return tuple(_year(death) for _birth, death in pairs)


def _year(part: str) -> int | None:
    years = _YEAR.findall(part)
    return int(years[0]) if len(years) == 1 and not _HEDGE.search(fold(part)) else None
