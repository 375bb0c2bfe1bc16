"""The office's pages of families, below /families/."""

from django.urls import path

from hub.people.office import carer_views, duplicate_views, link_views, pupil_views, search_views

app_name = "families"
urlpatterns = [
    path("", search_views.search, name="search"),
    path("carers/", search_views.carers, name="carers"),
    path("file/<str:ending>/", search_views.search_file, name="search_file"),
    path("duplicates/", duplicate_views.duplicate_list, name="duplicates"),
    path("duplicates/<int:first>/<int:second>/", duplicate_views.compare, name="compare"),
    path("duplicates/<int:first>/<int:second>/two/", duplicate_views.tell_apart, name="tell_apart"),
    path("merges/<int:pk>/undo/", duplicate_views.undo, name="undo"),
    path("pupils/<int:pk>/", pupil_views.pupil, name="pupil"),
    path("pupils/<int:pk>/needs/", pupil_views.needs, name="needs"),
    path("pupils/<int:pk>/carers/add/", link_views.add, name="link_add"),
    path("carers/<int:pk>/", carer_views.carer, name="carer"),
    path("carers/<int:pk>/change/", carer_views.change, name="carer_change"),
    path("links/<int:pk>/", link_views.change, name="link"),
    path("links/<int:pk>/restrict/", link_views.restrict, name="restrict"),
    path("links/<int:pk>/lift/", link_views.lift, name="lift"),
    path("links/<int:pk>/end/", link_views.end, name="link_end"),
]
