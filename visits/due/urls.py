"""Addresses of who is due."""

from django.urls import path

from hub.reporting.choices import Format
from visits.due import assign_views, map_views, school_views, views

urlpatterns = [
    path("", views.due, name="due"),
    path("due.csv", views.export, {"format": Format.CSV}, name="due_export"),
    path("due.xlsx", views.export, {"format": Format.XLSX}, name="due_export_xlsx"),
    path("due/map/", map_views.due_map, name="due_map"),
    path("due/arrange/", assign_views.assign, name="assign"),
    path("due/arranged/", assign_views.assigned, name="assigned"),
    path("due/<int:pk>/", school_views.due_school, name="due_school"),
]
