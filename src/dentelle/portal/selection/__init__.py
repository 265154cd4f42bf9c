"""A visitor's list of objects: its address, and the files it becomes.

The list is its address: nothing of it is kept here or on the visitor's device, unless they ask for
a link. See docs/rooms/portal.md.
"""
