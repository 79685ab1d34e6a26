"""Screens of the portal and the public verification page. They call actions."""
