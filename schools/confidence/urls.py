"""The confidence survey among the addresses of a school."""

from django.urls import path

from schools.confidence import views

urlpatterns = [
    path("<int:pk>/confidence/", views.confidence, name="confidence"),
    path("<int:pk>/confidence/close/", views.close, name="confidence_close"),
    path("<int:pk>/confidence/link/", views.link, name="confidence_link"),
]
