"""Verbs about events: writing them, and taking in what feeds and sheets say."""

from dentelle.agenda.actions.events import carry_on, create_event, edit_event, materialise

__all__ = ["carry_on", "create_event", "edit_event", "materialise"]
