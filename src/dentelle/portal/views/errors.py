"""Pages that say what went wrong and what to do."""

from django.http import HttpRequest, HttpResponse


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer 403."""
    return HttpResponse(status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer 404."""
    return HttpResponse(status=404)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer 500."""
    return HttpResponse(status=500)
