"""Dentelle: one install for a network of museums."""
