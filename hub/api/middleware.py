"""The last word on errors under /api/: whatever layer refused, the caller gets a problem."""

from hub.api.problems import problem_response

_KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate", "X-Request-ID")


class ProblemDetails:
    """Stands first in MIDDLEWARE: turns pages of error (hostile input, 500, …) into problems."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not request.path_info.startswith("/api/") or response.status_code < 400:
            return response
        if response.get("Content-Type", "").startswith("application/problem+json"):
            return response
        answer = problem_response(response.status_code)
        for name in _KEPT_HEADERS:
            if response.has_header(name):
                answer[name] = response[name]
        return answer
