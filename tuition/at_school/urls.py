"""Pages of this part, below /lessons/."""

from django.urls import path

from hub.reporting.choices import Format
from tuition.at_school import apply_views, link_views, views

CSV, XLSX = {"format": Format.CSV}, {"format": Format.XLSX}
urlpatterns = [
    path("school/", views.own, name="own_school_pupils"),
    path("schools/<int:pk>/pupils/", views.pupils, name="school_pupils"),
    path("schools/<int:pk>/pupils.csv", views.export, CSV, name="school_pupils_export"),
    path("schools/<int:pk>/pupils.xlsx", views.export, XLSX, name="school_pupils_export_xlsx"),
    path("schools/<int:pk>/apply/", apply_views.apply, name="school_apply"),
    path("asked/<int:pk>/take-back/", apply_views.withdraw, name="school_application_withdraw"),
    path("asked/<int:pk>/send-again/", apply_views.send_again, name="school_application_again"),
    path("for-your-child/<str:token>/", link_views.for_your_child, name="for_your_child"),
]
