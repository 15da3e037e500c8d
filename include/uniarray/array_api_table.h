/* The table of the array C API. Made by crates/uniarray-abi: change the lists there. */
#ifndef UNIARRAY_ARRAY_API_TABLE_H
#define UNIARRAY_ARRAY_API_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "hpy.h"

#define UA_API_MAJOR 1
#define UA_API_MINOR 1
#define UA_API_CAPSULE "uniarray._core._C_API"

#define UA_BOOL 0 /* Type number: truth values of one byte. */
#define UA_INT8 1 /* Type number: signed integers of 8 bits. */
#define UA_UINT8 2 /* Type number: unsigned integers of 8 bits. */
#define UA_INT16 3 /* Type number: signed integers of 16 bits. */
#define UA_UINT16 4 /* Type number: unsigned integers of 16 bits. */
#define UA_INT32 5 /* Type number: signed integers of 32 bits. */
#define UA_UINT32 6 /* Type number: unsigned integers of 32 bits. */
#define UA_INT64 7 /* Type number: signed integers of 64 bits. */
#define UA_UINT64 8 /* Type number: unsigned integers of 64 bits. */
#define UA_INTP 7 /* Type number: the integer that counts and indexes. */
#define UA_FLOAT32 11 /* Type number: `float`. */
#define UA_FLOAT64 12 /* Type number: `double`. */
#define UA_COMPLEX64 14 /* Type number: two `float`. */
#define UA_COMPLEX128 15 /* Type number: two `double`. */
#define UA_FLOAT16 23 /* Type number: floating-point numbers of 16 bits. */
#define UA_ANY_TYPE (-1) /* In place of a type number: whatever the array has. */
#define UA_C_CONTIGUOUS 0x0001 /* Array flag, and demand on an array: elements follow each other in C order. */
#define UA_F_CONTIGUOUS 0x0002 /* Array flag, and demand: elements follow each other in Fortran order. */
#define UA_OWNDATA 0x0004 /* Array flag: the memory is the array's own. */
#define UA_FORCECAST 0x0010 /* Demand: a cast may lose values; without it only safe casts are made. */
#define UA_ENSURECOPY 0x0020 /* Demand: a new array, even if the object would do. */
#define UA_ENSUREARRAY 0x0040 /* Demand: an `ndarray`, and none of a derived class. */
#define UA_ALIGNED 0x0100 /* Array flag, and demand: every element lies at a multiple of its alignment. */
#define UA_NATIVE 0x0200 /* Array flag, and demand: elements are in the byte order of this machine. */
#define UA_WRITEABLE 0x0400 /* Array flag, and demand: elements may be written. */
#define UA_BEHAVED 0x0700 /* Array flags together: what code in C usually wants. */
#define UA_ANYORDER (-1) /* Order of elements in memory: Fortran if the array is so, else C. */
#define UA_CORDER 0 /* Order of elements in memory: the last index changes fastest. */
#define UA_FORTRANORDER 1 /* Order of elements in memory: the first index changes fastest. */
#define UA_KEEPORDER 2 /* Order of elements in memory: as close to the array's as possible. */
#define UA_NO_CASTING 0 /* Casting rule: no change at all. */
#define UA_EQUIV_CASTING 1 /* Casting rule: byte order may change. */
#define UA_SAFE_CASTING 2 /* Casting rule: every value is kept. */
#define UA_SAME_KIND_CASTING 3 /* Casting rule: safe, or within a kind, or to a higher one. */
#define UA_UNSAFE_CASTING 4 /* Casting rule: anything. */
#define UA_READ 1 /* Access to an operand: its elements are read. */
#define UA_WRITE 2 /* Access to an operand: its elements are written. */
#define UA_WITHOUT_PYTHON 1 /* Option of a loop: it runs while other Python threads run, and must not use the context. */
#define UA_IN_INDEX_ORDER 2 /* Option of a loop: elements are visited in the order of their indices. */
#define UA_FPE_DIVIDE 1 /* Floating-point error: division by zero. */
#define UA_FPE_OVERFLOW 2 /* Floating-point error: overflow. */
#define UA_FPE_UNDERFLOW 4 /* Floating-point error: underflow. */
#define UA_FPE_INVALID 8 /* Floating-point error: invalid value. */
#define UA_NO_IDENTITY 1000 /* Identity of a ufunc that has none. */
#define UA_MAX_DIMS 64 /* Most axes of an array. */
#define UA_MAX_ITERATED 8 /* Most operands of `for_each`. */
#define UA_MAX_UFUNC_OPERANDS 4 /* Most operands, inputs and outputs together, of a ufunc. */
#define UA_MAX_UFUNC_INPUTS 3 /* Most inputs of a ufunc. */
#define UA_MAX_UFUNC_OUTPUTS 2 /* Most outputs of a ufunc. */

