"""What is the same on every page: the office, the footer, the menu.

Texts exist in both languages side by side, so that an editor sees what is missing. The
menu is one snippet per language.
"""

from django.db import models
from django.utils.translation import activate, get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin, TranslatableMixin

from partners.models.organisations import phone_validator

from ..blocks.chrome import FundingBlock, MenuEntryBlock


class FramePreviewMixin(PreviewableMixin):
    """Shows an unsaved change where it will be seen: around a page."""

    def get_preview_template(self, request, mode_name):
        return "home/frame_preview.html"

    def get_preview_context(self, request, mode_name):
        request.frame_preview = self
        if isinstance(self, TranslatableMixin):
            activate(self.locale.language_code)
        return {**super().get_preview_context(request, mode_name), "request": request}


class BilingualMixin:
    """Texts in two fields, ``name`` and ``name_en``."""

    def get_text(self, name: str) -> str:
        """Return a text in the language of the reader, else in Polish."""
        polish = getattr(self, name)
        return (
            polish if get_language() == "pl" else getattr(self, f"{name}_en") or polish
        )


@register_setting(icon="home", order=100)
class OfficeSettings(FramePreviewMixin, BilingualMixin, BaseGenericSetting):
    """Where the cluster office is and how to reach it."""

    name = models.CharField(_("name"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    organisation = models.CharField(
        _("who runs it"),
        max_length=200,
        blank=True,
        help_text=_("The company or body, as the register has it."),
    )
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    town = models.CharField(_("town"), max_length=80, blank=True)
    phone = models.CharField(
        _("phone"),
        max_length=16,
        blank=True,
        validators=[phone_validator],
        help_text=_("With the country code and without spaces: +48757000000"),
    )
    email = models.EmailField(
        _("e-mail"),
        blank=True,
        help_text=_("Messages of the contact form go there too."),
    )
    ede_address = models.CharField(_("e-Doręczenia address"), max_length=40, blank=True)
    hours = models.TextField(
        _("opening hours"), blank=True, help_text=_("One line for each time.")
    )
    hours_en = models.TextField(_("opening hours in English"), blank=True)
    map_url = models.URLField(
        _("link to a map"), blank=True, help_text=_("For example of OpenStreetMap.")
    )
    facebook_url = models.URLField("Facebook", blank=True)
    linkedin_url = models.URLField("LinkedIn", blank=True)
    youtube_url = models.URLField("YouTube", blank=True)
    instagram_url = models.URLField("Instagram", blank=True)

    SOCIAL = ("facebook_url", "linkedin_url", "youtube_url", "instagram_url")

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
        FieldPanel("organisation"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("town")]),
                FieldPanel("map_url"),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("ede_address"),
                FieldRowPanel([FieldPanel("hours"), FieldPanel("hours_en")]),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("facebook_url"),
                FieldPanel("linkedin_url"),
                FieldPanel("youtube_url"),
                FieldPanel("instagram_url"),
            ],
            heading=_("Social media"),
        ),
    ]

    class Meta:
        verbose_name = _("office data")

    @property
    def social_links(self) -> list[tuple[str, str]]:
        """Name and address of each profile."""
        return [
            (str(self._meta.get_field(name).verbose_name), getattr(self, name))
            for name in self.SOCIAL
            if getattr(self, name)
        ]


@register_setting(icon="minus", order=110)
class FooterSettings(FramePreviewMixin, BilingualMixin, BaseGenericSetting):
    """What stands below every page."""

    about = models.TextField(
        _("about the site"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences."),
    )
    about_en = models.TextField(
        _("about the site in English"), max_length=400, blank=True
    )
    bip_url = models.URLField(
        _("Public Information Bulletin (BIP)"),
        blank=True,
        help_text=_("Address of the BIP page of the body that runs the site."),
    )
    cookies_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page about cookies"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("In one language; the footer finds the others."),
    )
    funding_text = models.TextField(_("about funding"), max_length=600, blank=True)
    funding_text_en = models.TextField(
        _("about funding in English"), max_length=600, blank=True
    )
    funding = StreamField(
        [("logo", FundingBlock())],
        verbose_name=_("logos of those who fund us"),
        blank=True,
        max_num=8,
    )

    panels = [
        FieldRowPanel([FieldPanel("about"), FieldPanel("about_en")]),
        FieldPanel("bip_url"),
        FieldPanel("cookies_page"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("funding_text"), FieldPanel("funding_text_en")]
                ),
                FieldPanel("funding"),
            ],
            heading=_("Funding"),
        ),
    ]

    class Meta:
        verbose_name = _("footer")


class Menu(FramePreviewMixin, TranslatableMixin, models.Model):
    """The main navigation of one language."""

    title = models.CharField(
        _("title"), max_length=60, help_text=_("Only editors see it.")
    )
    entries = StreamField(
        [("entry", MenuEntryBlock())],
        verbose_name=_("entries"),
        max_num=9,
        help_text=_("Up to nine, each with entries below it if need be."),
    )

    panels = [FieldPanel("title"), FieldPanel("entries")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        constraints = [
            models.UniqueConstraint(
                fields=["locale"],
                name="cluster_home_one_menu_per_language",
                violation_error_message=_("This language already has its menu."),
            )
        ]

    def __str__(self):
        return self.title
