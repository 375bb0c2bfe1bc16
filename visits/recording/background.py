"""Saving while somebody types: what the script of these pages is answered.

The same address and the same form as the button; whoever asks for JSON is told in it.
"""

from django.http import JsonResponse
from django.utils import timezone

from hub.templatetags.hub import clock


def is_background(request):
    """Was this sent by the script, and not by a button?"""
    return request.method == "POST" and request.headers.get("Accept") == "application/json"


def saved(marks):
    """Everything is saved. ``marks``: {hidden field: what is to be sent back next time}."""
    return JsonResponse({"words": f"Saved at {clock(timezone.localtime())}.", "marks": marks})


def overtaken():
    """Somebody else has changed the same: the button shows both."""
    words = (
        "This was changed on another device too, so it is not saved. Press Continue to see both."
    )
    return JsonResponse({"words": words}, status=409)


def not_yet(words=""):
    """Something in it is to be mended first."""
    words = words or "Not saved: something here needs to be mended. Press Continue to see what."
    return JsonResponse({"words": words}, status=422)
