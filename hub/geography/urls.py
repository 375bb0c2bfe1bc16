"""Addresses of the settings about places."""

from django.urls import path

from hub.geography import views

app_name = "geography"
urlpatterns = [
    path("", views.boundary_page, name="boundaries"),
    path("<int:pk>/check/", views.check, name="boundaries_check"),
    path("remove/", views.remove, name="boundaries_remove"),
]
