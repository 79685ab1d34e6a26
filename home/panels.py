"""What the home page of the Wagtail admin shows."""

from wagtail.admin.ui.components import Component

from .models import DeclarationPage


class DeclarationPanel(Component):
    """Reminds of the yearly review of the accessibility declaration (§5.1)."""

    name = "cluster_declaration"
    template_name = "home/admin/declaration_panel.html"
    order = 40

    def get_context_data(self, parent_context):
        pages = DeclarationPage.objects.live().select_related("locale")
        return {"pages": [page for page in pages if page.is_review_due]}
