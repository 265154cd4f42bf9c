"""Pictures of objects that never were, drawn by code: each kind its own module, all lit by `surface`."""
