"""Addresses of who is due."""

from django.urls import path

from visits.due import views

urlpatterns = [
    path("", views.due, name="due"),
]
