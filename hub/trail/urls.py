"""Addresses of the trail."""

from django.urls import path

from hub.trail import views

app_name = "trail"
urlpatterns = [
    path("", views.entries, name="entries"),
    path("trail.csv", views.export, name="export"),
    path("<int:pk>/", views.entry, name="entry"),
]
