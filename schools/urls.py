"""Addresses of the school directory."""

from django.urls import path

from hub.reporting.choices import Format
from schools import (
    claim_urls,
    fact_history_views,
    fact_views,
    map_views,
    register_urls,
    venue_views,
    views,
)
from schools.audits import urls as audit_urls
from schools.confidence import urls as confidence_urls
from schools.needs import urls as needs_urls
from schools.plans import urls as plan_urls
from schools.summaries import urls as summary_urls

app_name = "schools"
urlpatterns = [
    path("", views.school_list, name="list"),
    path("schools.csv", views.export, {"format": Format.CSV}, name="export"),
    path("schools.xlsx", views.export, {"format": Format.XLSX}, name="export_xlsx"),
    path("map/", map_views.school_map, name="map"),
    path("venues/add/", venue_views.venue_add, name="venue_add"),
    path("<int:pk>/", views.record, name="record"),
    path("<int:pk>/facts/", views.facts, name="facts"),
    path("<int:pk>/known/", fact_views.known, name="known"),
    path("<int:pk>/known/<slug:slug>/", fact_views.area, name="known_area"),
    path("<int:pk>/known/<slug:slug>/confirm/", fact_views.confirm, name="known_confirm"),
    path("<int:pk>/known-history/<slug:key>/", fact_history_views.history, name="known_history"),
    *needs_urls.urlpatterns,
    *register_urls.urlpatterns,
    *claim_urls.urlpatterns,
    *confidence_urls.urlpatterns,
    # First: a section of a plan may be called anything.
    *audit_urls.urlpatterns,
    *summary_urls.urlpatterns,
    *plan_urls.urlpatterns,
]
