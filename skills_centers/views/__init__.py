"""Screens.

registrations  register, what became of it, cancel; shared with events
courses        the same for editions of courses
staff          what the staff of a center does in the Wagtail admin
"""
