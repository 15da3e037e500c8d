#include "arrayapi.h"

#include <stdlib.h>
#include <time.h>

/* Sums doubles: for_each_sum(array, options, type_num, fail). `fail` 1 returns a status at a negative number, 2 raises at one. */
typedef struct {
    HPyContext *ctx;
    double total;
    int fail;
    long runs;
} Sum;

static int sum(void *const *pointers, const HPy_ssize_t *strides, HPy_ssize_t n, void *argument)
{
    Sum *state = argument;
    state->runs++;
    for (HPy_ssize_t i = 0; i < n; i++) {
        double value = *(const double *)((const char *)pointers[0] + i * strides[0]);
        if (value < 0 && state->fail == 1)
            return 5;
        if (value < 0 && state->fail == 2) {
            HPyErr_SetString(state->ctx, state->ctx->h_ArithmeticError, "a negative number");
            return -1;
        }
        /* Depends on the order of elements. */
        state->total = state->total / 2 + value;
    }
    return 0;
}

HPyDef_METH(for_each_sum, "for_each_sum", HPyFunc_VARARGS)
static HPy for_each_sum_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs)
{
    WANT(4)
    Sum state = {.ctx = ctx, .fail = number(ctx, args[3])};
    HPy operands[] = {or_null(ctx, args[0])};
    uint32_t access[] = {UA_READ};
    int types[] = {number(ctx, args[2])};
    UA_Iteration plan = {
        .size = sizeof plan,
        .count = 1,
        .casting = UA_SAFE_CASTING,
        .operands = operands,
        .access = access,
        .types = types,
        .options = (uint32_t)number(ctx, args[1]),
        .run = sum,
        .argument = &state,
    };
    if (UA_ForEach(ctx, &plan) < 0)
        return HPy_NULL;
    return HPyFloat_FromDouble(ctx, state.total);
}

/* Copies doubles of the first operand to the second, less the third: for_each_copy(casting, access of the second, *operands). */
static int difference(void *const *pointers, const HPy_ssize_t *strides, HPy_ssize_t n, void *argument)
{
    const char *from = pointers[0], *less = pointers[2];
    char *into = pointers[1];
    for (HPy_ssize_t i = 0; i < n; i++)
        *(double *)(into + i * strides[1]) = *(const double *)(from + i * strides[0]) - *(const double *)(less + i * strides[2]);
    return 0;
}

HPyDef_METH(for_each_copy, "for_each_copy", HPyFunc_VARARGS)
static HPy for_each_copy_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs)
{
    uint32_t access[8] = {UA_READ, (uint32_t)number(ctx, args[1]), UA_READ, UA_READ, UA_READ, UA_READ, UA_READ, UA_READ};
    int types[8] = {UA_FLOAT64, UA_FLOAT64, UA_FLOAT64, UA_ANY_TYPE, UA_ANY_TYPE, UA_ANY_TYPE, UA_ANY_TYPE, UA_ANY_TYPE};
    UA_Iteration plan = {
        .size = sizeof plan,
        .count = (int)nargs - 2,
        .casting = number(ctx, args[0]),
        .operands = args + 2,
        .access = access,
        .types = types,
        .options = UA_WITHOUT_PYTHON,
        .run = difference,
    };
    return status(ctx, UA_ForEach(ctx, &plan));
}

/* `a + b * factor`; 13 in `b` is an error. */
#define SCALED(type)                                                                                                                       \
    static int scaled_##type(void *const *pointers, const HPy_ssize_t *strides, HPy_ssize_t n, void *argument)                              \
    {                                                                                                                                      \
        const char *a = pointers[0], *b = pointers[1];                                                                                     \
        char *out = pointers[2];                                                                                                           \
        for (HPy_ssize_t i = 0; i < n; i++, a += strides[0], b += strides[1], out += strides[2]) {                                         \
            if (*(const type *)b == 13)                                                                                                    \
                return 13;                                                                                                                 \
            *(type *)out = *(const type *)a + *(const type *)b * *(const int *)argument;                                                   \
        }                                                                                                                                  \
        return 0;                                                                                                                          \
    }
