"""`make demo`: as in development, without debug pages in front of an audience."""

from .dev import *  # noqa: F403 -- settings are layered this way in Django projects

CLUSTER_WORKFLOWS = {**CLUSTER_WORKFLOWS, "SHOW_DEMO_ACCOUNTS": True}  # noqa: F405