/* A loop over `n` elements of each operand. Element `i` of operand `k` lies at `pointers[k] + i * strides[k]`. It returns 0, or another
   number for an error, which ends the iteration. */
typedef int (*UA_Loop)(void *const *pointers, const HPy_ssize_t *strides, HPy_ssize_t n, void *argument);

/* A loop over `extents[0]` items of each operand, whose dimensions have the other extents, in the order in which the signature names
   them first. The first strides, one per operand, lead from one item to the next; those of each operand's dimensions follow, operand
   by operand. All strides are multiples of the elements' sizes. It returns 0, or another number for an error, which ends the call. */
typedef int (*UA_GeneralLoop)(void *const *pointers, const HPy_ssize_t *strides, const HPy_ssize_t *extents, void *argument);

/* Frees memory that was handed over. It may run at any time and in any thread, and must not use Python. */
typedef void (*UA_Release)(void *data, void *argument);

/* Raises the exception for the number that a loop has returned. */
typedef void (*UA_Raise)(HPyContext *ctx, int status, void *argument);

/* What an array shows: filled by `look`, and given to `from_memory`. It never changes. */
typedef struct UA_View {
    void *data; /* The element at index zero. */
    const HPy_ssize_t *shape; /* The extents, `ndim` of them. They live as long as the array and until it is given another shape. */
    const HPy_ssize_t *strides; /* Bytes from one element to the next, per axis. */
    HPy_ssize_t size; /* Number of elements. */
    HPy_ssize_t itemsize; /* Bytes per element. */
    int ndim; /* Number of axes. */
    int type_num; /* Type number of the elements. */
    uint32_t flags; /* Array flags. */
    uint32_t reserved; /* Zero. */
} UA_View;

/* What a dtype says of elements. It never changes. */
typedef struct UA_DType {
    HPy_ssize_t itemsize; /* Bytes per element. */
    HPy_ssize_t alignment; /* What addresses of elements are multiples of. */
    int type_num; /* Type number. */
    int kind; /* 'b' truth values, 'i' and 'u' integers, 'f' floating point, 'c' complex. */
    int code; /* NumPy's letter for the type. */
    uint32_t flags; /* Array flags: NATIVE or none. */
} UA_DType;

/* An iteration over the elements of arrays that are broadcast together. */
typedef struct UA_Iteration {
    size_t size; /* `sizeof` of this struct. */
    int count; /* Number of operands, 1 to MAX_ITERATED. */
    int casting; /* Casting rule for operands of other types. */
    const HPy *operands; /* The arrays. */
    const uint32_t *access; /* READ, WRITE or both for each. Those written are not broadcast. */
    const int *types; /* Type number of the elements that the loop gets of each operand; null for those that the arrays have. */
    uint32_t options; /* WITHOUT_PYTHON, IN_INDEX_ORDER, or 0. */
    uint32_t reserved; /* Zero. */
    UA_Loop run; /* Called for each run of elements. */
    void *argument; /* Handed to it. */
} UA_Iteration;