SCALED(int32_t)
SCALED(double)

static void unlucky(HPyContext *ctx, int status, void *argument)
{
    HPyErr_SetString(ctx, ctx->h_LookupError, status == 13 && argument == NULL ? "unlucky number" : "something else");
}

static int factor = 10;
static const int of_int32[] = {UA_INT32, UA_INT32, UA_INT32};
static const int of_float64[] = {UA_FLOAT64, UA_FLOAT64, UA_FLOAT64};
static const UA_UfuncLoop scaled_loops[] = {
    {.types = of_int32, .run = scaled_int32_t, .argument = &factor},
    {.types = of_float64, .run = scaled_double, .argument = &factor},
};

/* register_scaled(whether there is a function that raises, identity) */
HPyDef_METH(register_scaled, "register_scaled", HPyFunc_VARARGS)
static HPy register_scaled_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs)
{
    WANT(2)
    /* The description need not stay. */
    char name[] = "scaled", doc[] = "The first number plus ten times the second.";
    UA_UfuncSpec spec = {
        .size = sizeof spec,
        .name = name,
        .doc = doc,
        .nin = 2,
        .nout = 1,
        .identity = number(ctx, args[1]),
        .count = 2,
        .loops = scaled_loops,
        .raise = HPy_IsTrue(ctx, args[0]) ? unlucky : NULL,
    };
    HPy made = UA_RegisterUfunc(ctx, &spec);
    memset(name, 'x', sizeof name - 1);
    memset(doc, 'x', sizeof doc - 1);
    return made;
}

/* Two outputs of other types than the input's. */
static int divmod_ten(void *const *pointers, const HPy_ssize_t *strides, HPy_ssize_t n, void *argument)
{
    for (HPy_ssize_t i = 0; i < n; i++) {
        uint64_t value = *(const uint64_t *)((const char *)pointers[0] + i * strides[0]);
        *(double *)((char *)pointers[1] + i * strides[1]) = (double)(value / 10);
        *(uint8_t *)((char *)pointers[2] + i * strides[2]) = (uint8_t)(value % 10);
    }
    return 0;
}

HPyDef_METH(register_divmod10, "register_divmod10", HPyFunc_NOARGS)
static HPy register_divmod10_impl(HPyContext *ctx, HPy self)
{
    static const int types[] = {UA_UINT64, UA_FLOAT64, UA_UINT8};
    UA_UfuncLoop loop = {.types = types, .run = divmod_ten};
    UA_UfuncSpec spec = {
        .size = sizeof spec, .name = "divmod10", .nin = 1, .nout = 2, .identity = UA_NO_IDENTITY, .count = 1, .loops = &loop};
    return UA_RegisterUfunc(ctx, &spec);
}

/* register_wrong(what): a description with one thing wrong. */
HPyDef_METH(register_wrong, "register_wrong", HPyFunc_O)
static HPy register_wrong_impl(HPyContext *ctx, HPy self, HPy arg)
{
    static const int wrong_types[] = {UA_FLOAT64, 99, UA_FLOAT64};
    UA_UfuncLoop loop = {.types = of_float64, .run = scaled_double, .argument = &factor};
    UA_UfuncSpec spec = {
        .size = sizeof spec, .name = "wrong", .nin = 2, .nout = 1, .identity = UA_NO_IDENTITY, .count = 1, .loops = &loop};
    switch (number(ctx, arg)) {
    case 0: spec.size = 8; break;
    case 1: spec.name = NULL; break;
    case 2: spec.nin = 4; break;
    case 3: spec.nin = -1; break;
    case 4: spec.nout = 3; spec.nin = 1; break;
    case 5: spec.count = 0; break;
    case 6: spec.loops = NULL; break;
    case 7: loop.types = wrong_types; break;
    case 8: spec.identity = 500; break;
    case 9: loop.types = NULL; break;
    case 10: spec.name = "\xff\xfe"; break;
    default: return UA_RegisterUfunc(ctx, NULL);
    }
    return UA_RegisterUfunc(ctx, &spec);
}

