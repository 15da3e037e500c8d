"""One line of the benchmark."""


class Row:
    """One line of the benchmark.

    `suite` and `label` name it, together with `size`; `statement` is what is timed, and `names(np)`
    gives the variables in it, a dict, made with the array module `np`.

    >>> Row("ufunc", "a + b", 10, "a + b", lambda np: {"a": np.ones(10), "b": np.ones(10)})
    <Row ufunc: a + b, 10>
    """

    __slots__ = ("label", "names", "size", "statement", "suite")

    def __init__(self, suite, label, size, statement, names):
        """Describe a measurement; nothing is made yet."""
        self.suite = suite
        self.label = label
        self.size = size
        self.statement = statement
        self.names = names

    def __repr__(self):
        return f"<Row {self.suite}: {self.label}, {self.size}>"
