"""Addresses of the summaries of development plans."""

from django.urls import path

from schools.summaries import address_views

urlpatterns = [
    path("<int:pk>/plan/published/", address_views.published, name="published_address"),
    path("<int:pk>/plan/published/state/", address_views.state, name="published_address_state"),
    path("plan-addresses/<int:pk>/again/", address_views.again, name="published_address_again"),
    path(
        "plan-addresses/<int:pk>/confirm/", address_views.confirm, name="published_address_confirm"
    ),
]
