"""How much searching one client may do: `catalogue.limits`, one budget for pages and machines."""

from dentelle.catalogue.limits import address_of, client_of, cost_of, spend

__all__ = ["address_of", "client_of", "cost_of", "spend"]
