"""Addresses of what schools need."""

from django.urls import path

from hub.reporting.choices import Format
from schools.needs import capture_views, status_views, views

CSV, XLSX = {"format": Format.CSV}, {"format": Format.XLSX}
urlpatterns = [
    path("needs/", views.overview, name="needs"),
    path("needs/music-needs.csv", views.export, CSV, name="needs_export"),
    path("needs/music-needs.xlsx", views.export, XLSX, name="needs_export_xlsx"),
    path("needs/schools/", views.school_list, name="needs_schools"),
    path("needs/schools.csv", views.school_export, CSV, name="needs_schools_export"),
    path("needs/schools.xlsx", views.school_export, XLSX, name="needs_schools_export_xlsx"),
    path("published/", capture_views.to_capture, name="to_capture"),
    path("<int:pk>/published/", capture_views.capture, name="capture"),
    path("<int:pk>/published/take-back/", capture_views.take_back, name="capture_take_back"),
    path("status/", status_views.status, name="status"),
    path("status/status.csv", status_views.status_export, CSV, name="status_export"),
    path("status/status.xlsx", status_views.status_export, XLSX, name="status_export_xlsx"),
    path("status/remind/", status_views.chase, name="chase"),
    path("status/reminded/", status_views.chased, name="chased"),
]
