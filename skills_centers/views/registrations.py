"""Register, what became of it, cancel: for whatever has places.

An app with places of its own (events) subclasses these views, says how its place or
registration is found and names the addresses. They are never cached: they carry a
token of the visitor.
"""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, View

from partners.notices import get_notice_url
from partners.protection import is_over_limit

from .. import actions
from ..enums import RegistrationState
from ..exceptions import RegistrationError
from ..forms.registrations import RegistrationForm
from ..models.registrations import AbstractRegistration, PlacesMixin
from ..services import tokens


@method_decorator(never_cache, name="dispatch")
class RegisterView(FormView):
    """The form. It works while registration is open, and says so when it is not."""

    form_class = RegistrationForm
    template_name = "skills_centers/register.html"
    # Of the information about personal data (domain §5.2).
    purpose = ""

    def get_place(self) -> PlacesMixin:
        """Return what is registered for, or raise ``Http404``."""
        raise NotImplementedError

    def get_done_url(self, token: str) -> str:
        raise NotImplementedError

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.place = self.get_place()

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "notice_url": get_notice_url(self.request, self.purpose),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            place=self.place,
            registration_status=self.place.registration_status,
            meta_description=_("Registration: %(title)s")
            % {"title": self.place.display_title},
            **kwargs,
        )

    def form_valid(self, form):
        email = form.cleaned_data["email"]
        if is_over_limit(self.request, "register", email):
            form.add_error(
                None,
                _("Too many registrations came from here. Please try again later."),
            )
            return self.form_invalid(form, status=429)
        try:
            registered = actions.register(self.place, form.get_entry())
        except RegistrationError as error:
            form.add_error(None, str(error))
            # What is shown has to be the state of now, not of before.
            self.place = self.get_place()
            return self.form_invalid(form, status=409)
        token = tokens.make_outcome_token(registered.state)
        return redirect(self.get_done_url(token))

    def form_invalid(self, form, status=422):
        form.renew()
        return self.render_to_response(self.get_context_data(form=form), status=status)


@method_decorator(never_cache, name="dispatch")
class RegisteredView(View):
    """What became of a registration. It says nothing that a stranger may not know."""

    template_name = "skills_centers/registered.html"

    def get_place(self) -> PlacesMixin:
        raise NotImplementedError

    def get(self, request, token: str, **kwargs):
        state = tokens.read_outcome(token)
        if state is None:
            raise Http404
        return render(
            request,
            self.template_name,
            {
                "place": self.get_place(),
                "has_place": state == RegistrationState.CONFIRMED,
            },
        )


@method_decorator(never_cache, name="dispatch")
class CancelView(View):
    """The link in the mail. It asks first: programs that read mail follow links too."""

    model: type[AbstractRegistration]
    template_name = "skills_centers/cancel_registration.html"

    def get_registration(self, token: str) -> AbstractRegistration:
        registration = tokens.find_registration(self.model, token)
        if registration is None:
            raise Http404
        return registration

    def show(self, registration, error: str = "", status: int = 200):
        return render(
            self.request,
            self.template_name,
            {
                "registration": registration,
                "place": registration.place,
                "is_cancelled": registration.state == RegistrationState.CANCELLED,
                "error": error,
            },
            status=status,
        )

    def get(self, request, token: str, **kwargs):
        return self.show(self.get_registration(token))

    def post(self, request, token: str, **kwargs):
        registration = self.get_registration(token)
        try:
            actions.cancel_own(registration)
        except RegistrationError as error:
            registration.refresh_from_db()
            # Pressing the button twice is no error.
            if registration.state != RegistrationState.CANCELLED:
                return self.show(registration, str(error), status=409)
        return redirect(reverse(registration.cancel_url_name, args=[token]))
