"""What changed in a museum's page, field by field, in the reader's language."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from dentelle.core.writing import VERSION, plain
from dentelle.desk.queries.story import Step, Words, label_of, yes_or_no
from dentelle.media.models import Image
from dentelle.museums.enums import Access, UncheckedPictures
from dentelle.museums.models import Museum
from dentelle.museums.rules import OF_A_MUSEUM, OF_THE_NETWORK
from dentelle.publishing.queries import history_of
from dentelle.ui.moments import day

_LINES = 50
_CHOICES = {
    "accessibility": dict(Access.choices),
    "unchecked_pictures": dict(UncheckedPictures.choices),
}
Portraits = Mapping[str, str]  # the words of a picture by its key


def verbs() -> dict[str, str]:
    """Return the decisions as a history says them."""
    return {
        "create": _("Entered with a list of museums"),
        "import": _("Fields changed by a list of museums"),
        "edit": _("Fields changed"),
        "undo": _("A change was taken back"),
        "ask_verify": _("The museum was asked to check its page"),
        "remind_verify": _("The museum was reminded of it"),
        "verify": _("Everything was found right"),
        "set_unchecked_policy": _("Pictures nobody has checked: decided"),
    }


def may_undo(before: Mapping[str, Any], writable: Collection[str]) -> bool:
    """Say whether every field of a change is one the reader writes."""
    return before.keys() - {VERSION} <= set(writable)


def told(museum: Museum) -> list[tuple[str, str]]:
    """Return a whole page as its fields' names and values, for those who read it and do not write it."""
    values = {name: plain(museum, name) for name in (*OF_A_MUSEUM, *OF_THE_NETWORK)}
    named = portraits([values])
    return [(label(name), worded(name, value, named)) for name, value in values.items()]


def label(name: str) -> str:
    """Return the name of a field as people read it."""
    return _("Portrait") if name == "portrait" else label_of(Museum, name)


def worded(name: str, value: Any, named: Portraits) -> str:
    """Return a value as people read it; nothing for an empty one."""
    if value is None or value in ("", []):
        return ""
    if name == "portrait":
        return named.get(value, _("a picture that is no longer here"))
    if isinstance(value, bool):
        return yes_or_no(value)
    if name.endswith("_date") and (found := parse_date(str(value))):
        return day(found)
    known = _CHOICES.get(name, {})
    if isinstance(value, list):
        return ", ".join(str(known.get(one, one)) for one in value)
    return str(known.get(value, value))


def portraits(values: Iterable[Mapping[str, Any]]) -> Portraits:
    """Return the words of the pictures that values mention: one query, however many they are."""
    keys = {one["portrait"] for one in values if one.get("portrait")}
    if not keys:
        return {}
    return {
        image.key: image.alt or image.original_name for image in Image.objects.filter(key__in=keys)
    }


WORDS = Words(verbs=verbs, label=label, worded=worded, names=portraits)


def story(museum: Museum, writable: Collection[str]) -> list[Step]:
    """Return the latest of a museum's history; what holds only fields one writes may be taken back."""
    entries = history_of(museum)[:_LINES]
    return WORDS.story(entries, lambda entry: may_undo(entry.before, writable))
