"""Addresses of the tracker."""

from django.urls import path

from hub.reporting.choices import Format
from visits.tracker import views

CSV, XLSX = {"format": Format.CSV}, {"format": Format.XLSX}
urlpatterns = [
    path("tracker/", views.tracker, name="tracker"),
    path("tracker/tracker.csv", views.export, CSV, name="tracker_export"),
    path("tracker/tracker.xlsx", views.export, XLSX, name="tracker_export_xlsx"),
]
