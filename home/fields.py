from wagtail.fields import StreamField

from .blocks import BodyBlock


class BodyField(StreamField):
    """The content of a page, made of the blocks that every page may have.

    Migrations do not repeat the blocks: the column is JSON whatever they are, and a
    new block would otherwise be a migration of every type of page.
    """

    def __init__(self, block_types=None, **kwargs):
        super().__init__(block_types or BodyBlock(), **kwargs)

    def deconstruct(self):
        name, _path, _args, kwargs = super().deconstruct()
        kwargs["block_lookup"] = {}
        return name, "wagtail.fields.StreamField", [[]], kwargs
