"""Resources: reading them, and writing them."""

from django.urls import path

from hub.content import (
    player_settings_views,
    resource_edit_views,
    resource_version_views,
    resource_views,
    topic_views,
)

app_name = "resources"
urlpatterns = [
    path("", resource_views.resource_list, name="list"),
    path("<int:pk>/", resource_views.resource, name="item"),
    path("<int:pk>/file/", resource_views.file, name="file"),
    path("<int:pk>/player/", resource_views.player, name="player"),
    path("series/<int:pk>/", resource_views.series, name="series"),
    path("desk/", resource_edit_views.desk, name="desk"),
    path("new/", resource_edit_views.new, name="new"),
    path("<int:pk>/edit/", resource_edit_views.edit, name="edit"),
    path("<int:pk>/publish/", resource_edit_views.publish, name="publish"),
    path("<int:pk>/archive/", resource_edit_views.archive, name="archive"),
    path("<int:pk>/delete/", resource_edit_views.delete, name="delete"),
    path("<int:pk>/versions/", resource_version_views.versions, name="versions"),
    path("<int:pk>/versions/<int:number>/", resource_version_views.version, name="version"),
    path("topics/", topic_views.topics, name="topics"),
    path("topics/<int:pk>/", topic_views.topic, name="topic"),
    path("topics/<int:pk>/remove/", topic_views.topic_remove, name="topic_remove"),
    path("series/", topic_views.series_list, name="series_list"),
    path("series/<int:pk>/edit/", topic_views.series_edit, name="series_edit"),
    path("series/<int:pk>/remove/", topic_views.series_remove, name="series_remove"),
    path("players/", player_settings_views.players, name="players"),
]
