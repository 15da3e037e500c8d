/* The functions of the table, to be called by name. Made by crates/uniarray-abi: change the lists there.

   Every function takes the context of its caller first. Those that give a handle give one that the caller closes, or HPy_NULL with an
   exception set; those that give an int or a size, -1 with an exception set; those that give a pointer, NULL with an exception set. */
#ifndef UNIARRAY_ARRAY_API_CALLS_H
#define UNIARRAY_ARRAY_API_CALLS_H

/* Whether the object is an array: 1 or 0. */
static inline int UA_ArrayCheck(HPyContext *ctx, HPy object)
{
    return ua_api->array_check(ctx, object);
}

/* Whether the object is an array and of no derived class: 1 or 0. */
static inline int UA_ArrayCheckExact(HPyContext *ctx, HPy object)
{
    return ua_api->array_check_exact(ctx, object);
}

/* Whether the object is a scalar of ours, such as a `float64`: 1 or 0. */
static inline int UA_ScalarCheck(HPyContext *ctx, HPy object)
{
    return ua_api->scalar_check(ctx, object);
}

/* Whether the object is a `dtype`: 1 or 0. */
static inline int UA_DtypeCheck(HPyContext *ctx, HPy object)
{
    return ua_api->dtype_check(ctx, object);
}

/* The dtype of a type number. ValueError for a number that is none. */
static inline HPy UA_DtypeOfType(HPyContext *ctx, int type_num)
{
    return ua_api->dtype_of_type(ctx, type_num);
}

/* The dtype that Python code may name by this object: 'f8', `float`, a scalar type, a dtype. TypeError for others. */
static inline HPy UA_DtypeFrom(HPyContext *ctx, HPy object)
{
    return ua_api->dtype_from(ctx, object);
}

/* Tells type number, size and the like of a dtype. */
static inline int UA_DtypeLook(HPyContext *ctx, HPy dtype, UA_DType *out)
{
    return ua_api->dtype_look(ctx, dtype, out);
}

/* The dtype to which both can be cast safely. */
static inline HPy UA_PromoteTypes(HPyContext *ctx, HPy a, HPy b)
{
    return ua_api->promote_types(ctx, a, b);
}

/* Whether the rule lets elements of one dtype be cast to another: 1 or 0. */
static inline int UA_CanCast(HPyContext *ctx, HPy from, HPy to, int casting)
{
    return ua_api->can_cast(ctx, from, to, casting);
}

/* An array whose elements are whatever the memory holds. */
static inline HPy UA_Empty(HPyContext *ctx, int ndim, const HPy_ssize_t *shape, HPy dtype, int order)
{
    return ua_api->empty(ctx, ndim, shape, dtype, order);
}

/* An array of zeros. */
static inline HPy UA_Zeros(HPyContext *ctx, int ndim, const HPy_ssize_t *shape, HPy dtype, int order)
{
    return ua_api->zeros(ctx, ndim, shape, dtype, order);
}

/* An array of one value; of its own dtype where `dtype` is null. */
static inline HPy UA_Full(HPyContext *ctx, int ndim, const HPy_ssize_t *shape, HPy value, HPy dtype, int order)
{
    return ua_api->full(ctx, ndim, shape, value, dtype, order);
}

/* As `empty`, in C order, by type number. */
static inline HPy UA_EmptyOfType(HPyContext *ctx, int type_num, int ndim, const HPy_ssize_t *shape)
{
    return ua_api->empty_of_type(ctx, type_num, ndim, shape);
}

/* As `zeros`, in C order, by type number. */
static inline HPy UA_ZerosOfType(HPyContext *ctx, int type_num, int ndim, const HPy_ssize_t *shape)
{
    return ua_api->zeros_of_type(ctx, type_num, ndim, shape);
}

/* An empty array of the shape and class of another one, and of its dtype where `dtype` is null. */
static inline HPy UA_EmptyLike(HPyContext *ctx, HPy array, HPy dtype, int order)
{
    return ua_api->empty_like(ctx, array, dtype, order);
}

/* An array that shows memory made elsewhere, and copies nothing. Of `memory` data, ndim, shape, type_num and the flag WRITEABLE count; null strides are those of C order. `owner` (or null) lives as long as the memory is in use, and then `release` (or null) is called with the data and `argument`; not so if this fails, when the memory is still the caller's. */
static inline HPy UA_FromMemory(HPyContext *ctx, const UA_View *memory, HPy owner, UA_Release release, void *argument)
{
    return ua_api->from_memory(ctx, memory, owner, release, argument);
}

