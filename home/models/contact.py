"""The contact page and what is written there."""

from datetime import timedelta

from django.db import models, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from partners.protection import is_over_limit

from ..blocks.text import SHORT_TEXT_FEATURES
from ..enums import PrivacyPurpose
from ..forms.contact import ContactForm
from ..services import contact
from .base import SitePage
from .duties import get_notice_url


class ContactMessage(models.Model):
    """A message of a visitor, kept for a year. The office answers by mail."""

    RETENTION = timedelta(days=365)

    # Nothing refers to a page: Wagtail need not look for references on each save.
    wagtail_reference_index_ignore = True

    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    subject = models.CharField(_("subject"), max_length=150)
    message = models.TextField(_("message"), max_length=5000)
    language = models.CharField(_("language"), max_length=5)
    consent_at = models.DateTimeField(_("consent given"))
    created_at = models.DateTimeField(_("received"), default=timezone.now)
    mailed_at = models.DateTimeField(_("mailed to the office"), null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("message from the contact form")
        verbose_name_plural = _("messages from the contact form")

    def __str__(self):
        return self.subject


class ContactPage(SitePage):
    """How to reach the office, with a form. Never cached: it carries a token."""

    SENT = "sent"

    form_title = models.CharField(_("form: heading"), max_length=90)
    form_text = RichTextField(_("form: text"), blank=True, features=SHORT_TEXT_FEATURES)
    thanks = models.TextField(
        _("after sending"),
        max_length=400,
        help_text=_("What happens now, and when an answer will come."),
    )
    directions = RichTextField(
        _("how to get here"),
        blank=True,
        features=["h3", *SHORT_TEXT_FEATURES],
        help_text=_("Also for people who come by wheelchair or do not see."),
    )

    content_panels = SitePage.content_panels + [
        MultiFieldPanel(
            [FieldPanel("form_title"), FieldPanel("form_text"), FieldPanel("thanks")],
            heading=_("Form"),
        ),
        FieldPanel("directions"),
    ]

    is_cacheable = False

    parent_page_types = ["cluster_home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    template = "home/contact_page.html"

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def serve(self, request, *args, **kwargs):
        return never_cache(self._answer)(request)

    def _answer(self, request):
        if request.method != "POST":
            is_sent = self.SENT in request.GET
            form = ContactForm()
            return self._render(request, form, is_sent=is_sent)
        form = ContactForm(request.POST)
        status = 422
        if form.is_valid():
            if not is_over_limit(request, "contact"):
                self._store(form)
                return HttpResponseRedirect(
                    f"{self.get_url(request)}?{self.SENT}=1#{self.SENT}"
                )
            status = 429
            form.add_error(
                None,
                gettext(
                    "Too many messages came from here. Please try again in an hour."
                ),
            )
        form.renew()
        return self._render(request, form, status=status)

    @transaction.atomic
    def _store(self, form) -> None:
        names = ("name", "email", "subject", "message")
        message = ContactMessage.objects.create(
            **{name: form.cleaned_data[name] for name in names},
            language=self.locale.language_code,
            consent_at=timezone.now(),
        )
        transaction.on_commit(lambda: contact.mail_message.enqueue(message.pk))

    def _render(self, request, form, *, is_sent=False, status=200):
        context = self.get_context(request, form=form, is_sent=is_sent)
        return render(request, self.template, context, status=status)

    def get_context(self, request, *args, form=None, is_sent=False, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "form": form or ContactForm(),
            "is_sent": is_sent,
            "notice_url": get_notice_url(request, PrivacyPurpose.CONTACT_FORM),
        }