#if UA_API_MINOR >= 1
/* `(m,n),(n)->(m)`: a matrix times a vector; 13 in the matrix is an error. */
#define MATVEC(type)                                                                                                                       \
    static int matvec_##type(void *const *pointers, const HPy_ssize_t *strides, const HPy_ssize_t *extents, void *argument)                \
    {                                                                                                                                      \
        const HPy_ssize_t items = extents[0], m = extents[1], n = extents[2];                                                              \
        for (HPy_ssize_t item = 0; item < items; item++) {                                                                                 \
            const char *matrix = (const char *)pointers[0] + item * strides[0];                                                            \
            const char *vector = (const char *)pointers[1] + item * strides[1];                                                            \
            char *out = (char *)pointers[2] + item * strides[2];                                                                           \
            for (HPy_ssize_t i = 0; i < m; i++) {                                                                                          \
                type sum = 0;                                                                                                              \
                for (HPy_ssize_t j = 0; j < n; j++) {                                                                                      \
                    type value = *(const type *)(matrix + i * strides[3] + j * strides[4]);                                                \
                    if (value == 13)                                                                                                       \
                        return 13;                                                                                                         \
                    sum += value * *(const type *)(vector + j * strides[5]);                                                               \
                }                                                                                                                          \
                *(type *)(out + i * strides[6]) = sum;                                                                                     \
            }                                                                                                                              \
        }                                                                                                                                  \
        return 0;                                                                                                                          \
    }
MATVEC(int32_t)
MATVEC(double)

static const UA_GeneralUfuncLoop matvec_loops[] = {
    {.types = of_int32, .run = matvec_int32_t},
    {.types = of_float64, .run = matvec_double},
};

/* register_matvec(signature, number of inputs): with any but the right ones this is an error. */
HPyDef_METH(register_matvec, "register_matvec", HPyFunc_VARARGS)
static HPy register_matvec_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs)
{
    WANT(2)
    UA_GeneralUfuncSpec spec = {
        .size = sizeof spec,
        .name = "c_matvec",
        .doc = "A matrix times a vector.",
        .signature = HPyUnicode_AsUTF8AndSize(ctx, args[0], NULL),
        .nin = number(ctx, args[1]),
        .nout = 1,
        .count = 2,
        .loops = matvec_loops,
        .raise = unlucky,
    };
    return UA_RegisterGeneralUfunc(ctx, &spec);
}

/* `(n)->(),(3)`: the total, and once, twice and three times the number of elements. */
static int summary(void *const *pointers, const HPy_ssize_t *strides, const HPy_ssize_t *extents, void *argument)
{
    for (HPy_ssize_t item = 0; item < extents[0]; item++) {
        const char *line = (const char *)pointers[0] + item * strides[0];
        double total = 0;
        for (HPy_ssize_t i = 0; i < extents[1]; i++)
            total += *(const double *)(line + i * strides[3]);
        *(double *)((char *)pointers[1] + item * strides[1]) = total;
        for (HPy_ssize_t i = 0; i < extents[2]; i++)
            *(int32_t *)((char *)pointers[2] + item * strides[2] + i * strides[4]) = (int32_t)(extents[1] * (i + 1));
    }
    return 0;
}

