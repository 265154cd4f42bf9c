"""Letters by which a museum is asked to check its page, in the network's language: subject and text.

A contributor is led to the desk, where one button says that all is right; a museum without any answers by mail.
"""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.core.writing import plain
from dentelle.desk.letters import language, network
from dentelle.desk.queries.museum_story import label, worded
from dentelle.museums.models import Museum
from dentelle.museums.rules import can_ask
from dentelle.ui.moments import day

# What visitors need of a page, in its order.
_TOLD = (
    "opening", "prices", "access", "accessibility", "address", "phone", "contact_email", "website",
)  # fmt: skip


def of_asking(museum: Museum, reader: User | None, asker: User) -> tuple[str, str]:
    """Return the letter to a contributor, or to the museum's own address when there is no reader."""
    with language():
        subject = _("Your page to be checked: %(museum)s") % {"museum": museum.name}
        why = _("This is what visitors read today of your museum. Is it right?")
        return subject, _letter(museum, reader, asker, [why, _checked(museum)])


def of_reminder(
    museum: Museum, reader: User | None, asker: User | None, asked_at: datetime
) -> tuple[str, str]:
    """Return the letter that asks once more."""
    with language():
        subject = _("Your page still to be checked: %(museum)s") % {"museum": museum.name}
        why = _(
            "On %(day)s we asked you to read your museum’s page again, and we have had no answer yet. "
            "This is what visitors read today. There will be no other reminder."
        ) % {"day": day(asked_at)}
        return subject, _letter(museum, reader, asker, [why, _checked(museum)])


def _letter(museum: Museum, reader: User | None, asker: User | None, before: list[str]) -> str:
    hello = _("Hello %(name)s,") % {"name": reader} if reader else _("Hello,")
    page = "\n".join([f"{museum.name}, {museum.town}", *_told(museum)])
    how = _by_the_desk(museum, asker) if reader else _by_mail(museum, asker)
    signed = f"{asker if asker and can_ask(asker) else ''}\n{network()}".strip()
    return "\n\n".join([hello, *before, page, *_missing(museum), *how, signed])


def _checked(museum: Museum) -> str:
    if museum.verified_at is None:
        return _("The page was never checked.")
    return _("The page was last checked on %(day)s.") % {"day": day(museum.verified_at)}


def _told(museum: Museum) -> Iterator[str]:
    """Give what exists, each under its name."""
    for name in _TOLD:
        if words := worded(name, plain(museum, name), {}):
            yield _line(label(name), _place(museum) if name == "address" else words)


def _line(name: str, words: str) -> str:
    """Return a value after its name, or below when it has several lines."""
    several = "\n" in words
    line = _("%(name)s: %(words)s") % {"name": name, "words": "" if several else words}
    return f"{line.rstrip()}\n{words}" if several else line


def _place(museum: Museum) -> str:
    return f"{museum.address}, {museum.postcode} {museum.town}".replace(",  ", ", ")


def _missing(museum: Museum) -> list[str]:
    names = ", ".join(label(name) for name in museum.missing)
    return [f"{_('Visitors look for this and do not find it:')} {names}."] if names else []


def _by_the_desk(museum: Museum, asker: User | None) -> list[str]:
    how = _(
        "Open the page: correct what is not right, then touch “Everything is right”, even if you have "
        "changed nothing. Visitors see the date."
    )
    address = settings.SITE_URL + reverse("desk:museum", args=[museum.pk])
    ask = _("A question? Answer this letter: it reaches %(who)s (%(email)s).")
    return [how, address, *_answer(asker, ask)]


def _by_mail(museum: Museum, asker: User | None) -> list[str]:
    address = settings.SITE_URL + reverse("portal:museum", args=[museum.slug])
    how = _(
        "The whole page is there. If everything is right, say so in a word; else say what is to be corrected: "
        "we write it for you. Visitors see the date."
    )
    answer = _("You have only to answer this letter: it reaches %(who)s (%(email)s).")
    nobody = _("Tell it to %(network)s.") % {"network": network()}
    return [address, how, *(_answer(asker, answer) or [nobody])]


def _answer(asker: User | None, words: str) -> list[str]:
    """Say whom an answer reaches, when it reaches somebody."""
    to = answers_to(asker)
    return [words % {"who": asker, "email": to}] if to else []


def answers_to(asker: User | None) -> str:
    """Return the address of whoever asked, while they follow the pages."""
    return asker.email if asker and can_ask(asker) else ""
