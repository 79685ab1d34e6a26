from django.apps import AppConfig


class ToyFlowConfig(AppConfig):
    name = "tests.toy_flow"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from workflows.models.subjects import register_subject  # noqa: PLC0415

        from .subject import LOAN  # noqa: PLC0415

        register_subject(LOAN)
