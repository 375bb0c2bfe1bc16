"""Addresses of the record of a visit and of its report, below /visits/."""

from django.urls import path

from visits.recording import action_views, report_views, section_views, survey_views, views

_RECORD = "<int:pk>/record/"

urlpatterns = [
    path(_RECORD, views.record, name="record"),
    path(f"{_RECORD}facts/", section_views.known, name="record_facts"),
    path(f"{_RECORD}facts/<slug:slug>/", section_views.known_area, name="record_facts_area"),
    path(f"{_RECORD}people/", section_views.people, name="record_people"),
    path(f"{_RECORD}survey/", survey_views.whole, name="record_survey"),
    path(f"{_RECORD}survey/refuse/", survey_views.refuse, name="record_survey_refuse"),
    path(f"{_RECORD}survey/<slug:key>/", survey_views.section, name="record_survey_section"),
    path(f"{_RECORD}actions/", action_views.agreed, name="record_actions"),
    path(f"{_RECORD}follow-up/", views.follow_up, name="record_follow_up"),
    path(f"{_RECORD}report/", report_views.preview, name="report_preview"),
    path(f"{_RECORD}<slug:key>/", section_views.section, name="record_section"),
    path("<int:pk>/report/", report_views.report, name="report"),
]
