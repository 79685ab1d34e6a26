"""Addresses of this site that have no language: programs know where they are."""

from django.urls import path

from .views import machines

urlpatterns = [
    path("robots.txt", machines.show_robots, name="robots"),
    path("sitemap.xml", machines.show_sitemap, name="sitemap"),
    path(
        ".well-known/security.txt",
        machines.show_security_contact,
        name="security_contact",
    ),
]
