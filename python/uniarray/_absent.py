"""What stands for an argument that was not given, where None means something."""

__all__ = ["ABSENT", "given"]


class _Absent:
    def __repr__(self):
        return "<no value>"


ABSENT = _Absent()


def given(**arguments):
    """The arguments that were given.

    Examples
    --------
    >>> given(out=None, where=ABSENT)
    {'out': None}
    """
    return {name: value for name, value in arguments.items() if value is not ABSENT}
