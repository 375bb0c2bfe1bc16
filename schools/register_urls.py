"""Addresses of the pages that keep the directory and what stands behind it in order."""

from django.urls import path

from schools import register_views, standing_views

urlpatterns = [
    path("register/types/", register_views.type_list, name="types"),
    path("register/types/<int:pk>/", register_views.type_change, name="type"),
    path("register/files/", register_views.reading_list, name="readings"),
    path("register/files/<int:pk>/", register_views.reading, name="reading"),
    path("register/missing/", register_views.missing, name="missing"),
    path("register/missing.csv", register_views.missing_export, name="missing_export"),
    path("<int:pk>/keep/", standing_views.keep, name="keep"),
    path("<int:pk>/list-again/", standing_views.list_again, name="list_again"),
    path("<int:pk>/close/", standing_views.close, name="close"),
    path("<int:pk>/reopen/", standing_views.reopen, name="reopen"),
]
