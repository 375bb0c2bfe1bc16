"""Booking at once, baskets, offers and taking things back, below /lessons/."""

from django.urls import path

from tuition.booking import (
    at_once_views,
    basket_views,
    check_views,
    line_views,
    offer_views,
    place_views,
)

urlpatterns = [
    path("find/<int:pk>/", at_once_views.provision, name="provision"),
    path("<int:pk>/book/", at_once_views.book, name="book"),
    path("booked/<int:pk>/", check_views.booked, name="booked"),
    path("<int:pk>/take/", basket_views.take, name="take"),
    path("basket/", basket_views.basket, name="basket"),
    path("basket/keep/", basket_views.keep, name="keep_longer"),
    path("basket/check/", check_views.check, name="check"),
    path("basket/<int:pk>/", line_views.line, name="line"),
    path("basket/<int:pk>/again/", basket_views.again, name="hold_again"),
    path("basket/<int:pk>/remove/", basket_views.remove, name="remove_line"),
    path("sent/<int:pk>/", check_views.done, name="done"),
    path("offers/<int:pk>/", offer_views.offer, name="offer"),
    path("offers/<int:pk>/accept/", offer_views.accept, name="accept"),
    path("offers/<int:pk>/decline/", offer_views.decline, name="decline"),
    path("<int:pk>/take-back/", place_views.withdraw, name="withdraw"),
    path("<int:pk>/calendar.ics", place_views.calendar, name="calendar_file"),
]
