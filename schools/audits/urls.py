"""Addresses of audits, below /schools/."""

from django.urls import path

from schools.audits import area_views, hub_views, result_views, views

_YEAR = "<int:pk>/audit/<academic_year:year>/"

urlpatterns = [
    path("audits/", hub_views.audits, name="audits"),
    path("<int:pk>/audit/", views.start, name="audit"),
    path(_YEAR, views.areas, name="audit_year"),
    path(f"{_YEAR}area/<slug:area>/", area_views.area, name="audit_area"),
    path(f"{_YEAR}area/<slug:area>/settle/", area_views.settle, name="audit_settle"),
    path(f"{_YEAR}files/<int:file>/remove/", area_views.remove_file, name="audit_file_remove"),
    path(f"{_YEAR}check/", views.check, name="audit_check"),
    path(f"{_YEAR}result/", result_views.result, name="audit_result"),
    path(f"{_YEAR}reopen/", hub_views.reopen, name="audit_reopen"),
]
