"""Pages of this part, below /lessons/."""

from django.urls import path

from tuition.after import own_views

urlpatterns = [
    path("own/", own_views.enrolments, name="enrolments"),
]