/* A loop of a ufunc. */
typedef struct UA_UfuncLoop {
    const int *types; /* Type numbers of inputs, then outputs. */
    UA_Loop run; /* The loop. It never has the context: it may run while other threads run Python. */
    void *argument; /* Handed to it. */
} UA_UfuncLoop;

/* A new ufunc. */
typedef struct UA_UfuncSpec {
    size_t size; /* `sizeof` of this struct. */
    const char *name; /* Its `__name__`. */
    const char *doc; /* Its docstring; may be null. */
    int nin; /* Number of inputs, 1 to MAX_UFUNC_INPUTS. */
    int nout; /* Number of outputs, 1 to MAX_UFUNC_OUTPUTS. */
    int identity; /* What a reduction over nothing gives, -128 to 127, or NO_IDENTITY. */
    int count; /* Number of loops. */
    const UA_UfuncLoop *loops; /* The loops, in the order in which they are tried. */
    UA_Raise raise; /* Raises the exception when a loop returns another number than 0; null for a RuntimeError. */
    void *argument; /* Handed to it. */
} UA_UfuncSpec;

/* A loop of a generalised ufunc. */
typedef struct UA_GeneralUfuncLoop {
    const int *types; /* Type numbers of inputs, then outputs. */
    UA_GeneralLoop run; /* The loop. It never has the context: it may run while other threads run Python. */
    void *argument; /* Handed to it. */
} UA_GeneralUfuncLoop;

/* A new generalised ufunc. */
typedef struct UA_GeneralUfuncSpec {
    size_t size; /* `sizeof` of this struct. */
    const char *name; /* Its `__name__`. */
    const char *doc; /* Its docstring; may be null. */
    const char *signature; /* The dimensions of an item of each operand: (m,n),(n)->(m). A name is the same extent wherever it is; a number is that extent. */
    int nin; /* Number of inputs, 1 to MAX_UFUNC_INPUTS. */
    int nout; /* Number of outputs, 1 to MAX_UFUNC_OUTPUTS. */
    int count; /* Number of loops. */
    int reserved; /* Zero. */
    const UA_GeneralUfuncLoop *loops; /* The loops, in the order in which they are tried. */
    UA_Raise raise; /* Raises the exception when a loop returns another number than 0; null for a RuntimeError. */
    void *argument; /* Handed to it. */
} UA_GeneralUfuncSpec;

