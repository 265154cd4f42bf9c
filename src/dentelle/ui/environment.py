"""The Jinja2 environment of everything we write."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from dentelle.ui import addresses, moments, navigation, pieces, typography


def environment(**options: Any) -> Environment:
    """Build the environment: strict variables, gettext with the request's language, addresses."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(**options)  # noqa: S701 -- Django passes autoescape=True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(
        static=static,
        url=lambda name, *args, **kwargs: reverse(name, args=args, kwargs=kwargs),
        links=navigation.links,
        pieces=pieces.pieces,
        in_language=addresses.in_language,
        with_query=addresses.with_query,
        languages=settings.LANGUAGES,
        ratio_class=ratio_class,
    )
    env.filters.update(
        day=moments.day,
        moment=moments.moment,
        number=typography.number,
        fr=typography.fr,
        year=typography.year,
    )
    return env


def ratio_class(ratio: float) -> str:
    """Return the class of components/ratios.css nearest to a width over height."""
    step = round(min(max(ratio, 0.3), 4.0) * 20) * 5
    return f"r-{step}"
