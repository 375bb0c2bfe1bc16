"""Addresses of the dashboard and the targets."""

from django.urls import path

from hub.reporting.choices import Format
from visits.engagement import views

CSV, XLSX = {"format": Format.CSV}, {"format": Format.XLSX}
urlpatterns = [
    path("engagement/", views.engagement, name="engagement"),
    path("engagement/dashboard.csv", views.export, CSV, name="engagement_export"),
    path("engagement/dashboard.xlsx", views.export, XLSX, name="engagement_export_xlsx"),
    path("targets/", views.targets, name="targets"),
]
