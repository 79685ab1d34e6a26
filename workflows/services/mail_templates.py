"""Texts of mails: those in code, and what the office wrote instead.

A text may name the variables of the text in code, and ``number`` and ``title`` of
what the mail is about. Whatever is wrong with a changed text, the mail goes out: with
the text in code.
"""

import logging
import re
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ..models import MailTemplate
from . import audit
from .mail_texts import MAILS, get_group

logger = logging.getLogger(__name__)

LANGUAGES = ("pl", "en")
_NAME = re.compile(r"%\((\w+)\)s")
# Percent signs that are doubled, or begin a variable.
_FINE = re.compile(r"%%|%\(\w+\)s")

# Shown in the preview; also what each variable is, for whoever writes a text.
SAMPLES = {
    "number": "KP/2026/0007",
    "title": "Technik mechatronik – klasa patronacka 2026/2027",
    "person": "Jan Przykładowy",
    "actor": "Anna Przykładowa",
    "reason": "…",
    "due": "31.12.2026",
    "hour": "10:00",
    "place": "Kamienna Góra",
    "waiting_for": "Jan Przykładowy",
    "count": "3",
    "list": "– …",
    "since": "01.07.2026",
    "until": "14.07.2026",
    "wording": "…",
    "matter": "ID/2026/0007",
}


class Texts:
    """The texts of one event in all languages, read by one query."""

    def __init__(self, key: str):
        self.key = key
        rows = MailTemplate.objects.filter(key=key)
        self._changed = {row.language: row for row in rows}

    def write(self, language: str, values: dict) -> tuple[str, str]:
        """Return subject and body with the values filled in."""
        changed = self._changed.get(language)
        if changed is not None:
            try:
                return _fill(changed.subject, changed.body, values)
            # A variable may have gone since the office wrote the text.
            except (KeyError, ValueError, TypeError):
                logger.exception("The text of %s does not fit.", changed)
        return _fill(*get_default(self.key, language), values)


def _fill(subject: str, body: str, values: dict) -> tuple[str, str]:
    return " ".join((subject % values).split())[:250], body % values


def get_default(key: str, language: str) -> tuple[str, str]:
    """Return subject and body as the code has them. Raises ``KeyError``."""
    subject, body = MAILS[key]
    with translation.override(language):
        return str(subject), str(body)


@dataclass(frozen=True)
class Row:
    """One event and the languages in which the office changed it."""

    key: str
    group: str
    subject: str
    changed: tuple[str, ...]


def list_rows(language: str) -> list[Row]:
    """Return every event that sends mails, in alphabetical order."""
    changed: dict[str, list[str]] = {}
    for row in MailTemplate.objects.values_list("key", "language"):
        changed.setdefault(row[0], []).append(row[1])
    return [
        Row(
            key,
            get_group(key),
            get_default(key, language)[0],
            tuple(sorted(changed.get(key, ()))),
        )
        for key in sorted(MAILS)
    ]


def list_variables(key: str) -> list[str]:
    """Return the names that a text may use."""
    names = {"number", "title"}
    for language in LANGUAGES:
        for text in get_default(key, language):
            names |= set(_NAME.findall(text))
    return sorted(names)


def check_text(key: str, text: str) -> list[str]:
    """Return what is wrong with a text, in words; nothing if it can be used."""
    allowed = list_variables(key)
    unknown = [name for name in _NAME.findall(text) if name not in allowed]
    if unknown:
        return [
            _("Unknown here: %(names)s. You can use: %(allowed)s.")
            % {
                "names": ", ".join(f"%({name})s" for name in dict.fromkeys(unknown)),
                "allowed": ", ".join(f"%({name})s" for name in allowed),
            }
        ]
    if "%" in _FINE.sub("", text):
        return [
            _("Write a percent sign twice (%%), and a variable as %(example)s.")
            % {"example": f"%({allowed[0]})s"}
        ]
    return []


def preview(key: str, subject: str, body: str) -> tuple[str, str]:
    """Return the texts with sample values, as a reader would see them."""
    names = list_variables(key)
    return _fill(
        subject, body, {name: SAMPLES.get(name, f"[{name}]") for name in names}
    )


@transaction.atomic
def change(key: str, language: str, *, subject: str, body: str, user) -> MailTemplate:
    """Keep the office's wording. The caller has checked it."""
    row, _created = MailTemplate.objects.update_or_create(
        key=key,
        language=language,
        defaults={
            "subject": subject,
            "body": body,
            "changed_at": timezone.now(),
            "changed_by": user,
        },
    )
    audit.record(
        "cluster_workflows.change_mail",
        row,
        user=user,
        data={"subject": subject, "body": body},
    )
    return row


@transaction.atomic
def reset(key: str, language: str, *, user) -> bool:
    """Go back to the wording in code; returns whether there was another."""
    row = MailTemplate.objects.filter(key=key, language=language).first()
    if row is None:
        return False
    audit.record("cluster_workflows.reset_mail", row, user=user)
    row.delete()
    return True
