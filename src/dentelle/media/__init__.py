"""Pictures, their credits and rights, and their renditions. No other room opens a picture file."""
