"""Questions about events; none of them sees what is not public."""
