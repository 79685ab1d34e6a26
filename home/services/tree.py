"""Pages below a page, for cards and for the site map."""

from dataclasses import dataclass, field

from wagtail.models import Page

from .pages import exclude_private


@dataclass
class Branch:
    page: Page
    branches: list["Branch"] = field(default_factory=list)


def list_children(page: Page) -> list[Page]:
    """Return the live pages directly below a page, with what their cards show."""
    children = page.get_children().live().order_by("path")
    return list(exclude_private(children).specific())


def list_branches(root: Page) -> list[Branch]:
    """Return all live public pages below ``root`` as a tree, in one query.

    A page below one that is not live is reached by its address, but is not shown.
    """
    pages = Page.objects.descendant_of(root).live().order_by("path")
    top = Branch(root)
    by_path = {root.path: top}
    for page in exclude_private(pages):
        parent = by_path.get(page.path[: -page.steplen])
        if parent is None:
            continue
        by_path[page.path] = branch = Branch(page)
        parent.branches.append(branch)
    return top.branches
