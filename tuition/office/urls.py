"""Pages of this part, below /lessons/."""

from django.urls import path

from tuition.office import enrolment_views

urlpatterns = [
    path("places/<int:pk>/", enrolment_views.enrolment, name="enrolment"),
]
