from wagtail.permission_policies import ModelPermissionPolicy


class MessagePolicy(ModelPermissionPolicy):
    """Messages of visitors are read and deleted; nobody writes or changes them."""

    def user_has_permission(self, user, action):
        if action in {"add", "change"}:
            return False
        return super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)
