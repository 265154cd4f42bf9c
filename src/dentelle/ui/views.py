"""A refusal in the shape of what was asked: data for who asked for data, words otherwise."""

from django.http import HttpRequest, HttpResponse, JsonResponse


def is_for_machines(request: HttpRequest) -> bool:
    """Say whether an address answers data, so that its refusals must be data too."""
    return request.path.endswith((".json", "/suggestions"))


def in_json(said: str, *, status: int, wait: int) -> HttpResponse:
    """Return a refusal as data, with how many seconds to wait."""
    told = {"error": said, "retry_after": wait}
    response = JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    response["Retry-After"] = str(wait)
    return response


def in_words(said: str, *, status: int, wait: int) -> HttpResponse:
    """Return a refusal as plain words, with how many seconds to wait."""
    response = HttpResponse(said, status=status, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = str(wait)
    return response
