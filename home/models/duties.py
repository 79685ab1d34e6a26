"""What the law asks of the site: accessibility declaration and privacy notices."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from partners.localize import list_synchronized
from partners.models.organisations import phone_validator

from ..blocks.text import SHORT_TEXT_FEATURES
from ..enums import AuditType, ConformanceStatus, PrivacyPurpose
from ..fields import BodyField
from .base import SitePage, is_empty_html

LONG_TEXT_FEATURES = ["h3", *SHORT_TEXT_FEATURES]
# Of each year (domain.md §5.1).
REVIEW_MONTH, REVIEW_DAY = 3, 31


class DeclarationPage(SitePage):
    """The accessibility declaration of one language version.

    Its required parts are required fields, and the template gives each the id that
    the conditions of 31 July 2024, version 2.0, ask for: a declaration that lacks one
    cannot be published. Source: domain.md §5.1.
    """

    organisation = models.CharField(
        _("who is responsible"),
        max_length=250,
        help_text=_("The full name of the body that runs the site."),
    )
    site_url = models.URLField(_("address of the site"))
    site_published_on = models.DateField(_("site published on"))
    site_updated_on = models.DateField(_("last important change of the site"))
    status = models.CharField(_("status"), max_length=10, choices=ConformanceStatus)
    gaps = RichTextField(
        _("content that is not accessible"),
        blank=True,
        features=LONG_TEXT_FEATURES,
        help_text=_(
            "What, why, and what to do instead. Needed unless fully compliant."
        ),
    )
    exclusions = RichTextField(
        _("exclusions by law"), blank=True, features=LONG_TEXT_FEATURES
    )
    burden_url = models.URLField(
        _("analysis of a disproportionate burden"),
        blank=True,
        help_text=_("Only if the declaration refers to such a burden."),
    )
    prepared_on = models.DateField(_("declaration prepared on"))
    reviewed_on = models.DateField(
        _("last review of the declaration"),
        help_text=_("At least once a year, by 31 March, and after each large change."),
    )
    audit_type = models.CharField(
        _("prepared by"), max_length=10, choices=AuditType, default=AuditType.SELF
    )
    auditor = models.CharField(
        _("who audited"),
        max_length=250,
        blank=True,
        help_text=_("Needed for an audit by another organisation."),
    )
    shortcuts = RichTextField(
        _("keyboard shortcuts"), blank=True, features=LONG_TEXT_FEATURES
    )
    contact_person = models.CharField(
        _("contact: who"),
        max_length=150,
        help_text=_("A function and unit; a name is not needed."),
    )
    contact_email = models.EmailField(_("contact: e-mail"))
    contact_phone = models.CharField(
        _("contact: phone"), max_length=16, validators=[phone_validator]
    )
    procedure = RichTextField(
        _("procedure of requests and complaints"),
        features=LONG_TEXT_FEATURES,
        help_text=_(
            "What to write, how long an answer takes. The link to the Commissioner for "
            "Human Rights (RPO) is added by the site."
        ),
    )
    architecture = RichTextField(
        _("accessibility of the building"),
        features=LONG_TEXT_FEATURES,
        help_text=_("Entrances, lifts, toilets, parking, assistance dogs, loops."),
    )
    apps = RichTextField(
        _("mobile applications"), blank=True, features=LONG_TEXT_FEATURES
    )

    content_panels = Page.content_panels + [
        FieldPanel("intro"),
        MultiFieldPanel(
            [
                FieldPanel("organisation"),
                FieldPanel("site_url"),
                FieldRowPanel(
                    [FieldPanel("site_published_on"), FieldPanel("site_updated_on")]
                ),
            ],
            heading=_("The site"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("status"),
                FieldPanel("gaps"),
                FieldPanel("exclusions"),
                FieldPanel("burden_url"),
            ],
            heading=_("Compliance"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("prepared_on"), FieldPanel("reviewed_on")]),
                FieldRowPanel([FieldPanel("audit_type"), FieldPanel("auditor")]),
            ],
            heading=_("Preparation"),
        ),
        FieldPanel("shortcuts"),
        MultiFieldPanel(
            [
                FieldPanel("contact_person"),
                FieldRowPanel(
                    [FieldPanel("contact_email"), FieldPanel("contact_phone")]
                ),
                FieldPanel("procedure"),
            ],
            heading=_("Contact and complaints"),
        ),
        FieldPanel("architecture"),
        FieldPanel("apps"),
    ]
    search_fields = SitePage.search_fields + [
        index.SearchField(name)
        for name in ("organisation", "gaps", "exclusions", "procedure", "architecture")
    ]

    override_translatable_fields = list_synchronized(
        "site_published_on",
        "site_updated_on",
        "status",
        "prepared_on",
        "reviewed_on",
        "audit_type",
        "contact_email",
        "contact_phone",
    )

    parent_page_types = ["cluster_home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    template = "home/declaration_page.html"

    class Meta:
        verbose_name = _("accessibility declaration")
        verbose_name_plural = _("accessibility declarations")

    def clean(self):
        super().clean()
        errors = {}
        if self.audit_type == AuditType.EXTERNAL and not self.auditor:
            errors["auditor"] = _("Say who made the audit.")
        has_gaps = self.status in (ConformanceStatus.PARTIAL, ConformanceStatus.NONE)
        if has_gaps and is_empty_html(self.gaps):
            errors["gaps"] = _("Say what is not accessible.")
        published, updated = self.site_published_on, self.site_updated_on
        if published and updated and updated < published:
            errors["site_updated_on"] = _("This is before the site was published.")
        prepared, reviewed = self.prepared_on, self.reviewed_on
        if prepared and reviewed and reviewed < prepared:
            errors["reviewed_on"] = _("This is before the declaration was prepared.")
        if errors:
            raise ValidationError(errors)

    @property
    def next_review_on(self) -> date:
        """The last day for the next review: 31 March of the year after the last one."""
        return date(self.reviewed_on.year + 1, REVIEW_MONTH, REVIEW_DAY)

    @property
    def is_review_due(self) -> bool:
        """Whether to remind of it: from 1 March."""
        return timezone.localdate() >= self.next_review_on.replace(day=1)


class PrivacyIndexPage(SitePage):
    """Which data are processed, and why: a notice for each purpose."""

    body = BodyField(verbose_name=_("content"), blank=True)

    content_panels = Page.content_panels + [FieldPanel("intro"), FieldPanel("body")]
    search_fields = SitePage.search_fields + [index.SearchField("body")]

    parent_page_types = ["cluster_home.HomePage"]
    subpage_types = ["cluster_home.PrivacyNoticePage"]
    max_count_per_parent = 1

    template = "home/privacy_index_page.html"

    class Meta:
        verbose_name = _("list of privacy notices")
        verbose_name_plural = _("lists of privacy notices")

    @property
    def cache_tags(self) -> list[str]:
        return ["model:cluster_home.privacynoticepage"]

    def get_context(self, request, *args, **kwargs):
        notices = PrivacyNoticePage.objects.child_of(self).live().order_by("path")
        return {**super().get_context(request, *args, **kwargs), "notices": notices}


class PrivacyNoticePage(SitePage):
    """The information of art. 13 and 14 GDPR for one purpose (domain.md §5.2)."""

    # Data of people whom somebody else names: where they come from must be said.
    FROM_OTHERS = {PrivacyPurpose.AGREEMENT}

    purpose = models.CharField(_("purpose"), max_length=20, choices=PrivacyPurpose)
    updated_on = models.DateField(_("as of"), default=timezone.localdate)
    controller = RichTextField(
        _("controller"),
        features=SHORT_TEXT_FEATURES,
        help_text=_("Who decides about the data: name, seat, how to reach them."),
    )
    dpo = RichTextField(
        _("data protection officer"),
        features=SHORT_TEXT_FEATURES,
        help_text=_("How to reach the officer."),
    )
    legal_basis = RichTextField(
        _("what for and on what basis"),
        features=SHORT_TEXT_FEATURES,
        help_text=_("Each purpose with its letter of art. 6 (1) GDPR."),
    )
    data = RichTextField(_("which data"), features=SHORT_TEXT_FEATURES)
    source = RichTextField(
        _("where the data come from"),
        blank=True,
        features=SHORT_TEXT_FEATURES,
        help_text=_("Needed where somebody else gave them to us (art. 14)."),
    )
    recipients = RichTextField(_("who gets them"), features=SHORT_TEXT_FEATURES)
    retention = RichTextField(_("how long"), features=SHORT_TEXT_FEATURES)
    rights = RichTextField(
        _("your rights"),
        features=SHORT_TEXT_FEATURES,
        help_text=_(
            "Access, correction, deletion, limits, objection. The complaint to the "
            "President of the Personal Data Protection Office is added by the site."
        ),
    )
    voluntariness = RichTextField(
        _("must you give them?"), features=SHORT_TEXT_FEATURES
    )
    profiling = models.CharField(
        _("automatic decisions"),
        max_length=300,
        help_text=_("For example: We make no automatic decisions and no profiles."),
    )

    # Field and heading of each part, in the order of the page.
    SECTIONS = (
        ("controller", _("Who is responsible for your data")),
        ("dpo", _("Data protection officer")),
        ("legal_basis", _("What for and on what basis")),
        ("data", _("Which data")),
        ("source", _("Where the data come from")),
        ("recipients", _("Who gets the data")),
        ("retention", _("How long we keep them")),
        ("rights", _("Your rights")),
        ("voluntariness", _("Must you give the data?")),
    )

    content_panels = Page.content_panels + [
        FieldRowPanel([FieldPanel("purpose"), FieldPanel("updated_on")]),
        FieldPanel("intro"),
        *[FieldPanel(name) for name, _heading in SECTIONS],
        FieldPanel("profiling"),
    ]
    search_fields = SitePage.search_fields + [
        index.SearchField(name) for name, _heading in SECTIONS
    ]

    override_translatable_fields = list_synchronized("purpose", "updated_on")

    parent_page_types = ["cluster_home.PrivacyIndexPage"]
    subpage_types = []

    template = "home/privacy_notice_page.html"

    class Meta:
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notices")

    def clean(self):
        super().clean()
        if self.purpose in self.FROM_OTHERS and is_empty_html(self.source):
            raise ValidationError({"source": _("Say where the data come from.")})

    @property
    def parts(self) -> list[tuple]:
        """Heading and text of every part that was written."""
        return [
            (heading, text)
            for name, heading in self.SECTIONS
            if (text := getattr(self, name))
        ]


def get_notice_url(request, purpose: str) -> str:
    """Return the address of a notice in the active language; empty where none is."""
    page = (
        PrivacyNoticePage.objects.live()
        .filter(purpose=purpose, locale__language_code=get_language())
        .first()
    )
    return (page.get_url(request) or "") if page else ""