/* The object itself if it is an array that meets the demands, or else an array made of it. A null `dtype` is any; `min_ndim` adds axes of extent 1 in front, more than `max_ndim` axes are a ValueError (0 for any number). TypeError for casts that are not safe, unless FORCECAST is demanded; ValueError for a demanded WRITEABLE that only a copy could give. */
static inline HPy UA_FromAny(HPyContext *ctx, HPy object, HPy dtype, int min_ndim, int max_ndim, uint32_t demands)
{
    return ua_api->from_any(ctx, object, dtype, min_ndim, max_ndim, demands);
}

/* Tells all that there is to know of an array at once. */
static inline int UA_Look(HPyContext *ctx, HPy array, UA_View *out)
{
    return ua_api->look(ctx, array, out);
}

/* The address of the element at index zero. */
static inline void *UA_Data(HPyContext *ctx, HPy array)
{
    return ua_api->data(ctx, array);
}

/* The number of axes. */
static inline int UA_Ndim(HPyContext *ctx, HPy array)
{
    return ua_api->ndim(ctx, array);
}

/* The extents. They live as long as the array and until it is given another shape. Not null without axes. */
static inline const HPy_ssize_t *UA_Shape(HPyContext *ctx, HPy array)
{
    return ua_api->shape(ctx, array);
}

/* Bytes from one element to the next, per axis. */
static inline const HPy_ssize_t *UA_Strides(HPyContext *ctx, HPy array)
{
    return ua_api->strides(ctx, array);
}

/* The number of elements. */
static inline HPy_ssize_t UA_Size(HPyContext *ctx, HPy array)
{
    return ua_api->size(ctx, array);
}

/* Bytes per element. */
static inline HPy_ssize_t UA_Itemsize(HPyContext *ctx, HPy array)
{
    return ua_api->itemsize(ctx, array);
}

/* The type number of the elements. */
static inline int UA_TypeNum(HPyContext *ctx, HPy array)
{
    return ua_api->type_num(ctx, array);
}

/* The array's flags. */
static inline int UA_Flags(HPyContext *ctx, HPy array)
{
    return ua_api->flags(ctx, array);
}

/* The array's dtype. */
static inline HPy UA_Dtype(HPyContext *ctx, HPy array)
{
    return ua_api->dtype(ctx, array);
}

/* The object whose memory the array shows, or None. */
static inline HPy UA_Base(HPyContext *ctx, HPy array)
{
    return ua_api->base(ctx, array);
}

/* Whether the memory in which two arrays lie overlaps: 1 or 0. */
static inline int UA_MayOverlap(HPyContext *ctx, HPy a, HPy b)
{
    return ua_api->may_overlap(ctx, a, b);
}

/* The elements in another shape, one of whose extents may be -1; a copy where strides cannot say it. */
static inline HPy UA_Reshape(HPyContext *ctx, HPy array, int ndim, const HPy_ssize_t *shape, int order)
{
    return ua_api->reshape(ctx, array, ndim, shape, order);
}

/* The axes in another order, as many as there are; null reverses them. */
static inline HPy UA_Transpose(HPyContext *ctx, HPy array, const HPy_ssize_t *axes)
{
    return ua_api->transpose(ctx, array, axes);
}

/* Without the axes of extent 1. */
static inline HPy UA_Squeeze(HPyContext *ctx, HPy array)
{
    return ua_api->squeeze(ctx, array);
}

/* Repeated along new axes and those of extent 1; read-only. */
static inline HPy UA_BroadcastTo(HPyContext *ctx, HPy array, int ndim, const HPy_ssize_t *shape)
{
    return ua_api->broadcast_to(ctx, array, ndim, shape);
}

/* The same memory with elements of another dtype. */
static inline HPy UA_ViewAs(HPyContext *ctx, HPy array, HPy dtype)
{
    return ua_api->view_as(ctx, array, dtype);
}

/* Any layout that begins `offset` bytes after the element at index zero. ValueError unless all of it lies between the array's first byte and its last. */
static inline HPy UA_Window(HPyContext *ctx, HPy array, HPy_ssize_t offset, int ndim, const HPy_ssize_t *shape, const HPy_ssize_t *strides)
{
    return ua_api->window(ctx, array, offset, ndim, shape, strides);
}

/* Allows or forbids writing. ValueError where the owner of the memory forbids it. */
static inline int UA_SetWriteable(HPyContext *ctx, HPy array, int writeable)
{
    return ua_api->set_writeable(ctx, array, writeable);
}

/* The address of the element at an index per axis, which may count from the end. IndexError beyond the extents. */
static inline void *UA_ElementPointer(HPyContext *ctx, HPy array, const HPy_ssize_t *index)
{
    return ua_api->element_pointer(ctx, array, index);
}

/* The element at an index per axis, as a scalar. */
static inline HPy UA_GetElement(HPyContext *ctx, HPy array, const HPy_ssize_t *index)
{
    return ua_api->get_element(ctx, array, index);
}

