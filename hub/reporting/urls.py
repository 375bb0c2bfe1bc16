"""Addresses of reports. Runs are named by random ids."""

from django.urls import path

from hub.reporting import page_views, views

app_name = "reporting"
urlpatterns = [
    path("", views.index, name="index"),
    path("history/", views.history, name="history"),
    path("run/<uuid:pk>/", views.run, name="run"),
    path("run/<uuid:pk>/state/", views.state, name="state"),
    path("run/<uuid:pk>/file/", views.download, name="download"),
    path("run/<uuid:pk>/again/", views.again, name="again"),
    path("run/<uuid:pk>/cancel/", views.cancel, name="cancel"),
    path("<slug:key>/", views.new, name="new"),
    path("<slug:key>/view/", page_views.page, name="page"),
]
