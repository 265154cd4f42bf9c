"""What a visitor takes away of an object: pictures, bundle, sheets. See docs/rooms/portal.md."""
