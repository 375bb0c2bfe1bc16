"""Choosing, applying, answering offers and taking things back, below /lessons/."""

from django.urls import path

from tuition.booking import basket_views

urlpatterns = [
    path("<int:pk>/take/", basket_views.take, name="take"),
    path("basket/", basket_views.basket, name="basket"),
    path("basket/keep/", basket_views.keep, name="keep_longer"),
    path("basket/<int:pk>/again/", basket_views.again, name="hold_again"),
    path("basket/<int:pk>/remove/", basket_views.remove, name="remove_line"),
]
