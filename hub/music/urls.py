"""Pages of instruments, below /instruments/."""

from django.urls import path

from hub.music import views

app_name = "music"
urlpatterns = [
    path("", views.instruments, name="instruments"),
    path("add/", views.add, name="add"),
    path("<int:pk>/", views.change, name="change"),
    path("<int:pk>/offer/", views.offer, name="offer"),
]
