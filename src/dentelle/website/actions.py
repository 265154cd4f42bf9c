"""The website's first pages."""

from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page, Site

from dentelle.accounts.models import User
from dentelle.website.models import EditorialPage, WebsiteRoot
from dentelle.website.rules import can_edit_pages
from dentelle.website.texts.base import Text
from dentelle.website.texts.pages import pages

# Wagtail asks groups, the house asks roles: this group is made from the roles, never by hand.
EDITORS = "website-editors"
_ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")


@transaction.atomic
def install_pages(*, now: datetime, network_name: str) -> list[str]:
    """Create the pages every network needs, with their first text; return the names of those made.

    A page that exists is never touched, whatever its text has become; a repeat makes nothing.
    """
    root = _root(network_name)
    known = set(root.get_children().values_list("slug", flat=True))
    missing = [text for text in pages(network_name) if text.slug not in known]
    for text in missing:
        _add(root, text, now)
    _give(root)
    for user in User.objects.all():
        open_pages_to(user=user)
    return [text.slug for text in missing]


@transaction.atomic
def open_pages_to(*, user: User) -> None:
    """Let a person into Wagtail's screens when the role says so, and out of them when it no longer does."""
    if not can_edit_pages(user):
        user.groups.remove(*Group.objects.filter(name=EDITORS))
        return
    group, _made = Group.objects.get_or_create(name=EDITORS)
    user.groups.add(group)


def _give(root: WebsiteRoot) -> None:
    """Give the editors Wagtail's door, and the website's pages alone: no people, pictures or settings."""
    group, _made = Group.objects.get_or_create(name=EDITORS)
    door = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.set([door])
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=_ON_PAGES
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _root(network_name: str) -> WebsiteRoot:
    """Return the page the others hang from, made and put behind the default site if need be."""
    root: WebsiteRoot | None = WebsiteRoot.objects.first()
    if root is None:
        top = Page.get_first_root_node()
        root = WebsiteRoot(title=network_name, slug="site")
        top.add_child(instance=root)
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname="localhost", root_page=root, is_default_site=True)
    elif not isinstance(site.root_page.specific, WebsiteRoot):
        site.root_page = root
        site.save()
    return root


def _add(root: WebsiteRoot, text: Text, now: datetime) -> None:
    page = EditorialPage(
        title=text.title,
        slug=text.slug,
        summary=text.summary,
        body=text.body,
        search_description=text.summary[:250],
        first_published_at=now,
        last_published_at=now,
    )
    root.add_child(instance=page)
