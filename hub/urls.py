"""Every address of the portal. Of hub/ this module alone names the apps."""

from django.urls import include, path

urlpatterns = [
    path("", include("hub.home.urls")),
    path("about/", include("hub.content.urls")),
    path("resources/", include("hub.content.resource_urls")),
    path("calendar/", include("hub.calendar.urls")),
    path("trail/", include("hub.trail.urls")),
    path("outbox/", include("hub.messaging.urls")),
    path("messages/", include("hub.messaging.staff_urls")),
    path("surveys/", include("hub.surveys.urls")),
    path("families/", include("hub.people.office.urls")),
    path("instruments/", include("hub.music.urls")),
    path("venues/", include("hub.venues.urls")),
    path("files/", include("hub.files.urls")),
    path("imports/", include("hub.imports.urls")),
    path("schools/", include("schools.urls")),
    path("lessons/", include("tuition.urls")),
    path("family/", include("hub.people.family.urls")),
    path("visits/", include("visits.urls")),
    path("confidence/", include("schools.confidence.answer_urls")),
    path("reports/", include("hub.reporting.urls")),
    path("healthz/", include("hub.platform.urls")),
    path("design/", include("hub.gallery.urls")),
    path("accounts/", include("hub.accounts.urls")),
    path("", include("hub.policy.brand_urls")),
    path("settings/", include("hub.geography.urls")),
    path("settings/", include("hub.policy.urls")),
    path("people/", include("hub.accounts.people_urls")),
    path("invitation/", include("hub.accounts.invitation_urls")),
    path("api/", include("hub.api.urls")),
    path("account/tokens/", include("hub.api.token_urls")),
]

handler400 = "hub.front.errors.bad_request"
handler403 = "hub.front.errors.forbidden"
handler404 = "hub.front.errors.not_found"
handler429 = "hub.front.errors.too_many"  # asked for by allauth
handler500 = "hub.front.errors.server_error"
