"""A map drawn on the server: outlines from a file of the install, points for museums, no third party."""
