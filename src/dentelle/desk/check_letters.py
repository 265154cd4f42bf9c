"""Letters around an event that a museum is asked to check, in the network's language: subject and text."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dentelle.agenda import check_links
from dentelle.agenda.models import Check
from dentelle.agenda.queries.listing import lines
from dentelle.desk.letters import language, network
from dentelle.ui.moments import day, moment


def of_asking(check: Check) -> tuple[str, str]:
    """Return the letter by which a museum is asked."""
    with language():
        subject = _("To be checked: %(title)s") % {"title": check.event.title}
        why = _(
            "The network is about to announce this event of your museum, or announces it already. "
            "Is it right? Open the link: one button says yes, another corrects."
        )
        return subject, _letter(check, [why, *_said(check)])


def of_reminder(check: Check) -> tuple[str, str]:
    """Return the letter that asks once more, with the same link."""
    with language():
        subject = _("Still to be checked: %(title)s") % {"title": check.event.title}
        why = _(
            "On %(moment)s we asked you to check this event of your museum, and nobody has answered yet. "
            "It takes a minute: one button says yes, another corrects. There will be no other reminder."
        ) % {"moment": day(check.asked_at)}
        return subject, _letter(check, [why, *_said(check)])


def _letter(check: Check, before: Sequence[str]) -> str:
    (line,) = lines([check.event], today=localdate(check.asked_at))
    event = "\n".join(
        filter(None, [check.event.title, line.dates.line, line.dates.more, line.place])
    )
    return "\n\n".join(
        [
            _("Hello,"),
            *before,
            event,
            settings.SITE_URL + reverse("desk:event-check", args=[check_links.token(check)]),
            _("The link needs no account, and works until %(moment)s.")
            % {"moment": moment(check.expires_at)},
            f"{check.asked_by or ''}\n{network()}".strip(),
        ]
    )


def _said(check: Check) -> list[str]:
    return [check.message] if check.message else []


def of_return(check: Check, message: str) -> tuple[str, str]:
    """Return the letter that gives a museum its corrections back, with what is asked of it."""
    with language():
        subject = _("To be corrected: %(title)s") % {"title": check.event.title}
        why = _("Thank you for your corrections. Before they are published, this is asked of you:")
        return subject, _letter(check, [why, message])


def of_answer(check: Check, *, changed: int, published: bool) -> tuple[str, str]:
    """Return the letter that tells whoever asked what the museum answered."""
    with language():
        title = {"title": check.event.title}
        if changed:
            subject = _("Corrected by its museum: %(title)s") % title
            said = ngettext(
                "%(num)s field was corrected; it waits for you.",
                "%(num)s fields were corrected; they wait for you.",
                changed,
            ) % {"num": changed}
        else:
            subject = _("Checked by its museum: %(title)s") % title
            said = _("All is right; the event is published.") if published else _("All is right.")
        lines = [
            _("Hello %(name)s,") % {"name": check.asked_by},
            _("%(who)s answered about “%(title)s”.") % {"who": _who(check), **title},
            said,
            *([_("“%(words)s”") % {"words": check.words}] if check.words else []),
            settings.SITE_URL + reverse("desk:event", args=[check.event_id]),
        ]
        return subject, "\n\n".join((*lines, f"-- \n{network()}\n"))


def _who(check: Check) -> str:
    return f"{check.answered_by} ({check.to})" if check.answered_by else check.to
