"""Pages of this part, below /lessons/."""

from django.urls import path

from hub.reporting.choices import Format
from tuition.office import enrolment_views, list_views, offer_views, state_views

CSV, XLSX = {"format": Format.CSV}, {"format": Format.XLSX}
urlpatterns = [
    path("applications/", list_views.applications, name="applications"),
    path("applications/applications.csv", list_views.export, CSV, name="applications_export"),
    path(
        "applications/applications.xlsx", list_views.export, XLSX, name="applications_export_xlsx"
    ),
    path("applications/offer/", offer_views.several, name="offer_several"),
    path("applications/offered/", offer_views.offered, name="offered"),
    path("provision/<int:pk>/queue/", list_views.queue, name="queue"),
    path("places/<int:pk>/", enrolment_views.enrolment, name="enrolment"),
    path("places/<int:pk>/offer/", offer_views.offer, name="offer_place"),
    path("places/<int:pk>/refuse/", state_views.refuse, name="refuse"),
    path("places/<int:pk>/waiting-list/", state_views.put_on_list, name="put_on_list"),
    path("places/<int:pk>/move/", state_views.move, name="move"),
    path("places/<int:pk>/end/", state_views.end, name="end"),
]
