"""The first screen."""

from django.http import HttpResponse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.accounts.rules import has_role
from dentelle.agenda.rules import can_review
from dentelle.desk.queries.day import day
from dentelle.desk.queries.event_day import own_day, review_day
from dentelle.desk.queries.museum_pages import pages_day
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.screens import show
from dentelle.museums.rules import can_write_all


@desk_page()
def home(request: StaffRequest) -> HttpResponse:
    """Show what waits today; a museum's contributor sees their own matters and nothing else."""
    user, now = request.user, timezone.now()
    context = {"day": day(user), "here": "home"}
    if not has_role(user, Role.COLLECTIONS, Role.COMMUNICATION):
        return show(request, "home_own", context | {"own": own_day(user, now)})
    followed = {
        "agenda": review_day(now) if can_review(user) else None,
        "pages": pages_day(now) if can_write_all(user) else None,
    }
    return show(request, "home", context | followed)
