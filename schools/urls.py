"""Addresses of the school directory."""

from django.urls import path

from schools import map_views, register_urls, views

app_name = "schools"
urlpatterns = [
    path("", views.school_list, name="list"),
    path("schools.csv", views.export, name="export"),
    path("map/", map_views.school_map, name="map"),
    path("<int:pk>/", views.record, name="record"),
    path("<int:pk>/facts/", views.facts, name="facts"),
    *register_urls.urlpatterns,
]
