"""The members of the network: who they are, where, since when, and who contributes for whom."""
