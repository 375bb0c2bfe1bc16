"""Every address of the portal. Of hub/ this module alone names the apps."""

from django.urls import include, path

urlpatterns = [
    path("reports/", include("hub.reporting.urls")),
    path("healthz/", include("hub.platform.urls")),
    path("design/", include("hub.gallery.urls")),
    path("accounts/", include("hub.accounts.urls")),
    path("api/", include("hub.api.urls")),
    path("account/tokens/", include("hub.api.token_urls")),
]
