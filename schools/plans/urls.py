"""Addresses of development plans."""

from django.urls import path

from schools.plans import views

urlpatterns = [
    path("<int:pk>/plan/", views.plans, name="plans"),
    path("<int:pk>/plan/<int:number>/", views.plan, name="plan"),
]
