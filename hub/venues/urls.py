"""Pages of venues, below /venues/."""

from django.urls import path

from hub.venues import views

app_name = "venues"
urlpatterns = [
    path("", views.venues, name="venues"),
    path("add/", views.add, name="add"),
    path("<int:pk>/", views.venue, name="venue"),
    path("<int:pk>/use/", views.use, name="use"),
    path("<int:pk>/rooms/add/", views.add_room, name="add_room"),
    path("rooms/<int:pk>/", views.room, name="room"),
    path("rooms/<int:pk>/use/", views.use_room, name="use_room"),
]
