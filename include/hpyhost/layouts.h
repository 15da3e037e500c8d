/* Layout hints: what an extension may tell a host about the structs of its types.
 *
 * A host that runs under a JIT compiler (hpyhost/ffi) then compiles `a[i]` and `a[i] = x` to a bounds check and a load or
 * store, and tells the collector how much native memory an object holds. All other hosts ignore the hints: the binary
 * stays the same, and what it does, too.
 *
 * A universal extension `NAME` exports one constant, with C linkage and default visibility:
 *
 *     const struct hpyhost_layouts hpyhost_layouts_NAME = { ... };
 *
 * Offsets are bytes from the start of a type's own struct, the one that HPy_AsStruct gives. Type names are those of the
 * types' specs. Numbers are in the byte order of the machine.
 */
#ifndef HPYHOST_LAYOUTS_H
#define HPYHOST_LAYOUTS_H

#include <stdint.h>

#define HPYHOST_LAYOUTS_VERSION 1

/* An element of an array. */
struct hpyhost_element {
    /* A letter of Python's module struct, one of "?bBhHiIqQfd"; "" if the host shall leave such elements alone. */
    const char *code;
    /* The type of a[i] if it is derived from float or int and has no struct of its own, so that scalar(element) makes one;
     * NULL: a[i] is left to the extension. */
    const char *scalar;
};

/* A type whose instances are strided arrays. `a[i]` of an array with one axis must be scalar(element), where n is added to
 * a negative i once; `a[i] = x` must store x if it is a float, an int in range, a bool (for '?') or of the type `scalar`.
 * With two axes the same holds for `a[i, j]`. The host asks the extension for everything else, errors included. */
struct hpyhost_array {
    const char *type;
    uint32_t data;      /* of a `char *`: the first element; elements are read by plain loads */
    uint32_t shape;     /* of `intptr_t[dims]` */
    uint32_t strides;   /* of `intptr_t[dims]`, in bytes */
    uint32_t dims;      /* arrays with more axes are left alone */
    uint32_t ndim;      /* of a `uint8_t` */
    uint32_t kind;      /* of a `uint8_t`, an index into `kinds` */
    uint32_t writeable; /* of a `uint8_t`, 0 or 1 */
    uint32_t kind_count;
    const struct hpyhost_element *kinds;
};

/* A type whose instances own native memory that the collector does not know of. */
struct hpyhost_memory {
    const char *type;
    uint32_t nbytes; /* of a `size_t` */
    uint32_t reserved;
};

/* A type derived from float, with no struct of its own, whose operators are those of float. For x and y of which each is
 * exactly a float or of the type, and at least one of the type, the sum, difference, product and quotient are type(z) where z is
 * the result for floats, if z is finite and, for the quotient, y is not 0; so are -x, +x and abs(x). Comparisons give one of two
 * immutable objects, which may be shared, by the comparison of floats. The host asks the extension for everything else. */
struct hpyhost_float {
    const char *type;
};

struct hpyhost_layouts {
    uint32_t version; /* HPYHOST_LAYOUTS_VERSION; a host ignores versions that it does not know */
    uint32_t size;    /* of this struct; it only grows */
    uint32_t array_count;
    uint32_t array_size; /* of one array description */
    const struct hpyhost_array *arrays;
    uint32_t memory_count;
    uint32_t memory_size; /* of one memory description */
    const struct hpyhost_memory *memories;
    uint32_t float_count;
    uint32_t float_size; /* of one description */
    const struct hpyhost_float *floats;
};

#endif
