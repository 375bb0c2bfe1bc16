"""Every address of the portal, from its URLconf, and what the forms on a page would send."""

import re
from html.parser import HTMLParser

from django.urls import get_resolver
from django.urls.resolvers import URLResolver

#: Values that fit a converter, so that the view is reached, whether the row exists or not.
FITTING = {"int": "1", "slug": "contact", "str": "anything", "uuid": f"{0:032x}", "path": "a/b"}
_ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")
_REGEX_GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


def routes():
    """[route] of the whole portal, such as "home/<slug:key>/"."""
    return sorted(set(_walk(get_resolver(), "")))


def _walk(resolver, prefix):
    for pattern in resolver.url_patterns:
        route = prefix + _plain(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, route)
        else:
            yield route


def _plain(route):
    """A library's regular expression as a route: "^tokens/(?P<pk>[^/.]+)/$" has one argument."""
    route = _REGEX_GROUP.sub(r"<str:\1>", route)
    return re.sub(r"[\^$?\\]|/\?$", "", route)


def arguments(route):
    """The converters of a route, in order."""
    return [kind or "str" for kind, _ in _ARGUMENT.findall(route)]


def fill(route, value=None):
    """The route as a path: every argument the (already quoted) value, or one that fits."""
    return "/" + _ARGUMENT.sub(lambda found: value or FITTING.get(found[1] or "str", "1"), route)


class _Forms(HTMLParser):
    """Collects (method, action, [field names]) of a page's forms."""

    def __init__(self):
        super().__init__()
        self.forms = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.forms.append((attrs.get("method", "get").lower(), attrs.get("action", ""), []))
        elif self.forms and tag in ("input", "select", "textarea", "button") and attrs.get("name"):
            self.forms[-1][2].append(attrs["name"])


def forms(response):
    """[(method, action, [field names])] of an HTML page; a file is read to its end."""
    if response.streaming:
        b"".join(response.streaming_content)  # and so closed
        return []
    if "html" not in response.get("Content-Type", ""):
        return []
    parser = _Forms()
    parser.feed(response.content.decode())
    return parser.forms
