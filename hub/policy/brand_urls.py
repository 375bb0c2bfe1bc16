"""What every page shows of the hub: its colours and its logo."""

from django.urls import path

from hub.policy import brand_views

urlpatterns = [
    path("brand.css", brand_views.stylesheet, name="brand_css"),
    path("brand/<str:name>", brand_views.logo, name="brand_logo"),
]
