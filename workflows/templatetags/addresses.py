"""E-mail addresses in the columns of a document."""

from django import template

register = template.Library()

# What fits in the columns of `.contacts` in document.css.
COLUMN_CHARACTERS = 30


@register.filter
def fold_address(address: str) -> str:
    """Return a long address with a line break before the @, which CSS has to keep.

    Plain text: any element in a link costs the link its place in the tag tree, and
    a zero-width space would be copied with the address.
    """
    if len(address) <= COLUMN_CHARACTERS:
        return address
    return "\n@".join(address.rsplit("@", 1))
