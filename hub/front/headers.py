"""Headers that every answer carries, beside those of Django and django-csp (settings.py)."""

_ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": ", ".join(
        [
            *(
                f"{feature}=()"
                for feature in (
                    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope"),
                    *("magnetometer", "microphone", "midi", "payment", "usb"),
                )
            ),
            "publickey-credentials-get=(self)",
            "publickey-credentials-create=(self)",
        ]
    ),
}
_NOT_KEPT = "no-store, private"


class Headers:
    """Nothing that depends on who asks is kept anywhere: not by the browser, not on the way.

    An answer keeps a Cache-Control of its own only when nothing looked at the session for it
    (static files), or when its view says ``is_same_for_everybody`` (the hub's colours, its logo):
    every request that reaches a view has been looked at by who is signed in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in _ALWAYS.items():
            response.setdefault(name, value)
        session = getattr(request, "session", None)
        is_personal = (
            session is not None
            and session.accessed
            and not getattr(response, "is_same_for_everybody", False)
        )
        if is_personal or not response.has_header("Cache-Control"):
            response["Cache-Control"] = _NOT_KEPT
        if self._is_signing_out(request, response):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    @staticmethod
    def _is_signing_out(request, response):
        match = request.resolver_match
        return (
            match is not None
            and match.url_name == "account_logout"
            and request.method == "POST"
            and response.status_code == 302
        )
