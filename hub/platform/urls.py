"""Addresses of health, for whoever watches the portal."""

from django.urls import path

from hub.platform import views

urlpatterns = [
    path("live", views.live, name="health_live"),
    path("ready", views.ready, name="health_ready"),
    path("full", views.full, name="health_full"),
]
