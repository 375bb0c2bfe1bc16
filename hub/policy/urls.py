"""The hub's settings."""

from django.urls import path

from hub.policy import rule_views, views

app_name = "policy"
urlpatterns = [
    path("", views.settings_home, name="settings"),
    path("contact/", views.contact, name="contact"),
    path("look/", views.look, name="look"),
    path("authorities/", views.authorities, name="authorities"),
    path("authorities/<int:pk>/remove/", views.remove_authority, name="authority_remove"),
    path("rules/", rule_views.index, name="rules"),
    path("rules/rules.csv", rule_views.export, name="rules_export"),
    path("rules/<slug:key>/", rule_views.rule, name="rule"),
    path("rules/withdraw/<int:pk>/", rule_views.withdraw, name="rule_withdraw"),
]
