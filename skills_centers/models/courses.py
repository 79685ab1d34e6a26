from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from partners.fields import KeysField
from partners.localize import list_synchronized
from partners.models.organisations import phone_validator
from partners.models.pages import PublicPageMixin

from ..enums import (
    CertificateKind,
    CourseAudience,
    CourseLanguage,
    CourseMode,
    CourseType,
)
from .centers import TEXT_FEATURES, SkillsCenterPage


class CourseMixin(PublicPageMixin):
    """What a course of a skills center is, apart from any page model.

    Source of the fields: domain §3.2. Dates and places are its editions.
    """

    code = models.CharField(_("code"), max_length=20)
    course_type = models.CharField(_("type"), max_length=30, choices=CourseType)
    audience = KeysField(_("for whom"), keys=CourseAudience)
    level = models.CharField(
        _("level"),
        max_length=80,
        blank=True,
        help_text=_("Basic or advanced, or the level of the Polish framework (PRK)."),
    )
    body = RichTextField(_("about the course"), blank=True, features=TEXT_FEATURES)
    entry_conditions = models.TextField(
        _("entry conditions"), max_length=800, blank=True
    )
    learning_outcomes = StreamField(
        [("outcome", blocks.CharBlock(label=_("outcome"), max_length=250))],
        verbose_name=_("learning outcomes"),
        help_text=_(
            "What participants can do afterwards. They are printed on the certificate."
        ),
        max_num=12,
    )
    hours_theory = models.PositiveSmallIntegerField(_("hours of theory"), default=0)
    hours_practice = models.PositiveSmallIntegerField(_("hours of practice"), default=0)
    mode = models.CharField(
        _("mode"), max_length=10, choices=CourseMode, default=CourseMode.ON_SITE
    )
    course_language = models.CharField(
        _("language of the course"),
        max_length=2,
        choices=CourseLanguage,
        default=CourseLanguage.POLISH,
    )
    price = models.DecimalField(
        _("price in PLN"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("0 means free of charge; leave it empty if it is not known yet."),
    )
    funding_note = models.TextField(
        _("funding"),
        help_text=_("Who pays the rest, for whom it is free, until when."),
        max_length=600,
        blank=True,
    )
    certificate_kind = models.CharField(
        _("certificate"),
        max_length=20,
        choices=CertificateKind,
        default=CertificateKind.COMPLETION,
    )
    exam = models.TextField(
        _("exam"),
        help_text=_("How it is taken; leave it empty if there is none."),
        max_length=600,
        blank=True,
    )
    accessibility = models.TextField(
        _("accessibility offered"),
        help_text=_("What you prepare for people with special needs."),
        max_length=600,
        blank=True,
    )
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(
        _("phone"), max_length=16, blank=True, validators=[phone_validator]
    )
    cancellation_rules = models.TextField(
        _("cancellation rules"), max_length=600, blank=True
    )

    course_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("code"), FieldPanel("course_type")]),
                FieldPanel("audience"),
                FieldPanel("level"),
                FieldPanel("entry_conditions"),
            ],
            heading=_("For whom"),
        ),
        FieldPanel("body"),
        FieldPanel("learning_outcomes"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("hours_theory"), FieldPanel("hours_practice")]
                ),
                FieldRowPanel([FieldPanel("mode"), FieldPanel("course_language")]),
            ],
            heading=_("How"),
        ),
        MultiFieldPanel(
            [FieldPanel("price"), FieldPanel("funding_note")], heading=_("Price")
        ),
        MultiFieldPanel(
            [FieldPanel("certificate_kind"), FieldPanel("exam")],
            heading=_("Certificate"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("accessibility"),
                FieldRowPanel(
                    [FieldPanel("contact_email"), FieldPanel("contact_phone")]
                ),
                FieldPanel("cancellation_rules"),
            ],
            heading=_("Good to know"),
        ),
    ]

    class Meta:
        abstract = True

    @property
    def hours(self) -> int:
        return self.hours_theory + self.hours_practice

    @property
    def is_free(self) -> bool:
        return self.price == 0

    @property
    def audience_labels(self) -> list[str]:
        return [
            str(CourseAudience(key).label)
            for key in self.audience
            if key in CourseAudience.values
        ]

    @property
    def outcome_list(self) -> list[str]:
        return [str(block.value) for block in self.learning_outcomes]


class CoursePage(CourseMixin, Page):
    """A course in one language. Its editions belong to all languages."""

    content_panels = [
        *Page.content_panels,
        *PublicPageMixin.public_page_panels,
        *CourseMixin.course_panels,
    ]
    # Facts, not wording: each language has the same.
    override_translatable_fields = list_synchronized(
        *["code", "course_type", "audience", "hours_theory", "hours_practice"],
        *["mode", "course_language", "price", "certificate_kind", "contact_phone"],
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("code"),
        index.SearchField("body"),
        index.SearchField("learning_outcomes"),
        index.SearchField("entry_conditions"),
        index.FilterField("course_type"),
    ]
    parent_page_types = ["cluster_skills_centers.SkillsCenterPage"]
    subpage_types = []

    template = "skills_centers/course_page.html"

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @property
    def cache_tags(self) -> list[str]:
        return [
            "model:cluster_skills_centers.edition",
            "model:cluster_skills_centers.registration",
        ]

    @cached_property
    def center(self) -> SkillsCenterPage:
        """The center in the language of this page."""
        return SkillsCenterPage.objects.parent_of(self).get()
