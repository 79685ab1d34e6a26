"""Facts that other apps may react to. All are sent after the commit."""

from django.dispatch import Signal

# A signed revision is stored. Arguments: revision.
document_signed = Signal()

# An agreement changed its state. Arguments: agreement, old_state, new_state.
agreement_state_changed = Signal()

# A subject of another flow changed its state. Arguments: subject, old_state, new_state.
subject_state_changed = Signal()

# `run_due` makes its round: the time for an app to do what is due. No arguments.
# A receiver does things once, also when two rounds meet; its errors are logged.
sweep = Signal()
