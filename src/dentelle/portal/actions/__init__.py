"""What the portal writes: the lists visitors ask to share, how often things are taken."""