HPyDef_METH(register_summary, "register_summary", HPyFunc_NOARGS)
static HPy register_summary_impl(HPyContext *ctx, HPy self)
{
    static const int types[] = {UA_FLOAT64, UA_FLOAT64, UA_INT32};
    UA_GeneralUfuncLoop loop = {.types = types, .run = summary};
    UA_GeneralUfuncSpec spec = {
        .size = sizeof spec, .name = "summary", .signature = "(n)->(),(3)", .nin = 1, .nout = 2, .count = 1, .loops = &loop};
    return UA_RegisterGeneralUfunc(ctx, &spec);
}
#endif

/* How often memory went back, and the argument that came with it. */
static long times_released, last_argument;

static void release(void *data, void *argument)
{
    times_released++;
    last_argument = (long)(intptr_t)argument;
    free(data);
}

HPyDef_METH(released, "released", HPyFunc_NOARGS)
static HPy released_impl(HPyContext *ctx, HPy self)
{
    HPy_ssize_t all[] = {times_released, last_argument};
    return tuple_of(ctx, 2, all);
}

/* from_memory(shape, strides or None, type_num, flags, owner, argument for `release` or None): 64 bytes counted up. */
HPyDef_METH(from_memory, "from_memory", HPyFunc_VARARGS)
static HPy from_memory_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs)
{
    WANT(6)
    static unsigned char still[64];
    HPy_ssize_t shape[64], strides[64];
    int ndim = integers(ctx, args[0], shape);
    if (ndim < 0 || integers(ctx, args[1], strides) < 0)
        return HPy_NULL;
    int returns = !HPy_Is(ctx, args[5], ctx->h_None);
    unsigned char *bytes = returns ? malloc(64) : still;
    for (int i = 0; i < 64; i++)
        bytes[i] = (unsigned char)i;
    UA_View memory = {
        .data = bytes,
        .shape = shape,
        .strides = HPy_Is(ctx, args[1], ctx->h_None) ? NULL : strides,
        .ndim = ndim,
        .type_num = number(ctx, args[2]),
        .flags = (uint32_t)number(ctx, args[3]),
    };
    HPy made = UA_FromMemory(ctx, &memory, or_null(ctx, args[4]), returns ? release : NULL,
                             returns ? (void *)HPyLong_AsSsize_t(ctx, args[5]) : NULL);
    if (HPy_IsNull(made) && returns)
        free(bytes);
    return made;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return 1e9 * (double)time.tv_sec + (double)time.tv_nsec;
}

/* cost(array, n): nanoseconds per call of ndim, data, look and element_pointer, and per pair of context calls that an extension of
   uniarray's own would need for the same: TypeCheck and AsStruct. */
HPyDef_METH(cost, "cost", HPyFunc_VARARGS)
static HPy cost_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs)
{
    WANT(2)
    HPy_ssize_t n = HPyLong_AsSsize_t(ctx, args[1]), index[64] = {0};
    HPy array = args[0], type = HPy_Type(ctx, array);
    volatile size_t sink = 0;
    double start, spent[5];
    UA_View view;
#define TIMED(place, expression)                                                                                                           \
    start = now();                                                                                                                         \
    for (HPy_ssize_t i = 0; i < n; i++)                                                                                                    \
        sink += (size_t)(expression);                                                                                                      \
    spent[place] = (now() - start) / (double)n;
    TIMED(0, UA_Ndim(ctx, array))
    TIMED(1, UA_Data(ctx, array))
    TIMED(2, UA_Look(ctx, array, &view))
    TIMED(3, UA_ElementPointer(ctx, array, index))
    TIMED(4, HPy_TypeCheck(ctx, array, type) + (size_t)ctx->ctx_AsStruct_Object(ctx, array))
    HPy_Close(ctx, type);
    HPyTupleBuilder builder = HPyTupleBuilder_New(ctx, 5);
    for (int i = 0; i < 5; i++) {
        HPy value = HPyFloat_FromDouble(ctx, spent[i]);
        HPyTupleBuilder_Set(ctx, builder, i, value);
        HPy_Close(ctx, value);
    }
    return HPyTupleBuilder_Build(ctx, builder);
}
