"""The gallery's one address."""

from django.urls import path

from hub.gallery import views

app_name = "gallery"
urlpatterns = [path("", views.index, name="index")]
