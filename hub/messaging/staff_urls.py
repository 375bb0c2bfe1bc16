"""Addresses of messages for staff, and of the e-mails as templates."""

from django.urls import path

from hub.messaging import staff_views, template_views

app_name = "messages"
urlpatterns = [
    path("", staff_views.message_list, name="list"),
    path("<int:pk>/", staff_views.message, name="message"),
    path("<int:pk>/text/", staff_views.text, name="text"),
    path("<int:pk>/address/", staff_views.correct, name="correct"),
    path("<int:pk>/stop/", staff_views.stop, name="stop"),
    path("send-again/", staff_views.send_again, name="send_again"),
    path("sent-again/", staff_views.results, name="results"),
    path("templates/", template_views.template_list, name="templates"),
    path("templates/<slug:key>/", template_views.template, name="template"),
    path("templates/<slug:key>/as-sent/", template_views.as_sent, name="template_as_sent"),
    path("templates/<slug:key>/copy/", template_views.send_copy, name="template_copy"),
]
