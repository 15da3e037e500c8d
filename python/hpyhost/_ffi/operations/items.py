"""Items of containers, by key, by number, by text."""

import operator

from hpyhost._ffi.upcalls import operation

for _suffix, _key in (("", "H"), ("_i", "z"), ("_s", "s")):
    operation(f"GetItem{_suffix}", f"H{_key}", "H")(operator.getitem)
    operation(f"SetItem{_suffix}", f"H{_key}H", "v")(operator.setitem)
    operation(f"DelItem{_suffix}", f"H{_key}", "v")(operator.delitem)

operation("Contains", "HH", "i")(operator.contains)