/* The table, which only grows. */
typedef struct UA_Api {
    uint32_t api_major;
    uint32_t api_minor;
    size_t api_size;
    int (*array_check)(HPyContext *ctx, HPy object);
    int (*array_check_exact)(HPyContext *ctx, HPy object);
    int (*scalar_check)(HPyContext *ctx, HPy object);
    int (*dtype_check)(HPyContext *ctx, HPy object);
    HPy (*dtype_of_type)(HPyContext *ctx, int type_num);
    HPy (*dtype_from)(HPyContext *ctx, HPy object);
    int (*dtype_look)(HPyContext *ctx, HPy dtype, UA_DType *out);
    HPy (*promote_types)(HPyContext *ctx, HPy a, HPy b);
    int (*can_cast)(HPyContext *ctx, HPy from, HPy to, int casting);
    HPy (*empty)(HPyContext *ctx, int ndim, const HPy_ssize_t *shape, HPy dtype, int order);
    HPy (*zeros)(HPyContext *ctx, int ndim, const HPy_ssize_t *shape, HPy dtype, int order);
    HPy (*full)(HPyContext *ctx, int ndim, const HPy_ssize_t *shape, HPy value, HPy dtype, int order);
    HPy (*empty_of_type)(HPyContext *ctx, int type_num, int ndim, const HPy_ssize_t *shape);
    HPy (*zeros_of_type)(HPyContext *ctx, int type_num, int ndim, const HPy_ssize_t *shape);
    HPy (*empty_like)(HPyContext *ctx, HPy array, HPy dtype, int order);
    HPy (*from_memory)(HPyContext *ctx, const UA_View *memory, HPy owner, UA_Release release, void *argument);
    HPy (*from_any)(HPyContext *ctx, HPy object, HPy dtype, int min_ndim, int max_ndim, uint32_t demands);
    int (*look)(HPyContext *ctx, HPy array, UA_View *out);
    void *(*data)(HPyContext *ctx, HPy array);
    int (*ndim)(HPyContext *ctx, HPy array);
    const HPy_ssize_t *(*shape)(HPyContext *ctx, HPy array);
    const HPy_ssize_t *(*strides)(HPyContext *ctx, HPy array);
    HPy_ssize_t (*size)(HPyContext *ctx, HPy array);
    HPy_ssize_t (*itemsize)(HPyContext *ctx, HPy array);
    int (*type_num)(HPyContext *ctx, HPy array);
    int (*flags)(HPyContext *ctx, HPy array);
    HPy (*dtype)(HPyContext *ctx, HPy array);
    HPy (*base)(HPyContext *ctx, HPy array);
    int (*may_overlap)(HPyContext *ctx, HPy a, HPy b);
    HPy (*reshape)(HPyContext *ctx, HPy array, int ndim, const HPy_ssize_t *shape, int order);
    HPy (*transpose)(HPyContext *ctx, HPy array, const HPy_ssize_t *axes);
    HPy (*squeeze)(HPyContext *ctx, HPy array);
    HPy (*broadcast_to)(HPyContext *ctx, HPy array, int ndim, const HPy_ssize_t *shape);
    HPy (*view_as)(HPyContext *ctx, HPy array, HPy dtype);
    HPy (*window)(HPyContext *ctx, HPy array, HPy_ssize_t offset, int ndim, const HPy_ssize_t *shape, const HPy_ssize_t *strides);
    int (*set_writeable)(HPyContext *ctx, HPy array, int writeable);
    void *(*element_pointer)(HPyContext *ctx, HPy array, const HPy_ssize_t *index);
    HPy (*get_element)(HPyContext *ctx, HPy array, const HPy_ssize_t *index);
    int (*set_element)(HPyContext *ctx, HPy array, const HPy_ssize_t *index, HPy value);
    HPy (*scalar_from)(HPyContext *ctx, HPy dtype, const void *element);
    int (*scalar_into)(HPyContext *ctx, HPy value, HPy dtype, void *element);
    int (*fill)(HPyContext *ctx, HPy array, HPy value);
    HPy (*cast)(HPyContext *ctx, HPy array, HPy dtype, int order, int casting);
    HPy (*copy)(HPyContext *ctx, HPy array, int order);
    int (*copy_into)(HPyContext *ctx, HPy into, HPy from, int casting);
    int (*broadcast_shape)(HPyContext *ctx, int count, const HPy *arrays, HPy_ssize_t *shape);
    int (*for_each)(HPyContext *ctx, const UA_Iteration *plan);
    HPy (*ufunc)(HPyContext *ctx, const char *name);
    HPy (*call_ufunc)(HPyContext *ctx, HPy ufunc, const HPy *arguments, size_t count, HPy keywords);
    HPy (*reduce)(HPyContext *ctx, HPy ufunc, HPy array, int naxes, const HPy_ssize_t *axes, HPy dtype, HPy out, int keepdims);
    HPy (*accumulate)(HPyContext *ctx, HPy ufunc, HPy array, int axis, HPy dtype, HPy out);
    HPy (*matmul)(HPyContext *ctx, HPy a, HPy b, HPy out);
    int (*report_float_errors)(HPyContext *ctx, uint32_t errors, const char *place);
    void (*clear_float_errors)(HPyContext *ctx);
    uint32_t (*float_errors)(HPyContext *ctx);
    HPy (*register_ufunc)(HPyContext *ctx, const UA_UfuncSpec *spec);
    HPy (*register_general_ufunc)(HPyContext *ctx, const UA_GeneralUfuncSpec *spec);
} UA_Api;

#endif
