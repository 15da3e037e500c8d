"""The native half's functions, for both bindings: ``hpyffi_NAME`` takes words and returns a word."""

import os

LIBRARY = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "_ffihost.so")

# Entries of the handle table; each has four words.
ENTRIES = 1 << 24

# Name to number of arguments.
FUNCTIONS = {
    "hpyffi_start": 0,
    "hpyffi_ident": 0,
    "hpyffi_upcall_names": 0,
    "hpyffi_set_upcall": 2,
    "hpyffi_upcall_counts": 1,
    "hpyffi_open": 5,
    "hpyffi_debug_report": 0,
    "hpyffi_symbol": 2,
    "hpyffi_alloc": 0,
    "hpyffi_reserve": 1,
    "hpyffi_close": 1,
    "hpyffi_allocate": 1,
    "hpyffi_clear": 2,
    "hpyffi_release": 1,
    "hpyffi_abandon": 2,
    "hpyffi_drain": 2,
    "hpyffi_wake": 0,
    "hpyffi_free": 2,
    "hpyffi_peek": 2,
    "hpyffi_poke": 3,
    "hpyffi_register_type": 6,
    "hpyffi_add_ancestor": 2,
    "hpyffi_new": 2,
    "hpyffi_destroy": 1,
    "hpyffi_offer": 3,
    "hpyffi_spares": 1,
    "hpyffi_block_size": 1,
    "hpyffi_take_field": 2,
    "hpyffi_take_fresh": 2,
    "hpyffi_capsule_destructor": 4,
    "hpyffi_call": 5,
    "hpyffi_packed": 2,
    "hpyffi_unary": 2,
    "hpyffi_binary": 2,
    "hpyffi_varargs": 3,
    "hpyffi_keywords": 4,
}
