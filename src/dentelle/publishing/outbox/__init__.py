"""The one door out: what leaves is written with the decision to send it, and handed over by the worker.

A departure is handed over by whoever moved its row from *waiting* to *sending*; the row says *sent*
once the other side took it. Killed before that move, nothing left and it is tried again. Killed
between the hand-over and its record, nobody can know: the row becomes *unknown* and a person decides.
"""
