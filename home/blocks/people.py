"""Whom to ask, and what to do next."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from partners.models.organisations import phone_validator

from .links import LinkBlock
from .samples import WithSample

GROUP = _("People and actions")


class PersonBlock(blocks.StructBlock):
    function = blocks.CharBlock(
        label=_("function"),
        max_length=120,
        help_text=_("Functions last longer than names."),
    )
    name = blocks.CharBlock(label=_("name"), required=False, max_length=120)
    matters = blocks.CharBlock(
        label=_("responsible for"), required=False, max_length=250
    )
    email = blocks.EmailBlock(label=_("e-mail"), required=False)
    phone = blocks.CharBlock(
        label=_("phone"),
        required=False,
        max_length=16,
        validators=[phone_validator],
        help_text=_("With the country code and without spaces: +48757000000"),
    )

    class Meta:
        icon = "user"
        label = _("person")


class PeopleBlock(WithSample, blocks.StructBlock):
    title = blocks.CharBlock(label=_("heading"), required=False, max_length=90)
    people = blocks.ListBlock(PersonBlock(), label=_("people"), min_num=1)

    class Meta:
        icon = "group"
        label = _("people")
        group = GROUP
        template = "home/blocks/people.html"
        description = _("Whom to ask, by function. No photographs are needed.")

    def get_sample(self):
        return {
            "title": gettext("Whom to ask"),
            "people": [
                {
                    "function": gettext("Coordinator of patronage classes"),
                    "matters": gettext("agreements between schools and employers"),
                    "email": "klasy@klaster.example",
                    "phone": "+48757000000",
                },
                {
                    "function": gettext("Coordinator of events"),
                    "email": "wydarzenia@klaster.example",
                },
            ],
        }


class CallToActionBlock(WithSample, blocks.StructBlock):
    title = blocks.CharBlock(label=_("heading"), max_length=90)
    text = blocks.TextBlock(label=_("text"), required=False, max_length=400)
    link = LinkBlock(label=_("button"))

    class Meta:
        icon = "pick"
        label = _("call to action")
        group = GROUP
        template = "home/blocks/call_to_action.html"
        description = _("One thing that the reader can do next, with a button.")

    def get_sample(self):
        return {
            "title": gettext("Open a patronage class"),
            "text": gettext(
                "A school or an employer starts with a draft in the portal."
            ),
            "link": {"label": gettext("Draft an agreement"), "action": "new_agreement"},
        }
