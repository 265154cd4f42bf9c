"""Editorial pages, edited in Wagtail and shown on the house's own base page."""

from typing import Any

from django.db import models
from django.http import HttpRequest  # noqa: TID251 -- the signature Wagtail asks for
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.rich_text import expand_db_html
from wagtail.search import index

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "blockquote", "hr"]


class SitePage(Page):
    """Every page of the website: what it has beside Wagtail's own."""

    class Meta:
        abstract = True

    show_in_menus_default = False
    promote_panels = [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")]


class WebsiteRoot(SitePage):
    """Where the pages hang. It is never shown: the home page is the portal's."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["website.EditorialPage"]

    class Meta:
        verbose_name = _("root of the website")


class EditorialPage(SitePage):
    """A page of text: a standfirst, then headings, paragraphs, lists and quotations."""

    summary = models.TextField(_("standfirst"), blank=True)
    body = RichTextField(_("text"), features=FEATURES, blank=True)

    template = "website/editorial.html"
    parent_page_types = ["website.WebsiteRoot", "website.EditorialPage"]
    subpage_types = ["website.EditorialPage"]
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the template shows: the text as HTML, the pages below, the way back up."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["text"] = Markup(expand_db_html(self.body))  # noqa: S704 -- Wagtail keeps the features above alone
        moment = self.last_published_at or self.latest_revision_created_at
        context["updated"] = date_format(localtime(moment), "j F Y") if moment else ""
        context["children"] = list(self.get_children().live().public())
        return context
