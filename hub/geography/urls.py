"""Addresses of the settings about places."""

from django.urls import path

from hub.geography import postcode_views, views

app_name = "geography"
urlpatterns = [
    path("boundaries/", views.boundary_page, name="boundaries"),
    path("boundaries/<int:pk>/check/", views.check, name="boundaries_check"),
    path("boundaries/remove/", views.remove, name="boundaries_remove"),
    path("postcodes/", postcode_views.postcode_page, name="postcodes"),
]
