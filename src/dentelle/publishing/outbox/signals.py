"""What the outbox tells."""

from django.dispatch import Signal

posted = Signal()  # after commit, without arguments: something waits to leave
