"""Facts that other apps may react to. All are sent after the commit."""

from django.dispatch import Signal

# A signed revision is stored. Arguments: revision.
document_signed = Signal()

# An agreement changed its state. Arguments: agreement, old_state, new_state.
agreement_state_changed = Signal()
