"""What rooms above hear of."""

from django.dispatch import Signal

# A thing became visible or ceased to be, after commit: `sender` is its model, `numbers` its keys.
visibility_changed = Signal()
