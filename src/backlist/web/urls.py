"""The addresses of the site. They are promises: `docs/reference/pages.md` lists them, and none is ever given away."""

from __future__ import annotations

from django.urls import path

from backlist.web.pages import faults
from backlist.web.pages.book import book
from backlist.web.pages.division import division
from backlist.web.pages.home import home
from backlist.web.pages.media import media
from backlist.web.pages.printed_page import asked_page, printed_page

urlpatterns = [
    path("", home, name="home"),
    path("books/<str:book_id>/", book, name="book"),
    path("books/<str:book_id>/page/", asked_page, name="asked-page"),
    path("books/<str:book_id>/page/<path:label>/", printed_page, name="printed-page"),
    path("books/<str:book_id>/media/<str:name>", media, name="media"),
    path("books/<str:book_id>/<str:division_id>/", division, name="division"),
]

handler400 = faults.bad_request
handler404 = faults.not_found
handler500 = faults.server_fault
