"""The public site of the demo, in Polish and English.

writing        how texts are written down, Polish and English side by side
front          home page, office, footer, menu
about …        texts of the pages, by section of the site
papers         texts of the documents; ``documents`` makes files of them
build          puts it all into the tree
translations   makes it known to wagtail-localize
"""

from .build import create_demo_site

__all__ = ["create_demo_site"]
