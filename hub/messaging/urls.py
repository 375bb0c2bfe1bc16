"""Addresses of the demo's outbox."""

from django.urls import path

from hub.messaging import views

app_name = "messaging"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("<int:pk>/", views.message, name="message"),
    path("<int:pk>/as-sent/", views.as_sent, name="as_sent"),
]
