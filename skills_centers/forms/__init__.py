"""Forms validate, nothing else.

protection     what keeps programs out, without a third party
registrations  the registration form, shared with events
staff          attendance, moving, cancelling
"""
