"""One's own private feed, and the door through which calendar programs fetch it."""

import hashlib

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from hub.api.throttling import count
from hub.calendar import feed_addresses, ical
from hub.calendar.feed_registry import events_for
from hub.calendar.forms import FeedForm
from hub.forms import typed
from hub.front.errors import too_many
from hub.permissions import require
from hub.policy.current import hub_settings

#: In a minute: of addresses that open nothing, from one place; of one address that does.
WRONG, RIGHT = 60, 30


@require_safe
def feed(request):
    """What a feed is, whether one has one, and when it was last fetched."""
    require(request.user, "calendar.make_feed")
    return render(request, "calendar/feed.html", {"address": feed_addresses.live_of(request.user)})


def make(request):
    """Make an address, or a new one in its place, and show it, this once."""
    require(request.user, "calendar.make_feed")
    standing = feed_addresses.live_of(request.user)
    form = FeedForm(typed(request), initial={"replaces": standing.pk if standing else None})
    if form.is_valid():
        try:
            _, token = feed_addresses.make(by=request.user, replaces=form.cleaned_data["replaces"])
        except feed_addresses.FeedRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            # Not a redirect: the address would have to be kept somewhere until the next page.
            path = reverse("calendar:feed_file", args=[token])
            address = settings.SITE_URL + path
            context = {"address": address, "webcal": f"webcal:{address.partition(':')[2]}"}
            return render(request, "calendar/feed_made.html", context)
    status = 422 if form.is_bound else 200
    context = {"form": form, "standing": standing}
    return render(request, "calendar/feed_make.html", context, status=status)


def stop(request):
    """Ask, then end the address."""
    require(request.user, "calendar.make_feed")
    standing = feed_addresses.live_of(request.user)
    if standing is None:
        return redirect("calendar:feed")
    if request.method == "POST":
        feed_addresses.stop(user=request.user, by=request.user)
        messages.success(request, "Your private calendar has ended. Its address opens nothing.")
        return redirect("calendar:feed")
    context = {"standing": standing, "title": "Stop your private calendar?"}
    return render(request, "calendar/feed_stop.html", context)


@login_not_required
@require_safe
def feed_file(request, token):
    """The calendar behind a private address. A stopped or unknown one is not found."""
    address = feed_addresses.found(token)
    # A right address is never held up by a neighbour's wrong ones: a school is one place.
    key, most = (f"feed:{address.pk}", RIGHT) if address else (f"no-feed:{get_ip(request)}", WRONG)
    calls, wait = count(key)
    if calls > most:
        response = too_many(request)
        response["Retry-After"] = str(wait)
        return response
    if address is None:
        raise Http404("No such feed")
    body = ical.write(events_for(address.user), name=hub_settings().name)
    feed_addresses.note_fetch(address)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=ical.CONTENT_TYPE, headers={"ETag": etag})
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return get_conditional_response(request, etag=etag, response=response)