/* Assigns to the element at an index per axis. */
static inline int UA_SetElement(HPyContext *ctx, HPy array, const HPy_ssize_t *index, HPy value)
{
    return ua_api->set_element(ctx, array, index, value);
}

/* The scalar of an element in memory. */
static inline HPy UA_ScalarFrom(HPyContext *ctx, HPy dtype, const void *element)
{
    return ua_api->scalar_from(ctx, dtype, element);
}

/* Writes a number as an element of a dtype to memory. */
static inline int UA_ScalarInto(HPyContext *ctx, HPy value, HPy dtype, void *element)
{
    return ua_api->scalar_into(ctx, value, dtype, element);
}

/* Assigns one value to all elements. */
static inline int UA_Fill(HPyContext *ctx, HPy array, HPy value)
{
    return ua_api->fill(ctx, array, value);
}

/* A new array with the elements cast to a dtype. */
static inline HPy UA_Cast(HPyContext *ctx, HPy array, HPy dtype, int order, int casting)
{
    return ua_api->cast(ctx, array, dtype, order, casting);
}

/* A new array with the same elements. */
static inline HPy UA_Copy(HPyContext *ctx, HPy array, int order)
{
    return ua_api->copy(ctx, array, order);
}

/* Copies the elements of one array to another one, to whose shape they broadcast. */
static inline int UA_CopyInto(HPyContext *ctx, HPy into, HPy from, int casting)
{
    return ua_api->copy_into(ctx, into, from, casting);
}

/* The shape to which arrays broadcast: writes up to MAX_DIMS extents and gives their number. */
static inline int UA_BroadcastShape(HPyContext *ctx, int count, const HPy *arrays, HPy_ssize_t *shape)
{
    return ua_api->broadcast_shape(ctx, count, arrays, shape);
}

/* Runs a loop over the elements of arrays that are broadcast together. */
static inline int UA_ForEach(HPyContext *ctx, const UA_Iteration *plan)
{
    return ua_api->for_each(ctx, plan);
}

/* The ufunc of a name. AttributeError if there is none. */
static inline HPy UA_Ufunc(HPyContext *ctx, const char *name)
{
    return ua_api->ufunc(ctx, name);
}

/* Calls a ufunc on inputs (and outputs, if there are more), with keywords in a dict or null. */
static inline HPy UA_CallUfunc(HPyContext *ctx, HPy ufunc, const HPy *arguments, size_t count, HPy keywords)
{
    return ua_api->call_ufunc(ctx, ufunc, arguments, count, keywords);
}

/* Folds axes by a ufunc of two inputs; null `axes` are all. `dtype` and `out` may be null. */
static inline HPy UA_Reduce(HPyContext *ctx, HPy ufunc, HPy array, int naxes, const HPy_ssize_t *axes, HPy dtype, HPy out, int keepdims)
{
    return ua_api->reduce(ctx, ufunc, array, naxes, axes, dtype, out, keepdims);
}

/* Folds along an axis and keeps what it has at each place. */
static inline HPy UA_Accumulate(HPyContext *ctx, HPy ufunc, HPy array, int axis, HPy dtype, HPy out)
{
    return ua_api->accumulate(ctx, ufunc, array, axis, dtype, out);
}

/* The product of matrices. `out` may be null. */
static inline HPy UA_Matmul(HPyContext *ctx, HPy a, HPy b, HPy out)
{
    return ua_api->matmul(ctx, a, b, out);
}

/* Warns of floating-point errors, or raises, as the user's `errstate` says. */
static inline int UA_ReportFloatErrors(HPyContext *ctx, uint32_t errors, const char *place)
{
    return ua_api->report_float_errors(ctx, errors, place);
}

/* Forgets what errors this thread's floating-point unit has met. */
static inline void UA_ClearFloatErrors(HPyContext *ctx)
{
    ua_api->clear_float_errors(ctx);
}

/* The errors that this thread's floating-point unit has met since they were cleared. */
static inline uint32_t UA_FloatErrors(HPyContext *ctx)
{
    return ua_api->float_errors(ctx);
}

/* Makes a ufunc, which is called as any other. What the loops point to lives as long as the process. */
static inline HPy UA_RegisterUfunc(HPyContext *ctx, const UA_UfuncSpec *spec)
{
    return ua_api->register_ufunc(ctx, spec);
}

/* Makes a ufunc of whole vectors and matrices and of stacks of them, which is called as any other. What the loops point to lives as long as the process. */
static inline HPy UA_RegisterGeneralUfunc(HPyContext *ctx, const UA_GeneralUfuncSpec *spec)
{
    return ua_api->register_general_ufunc(ctx, spec);
}

#endif
