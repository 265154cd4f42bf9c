"""Journeys in a real browser, against the product as `./dentelle run` starts it."""
