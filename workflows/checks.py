"""Refuses configurations that lose decisions."""

from django.conf import settings
from django.core import checks
from viewflow.workflow import Flow, lock

from . import conf


def check_settings(app_configs, **kwargs):
    """Unknown keys are typing errors that would go unnoticed."""
    unknown = set(getattr(settings, "CLUSTER_WORKFLOWS", {})) - set(conf.DEFAULTS)
    return [
        checks.Error(
            f"CLUSTER_WORKFLOWS has no setting {name!r}.", id="cluster_workflows.E001"
        )
        for name in sorted(unknown)
    ]


def check_sqlite(app_configs, **kwargs):
    """Django's defaults for SQLite lose writes as soon as there are several."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] != "django.db.backends.sqlite3":
        return []
    if database.get("OPTIONS", {}).get("transaction_mode") == "IMMEDIATE":
        return []
    return [
        checks.Warning(
            "SQLite needs transaction_mode IMMEDIATE, or concurrent writes are lost.",
            id="cluster_workflows.W001",
        )
    ]


def check_flows(app_configs, **kwargs):
    """Look at every flow that is loaded."""
    return [
        message
        for flow_class in Flow.__subclasses__()
        for message in check_flow_lock(flow_class)
    ]


def check_flow_lock(flow_class) -> list:
    """Viewflow's default lock is none: racing approvals would all win."""
    if isinstance(flow_class.lock_impl, lock.SelectForUpdateLock):
        return []
    return [
        checks.Error(
            f"{flow_class.__name__} needs lock_impl = SelectForUpdateLock(…).",
            id="cluster_workflows.E002",
        )
    ]


def register_all() -> None:
    """Have `manage.py check` run them."""
    for check in (check_settings, check_sqlite, check_flows):
        checks.register(check, "cluster_workflows")
