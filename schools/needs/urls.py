"""Addresses of what schools need."""

from django.urls import path

from hub.reporting.choices import Format
from schools.needs import views

CSV, XLSX = {"format": Format.CSV}, {"format": Format.XLSX}
urlpatterns = [
    path("needs/", views.overview, name="needs"),
    path("needs/music-needs.csv", views.export, CSV, name="needs_export"),
    path("needs/music-needs.xlsx", views.export, XLSX, name="needs_export_xlsx"),
    path("needs/schools/", views.school_list, name="needs_schools"),
    path("needs/schools.csv", views.school_export, CSV, name="needs_schools_export"),
    path("needs/schools.xlsx", views.school_export, XLSX, name="needs_schools_export_xlsx"),
]
