"""Views of the portal, a page a file."""
