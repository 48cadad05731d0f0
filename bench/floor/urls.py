"""Addresses of the bare pages."""

from django.urls import path

from bench.floor import views

urlpatterns = [path("rows/<int:number>/", views.rows), path("form/<str:fields>/", views.form)]
