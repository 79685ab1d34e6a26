"""How a block looks before an editor has written anything."""


class WithSample:
    """A block whose preview speaks the language of the editor.

    ``Meta.preview_value`` is read when the module is imported, when no language is
    active yet.
    """

    def get_sample(self):
        raise NotImplementedError

    def get_preview_value(self):
        return self.normalize(self.get_sample())
