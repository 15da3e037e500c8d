"""Random programs of one call, run by NumPy and by the library, and what differs.

A case has a number and comes out the same each time: its number seeds one generator, from which the topic, the arrays
and the arguments are drawn. Plain drawing makes some thousand cases a second; hypothesis, which `test_diff_*` use,
would make a hundredth of that.
"""
