"""Debug mode is not tested."""
