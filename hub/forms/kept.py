"""What somebody typed before the session ran out, kept until they have signed in again."""

import re

from django.http import QueryDict

SECRET = re.compile(r"token|password|passcode|(^|[_-])(code|otp)s?([_-]|\d|$)", re.IGNORECASE)


class KeptData(QueryDict):
    """Form data that comes back after sign-in. A form bound to it shows it and is never valid.

    Made from what ``pack`` returned: ``KeptData(packed)``.
    """

    @staticmethod
    def pack(post):
        """The posted data as one string to keep, without tokens, codes and passwords."""
        kept = post.copy()
        for name in list(kept):
            if SECRET.search(name):  # "postcode" is none
                del kept[name]
        return kept.urlencode()


def typed(request):
    """The data to bind a form to: what was posted, else what was kept for this page, else None.

    The kept data is ``request.kept_form``, which the middleware sets on the first GET after
    somebody has signed in again. Use it for every form that takes a while to fill in:
    ``form = VisitForm(typed(request))``.
    """
    if request.method == "POST":
        return request.POST
    return getattr(request, "kept_form", None)
