"""What visitors post without an account: where it comes from, and how often."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from dentelle.catalogue.views import client_of
from dentelle.portal import limits


def come_from_here(request: HttpRequest) -> bool:
    """Say whether the browser names this site as where the form stood; one that names none is refused."""
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        host = urlsplit(source).netloc
    except ValueError:  # no address at all, such as `http://[::1`
        return False
    return bool(host) and host in {request.get_host(), urlsplit(settings.SITE_URL).netloc}


def wait(request: HttpRequest, kind: str, cost: float) -> int:
    """Take `cost` from what the client may do of a kind; return how many seconds to wait, or 0."""
    return limits.spend(f"{kind}:{client_of(request)}", cost, seconds=timezone.now().timestamp())
