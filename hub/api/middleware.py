"""The last word on errors under /api/: whatever layer refused, the caller gets a problem."""

from hub.api.problems import CONTENT_TYPE, problem_response


class ProblemDetails:
    """Stands first in MIDDLEWARE: turns pages of error (hostile input, 500, …) into problems.

    The body alone is another one: headers and cookies of the layers below stay.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code < 400 or not _is_for_a_program(request):
            return response
        if response.get("Content-Type", "").startswith(CONTENT_TYPE):
            return response
        response.content = problem_response(response.status_code).content
        response["Content-Type"] = CONTENT_TYPE
        response["Content-Length"] = str(len(response.content))
        return response


def _is_for_a_program(request):
    """All below /api/ but the page that people read."""
    found = request.resolver_match
    return request.path_info.startswith("/api/") and not (found and found.view_name == "api:docs")
