"""Jobs, internships, apprenticeships, civic services and volunteering in the museums, entered once.

The room receives no application: an offer says where to send it.
"""
