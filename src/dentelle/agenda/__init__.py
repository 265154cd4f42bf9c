"""What is on in the museums: events, their dates, where they come from and how they go out."""
