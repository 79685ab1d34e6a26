from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .. import conf


class VerifyForm(forms.Form):
    """One file of any kind; only its size is limited."""

    file = forms.FileField(
        label=_("PDF file"),
        help_text=_("We check it in memory and do not keep it."),
        allow_empty_file=True,
        max_length=255,
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        limit = conf.get("MAX_UPLOAD_BYTES")
        if upload.size > limit:
            raise ValidationError(
                _("The file is larger than %(limit)s MB."),
                params={"limit": limit // 1024**2},
            )
        return upload
