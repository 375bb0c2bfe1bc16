"""Addresses of the pages that keep the directory and what stands behind it in order."""

from django.urls import path

from schools import (
    assign_views,
    grouping_views,
    link_views,
    note_views,
    quality_views,
    register_views,
    setting_views,
    standing_views,
)

urlpatterns = [
    path("data-quality/", quality_views.data_quality_page, name="data_quality"),
    path("register/types/", register_views.type_list, name="types"),
    path("register/types/<int:pk>/", register_views.type_change, name="type"),
    path("register/files/", register_views.reading_list, name="readings"),
    path("register/files/<int:pk>/", register_views.reading, name="reading"),
    path("register/missing/", register_views.missing, name="missing"),
    path("register/missing.csv", register_views.missing_export, name="missing_export"),
    path("register/links/", link_views.link_list, name="links"),
    path("register/links/<int:pk>/", link_views.link, name="link"),
    path("register/links/<int:pk>/undo/", link_views.link_undo, name="link_undo"),
    path("regions/", grouping_views.regions, name="regions"),
    path("regions/<int:pk>/", grouping_views.region, name="region"),
    path("regions/<int:pk>/remove/", grouping_views.region_remove, name="region_remove"),
    path("trusts/", grouping_views.trusts, name="trusts"),
    path("assign/", assign_views.assign, name="assign"),
    path("assign/done/", assign_views.assigned, name="assigned"),
    path("add/", setting_views.setting_add, name="setting_add"),
    path("<int:pk>/setting/", setting_views.setting_change, name="setting_change"),
    path("notes/<int:pk>/", note_views.note, name="note"),
    path("notes/<int:pk>/delete/", note_views.note_delete, name="note_delete"),
    path("<int:pk>/notes/", note_views.note_add, name="note_add"),
    path("<int:pk>/timeline/", note_views.history, name="history"),
    path("<int:pk>/keep/", standing_views.keep, name="keep"),
    path("<int:pk>/list-again/", standing_views.list_again, name="list_again"),
    path("<int:pk>/close/", standing_views.close, name="close"),
    path("<int:pk>/reopen/", standing_views.reopen, name="reopen"),
]
