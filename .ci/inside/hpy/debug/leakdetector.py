"""Debug mode is not tested."""


class LeakDetector:
    """Never used in universal mode."""
