"""Addresses of actions."""

from django.urls import path

from hub.reporting.choices import Format
from visits.actions import views, write_views

CSV, XLSX = {"format": Format.CSV}, {"format": Format.XLSX}
urlpatterns = [
    path("actions/", views.action_list, name="actions"),
    path("actions/actions.csv", views.export, CSV, name="actions_export"),
    path("actions/actions.xlsx", views.export, XLSX, name="actions_export_xlsx"),
    path("actions/new/", write_views.new, name="new_action"),
    path("actions/<int:pk>/", views.action, name="action"),
    path("actions/<int:pk>/change/", write_views.change, name="action_change"),
    *(
        path(f"actions/<int:pk>/{step}/", write_views.step, {"step": step}, name=f"action_{step}")
        for step in views.STEPS
    ),
    path("school/<int:pk>/actions/", views.of_school, name="school_actions"),
]
