"""HTTP doors of the room."""
