"""The list of offers."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from dentelle.desk.offer_forms import OfferListForm
from dentelle.desk.queries import offers
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.accounts import query
from dentelle.desk.views.screens import show
from dentelle.jobs import rules


@require_safe
@desk_page()
def index(request: StaffRequest) -> HttpResponse:
    """List offers, narrowed by words, museum, state and kind."""
    form = OfferListForm(request.GET, user=request.user)
    asked = form.cleaned_data if form.is_valid() else {}
    context = {
        "form": form,
        "page": offers.found(request.user, asked, page=request.GET.get("page", "1")),
        "query": query(request),
        "may_offer": rules.can_offer(request.user),
        "may_review": rules.can_review(request.user),
        "here": "offers",
    }
    return show(request, "offers", context)
