"""What the public contributes: for now, errors reported on records, kept for the museum."""
