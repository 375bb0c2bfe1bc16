"""The office's pages of families, below /families/."""

from django.urls import path

from hub.people.office import (
    carer_views,
    consent_views,
    data_views,
    duplicate_views,
    link_views,
    message_views,
    privacy_views,
    pupil_views,
    search_views,
    writing_views,
)

app_name = "families"
urlpatterns = [
    path("", search_views.search, name="search"),
    path("carers/", search_views.carers, name="carers"),
    path("file/<str:ending>/", search_views.search_file, name="search_file"),
    path("add/", writing_views.add_family, name="add"),
    path("duplicates/", duplicate_views.duplicate_list, name="duplicates"),
    path("duplicates/<int:first>/<int:second>/", duplicate_views.compare, name="compare"),
    path("duplicates/<int:first>/<int:second>/two/", duplicate_views.tell_apart, name="tell_apart"),
    path("merges/<int:pk>/undo/", duplicate_views.undo, name="undo"),
    path("consents/", consent_views.consents, name="consents"),
    path("consents/<str:ending>/", consent_views.consents_file, name="consents_file"),
    path("messages/", message_views.message_list, name="messages"),
    path("messages/new/", message_views.message_new, name="message_new"),
    path("messages/<int:pk>/", message_views.message, name="message"),
    path("pupils/<int:pk>/", pupil_views.pupil, name="pupil"),
    path("pupils/<int:pk>/change/", writing_views.change_pupil, name="pupil_change"),
    path("pupils/<int:pk>/school/", writing_views.move_school, name="pupil_school"),
    path(
        "pupils/<int:pk>/consents/<str:kind>/revoke/",
        writing_views.revoke_consent,
        name="consent_revoke",
    ),
    path("pupils/<int:pk>/erase/", privacy_views.erase, name="erase"),
    path("pupils/<int:pk>/hold/", privacy_views.hold, name="hold"),
    path("retention/", privacy_views.retention_page, name="retention"),
    path("retention/run/", privacy_views.retention_run, name="retention_run"),
    path("data/", data_views.export_list, name="exports"),
    path("data/<uuid:pk>/", data_views.export, name="export"),
    path("data/<uuid:pk>/release/", data_views.release, name="export_release"),
    path("data/<uuid:pk>/refuse/", data_views.refuse, name="export_refuse"),
    path("carers/<int:pk>/add-child/", writing_views.add_child, name="add_child"),
    path("carers/<int:pk>/data/", data_views.ask_for_carer, name="export_ask"),
    path("pupils/<int:pk>/needs/", pupil_views.needs, name="needs"),
    path("pupils/<int:pk>/carers/add/", link_views.add, name="link_add"),
    path("carers/<int:pk>/", carer_views.carer, name="carer"),
    path("carers/<int:pk>/change/", carer_views.change, name="carer_change"),
    path("links/<int:pk>/", link_views.change, name="link"),
    path("links/<int:pk>/restrict/", link_views.restrict, name="restrict"),
    path("links/<int:pk>/lift/", link_views.lift, name="lift"),
    path("links/<int:pk>/end/", link_views.end, name="link_end"),
]
