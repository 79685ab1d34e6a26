"""Strings of other packages that home's catalogue translates.

django-allauth brings Polish for all of them but the label "Name", yet with mistakes
("Request Code" became the code of a request) or as if every reader were a man.
Wagtail lacks Polish for its schedule, and its button needs the name of a workflow in a
case that a name does not have. The catalogue of the first app wins.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

ALLAUTH = [
    gettext_noop("An authenticator app is not active."),
    gettext_noop("Are you sure you want to sign out?"),
    gettext_noop("Are you sure?"),
    gettext_noop("Authentication using an authenticator app is active."),
    gettext_noop("Authenticator App"),
    gettext_noop("Authenticator app activated."),
    gettext_noop("Authenticator app deactivated."),
    gettext_noop("Authenticator code"),
    gettext_noop("Deactivate Authenticator App"),
    gettext_noop("Email"),
    gettext_noop("Enter an authenticator code:"),
    gettext_noop("Enter your password:"),
    gettext_noop("Forgot your password?"),
    gettext_noop(
        "Forgotten your password? Enter your email address below, and we'll send you "
        "an email allowing you to reset it."
    ),
    gettext_noop("Name"),
    gettext_noop("Please type your current password."),
    gettext_noop("Request Code"),
    gettext_noop("Request new code"),
    gettext_noop("Sign In"),
    gettext_noop("Two-Factor Authentication"),
    gettext_noop("Use a security key"),
    gettext_noop("Use authenticator app or code"),
    gettext_noop(
        "We have sent you an email. If you have not received it please check your spam "
        "folder. Otherwise contact us if you do not receive it in a few minutes."
    ),
    gettext_noop(
        "You are about to deactivate authenticator app based authentication. Are you "
        "sure?"
    ),
    ngettext_lazy(
        "You have added %(count)s security key.",
        "You have added %(count)s security keys.",
        "count",
    ),
    gettext_noop("Your password has been set."),
]

WAGTAIL = [
    gettext_noop("Schedule to publish"),
    gettext_noop("Submit to %(workflow_name)s"),
    gettext_noop(
        "This publishing schedule will only take effect after you select the "
        '"Schedule to publish" option'
    ),
]
