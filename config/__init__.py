"""The roof: settings and addresses; wires everything, imported by nothing."""
