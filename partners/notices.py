"""Where a site says how personal data are processed. Its texts stay with the site."""

from wagtail import hooks


def get_notice_url(request, purpose: str) -> str:
    """Return where the site says how data are processed for this purpose.

    The site registers the hook ``cluster_privacy_notice_url``: a function of the
    request and the purpose that returns an address or nothing.
    """
    for hook in hooks.get_hooks("cluster_privacy_notice_url"):
        if url := hook(request, purpose):
            return url
    return ""
