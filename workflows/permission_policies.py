"""Who reads every case; and registers of the admin, which show and change nothing."""

from wagtail.permission_policies import ModelPermissionPolicy

from partners.roles import holds


def is_office_or_auditor(user) -> bool:
    """Say whether an account reads every agreement, idea and application."""
    return holds(user, "cluster_workflows.can_coordinate") or holds(
        user, "cluster_workflows.can_audit"
    )


class ReadOnlyPolicy(ModelPermissionPolicy):
    """The register shows; nobody adds, changes or deletes here."""

    def user_has_permission(self, user, action):
        if action in {"add", "change", "delete"}:
            return False
        return super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)
