"""Addresses of the bare pages."""

from django.urls import path

from bench.floor import views

urlpatterns = [
    path("save/", views.save),
    path("<int:number>/", views.bare),
    path("<int:number>/<str:fields>/", views.bare),
]
