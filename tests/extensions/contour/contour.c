/* Contour lines of a grid of heights by marching squares: an example of an extension on uniarray's array C API.
 *
 * Every cell of the grid has a height at each corner. Where a line of one level crosses the edge between two corners, one of them is above
 * it and the other is not; so the corners' signs say which edges are crossed, and which pairs of them the line connects within the cell.
 * All crossings of an edge are one point, found by linear interpolation, and lines are made by following the pairs from cell to cell. */
#include <hpy.h>
#include <stdlib.h>
#include <uniarray/array_api.h>

/* An edge's neighbours on its line: other edges, or NONE. */
#define NONE (-1)
typedef struct {
    HPy_ssize_t to[2];
} Links;

typedef struct {
    const double *heights;
    HPy_ssize_t rows, columns;
    double level;
    /* Of the edges to the right of each grid point, then of those below each. */
    Links *links;
} Grid;

static double height(const Grid *grid, HPy_ssize_t row, HPy_ssize_t column)
{
    return grid->heights[row * grid->columns + column];
}

/* The edge from a grid point to its right neighbour, and the one to its lower neighbour. */
static HPy_ssize_t edge_right(const Grid *grid, HPy_ssize_t row, HPy_ssize_t column)
{
    return row * grid->columns + column;
}

static HPy_ssize_t edge_down(const Grid *grid, HPy_ssize_t row, HPy_ssize_t column)
{
    return (grid->rows + row) * grid->columns + column;
}

static void link_one(Grid *grid, HPy_ssize_t from, HPy_ssize_t to)
{
    Links *links = &grid->links[from];
    links->to[links->to[0] != NONE] = to;
}

static void link_both(Grid *grid, HPy_ssize_t a, HPy_ssize_t b)
{
    link_one(grid, a, b);
    link_one(grid, b, a);
}

/* Connects the edges that the line crosses in the cell whose upper left corner is given. */
static void march(Grid *grid, HPy_ssize_t row, HPy_ssize_t column)
{
    /* Clockwise from the upper left: corners, and the edges that follow them. */
    double corners[4] = {height(grid, row, column), height(grid, row, column + 1), height(grid, row + 1, column + 1),
                         height(grid, row + 1, column)};
    HPy_ssize_t edges[4] = {edge_right(grid, row, column), edge_down(grid, row, column + 1), edge_right(grid, row + 1, column),
                            edge_down(grid, row, column)};
    HPy_ssize_t crossed[4];
    int count = 0;
    double sum = 0;
    for (int i = 0; i < 4; i++) {
        if (corners[i] != corners[i])
            return; /* There is no line where a height is missing. */
        sum += corners[i];
        if ((corners[i] > grid->level) != (corners[(i + 1) % 4] > grid->level))
            crossed[count++] = edges[i];
    }
    if (count == 2)
        link_both(grid, crossed[0], crossed[1]);
    if (count == 4) {
        /* A saddle: the lines part the two corners that differ from the middle. */
        int apart = (corners[0] > grid->level) != (sum / 4 > grid->level);
        link_both(grid, crossed[0], crossed[apart ? 3 : 1]);
        link_both(grid, crossed[2], crossed[apart ? 1 : 3]);
    }
}

/* Where the line crosses an edge: row and column. */
static void place(const Grid *grid, HPy_ssize_t edge, double point[2])
{
    int down = edge >= grid->rows * grid->columns;
    HPy_ssize_t start = down ? edge - grid->rows * grid->columns : edge;
    HPy_ssize_t row = start / grid->columns, column = start % grid->columns;
    double from = height(grid, row, column), to = height(grid, row + down, column + !down);
    double part = (grid->level - from) / (to - from);
    point[0] = (double)row + (down ? part : 0);
    point[1] = (double)column + (down ? 0 : part);
}

static void release(void *points, void *nothing)
{
    (void)nothing;
    free(points);
}

/* The line through an edge, whose links are used up, as an array of shape (points, 2). */
static HPy line_from(HPyContext *ctx, Grid *grid, HPy_ssize_t first)
{
    HPy_ssize_t used = 0, room = 16, edge = first;
    double *points = malloc((size_t)room * 2 * sizeof(double));
    while (points != NULL) {
        if (used == room) {
            double *larger = realloc(points, (size_t)(room *= 2) * 2 * sizeof(double));
            if (larger == NULL)
                free(points);
            points = larger;
            continue;
        }
        place(grid, edge, points + 2 * used++);
        Links *links = &grid->links[edge];
        int which = links->to[0] == NONE;
        HPy_ssize_t next = links->to[which];
        if (next == NONE)
            break;
        /* Neither end leads here again. */
        links->to[which] = NONE;
        Links *back = &grid->links[next];
        back->to[back->to[0] != edge] = NONE;
        edge = next;
    }
    if (points == NULL) {
        HPyErr_NoMemory(ctx);
        return HPy_NULL;
    }
    /* The array shows these very points, and frees them. */
    HPy_ssize_t shape[2] = {used, 2};
    UA_View memory = {.data = points, .shape = shape, .ndim = 2, .type_num = UA_FLOAT64, .flags = UA_WRITEABLE};
    HPy line = UA_FromMemory(ctx, &memory, HPy_NULL, release, NULL);
    if (HPy_IsNull(line))
        free(points);
    return line;
}

/* Appends all lines through edges with so many links: first those with ends, then closed ones. */
static int append_lines(HPyContext *ctx, Grid *grid, HPy lines, int links)
{
    for (HPy_ssize_t edge = 0; edge < 2 * grid->rows * grid->columns; edge++) {
        const HPy_ssize_t *to = grid->links[edge].to;
        if ((to[0] != NONE) + (to[1] != NONE) != links)
            continue;
        HPy line = line_from(ctx, grid, edge);
        if (HPy_IsNull(line))
            return -1;
        int status = HPyList_Append(ctx, lines, line);
        HPy_Close(ctx, line);
        if (status < 0)
            return -1;
    }
    return 0;
}

static HPy trace_grid(HPyContext *ctx, Grid *grid)
{
    size_t count = 2 * (size_t)grid->rows * (size_t)grid->columns;
    grid->links = malloc((count + 1) * sizeof(Links));
    if (grid->links == NULL) {
        HPyErr_NoMemory(ctx);
        return HPy_NULL;
    }
    /* The grid is ours and all in C: other threads may run Python meanwhile. */
    HPy_BEGIN_LEAVE_PYTHON(ctx)
    for (size_t i = 0; i < count; i++)
        grid->links[i] = (Links){{NONE, NONE}};
    for (HPy_ssize_t row = 0; row + 1 < grid->rows; row++)
        for (HPy_ssize_t column = 0; column + 1 < grid->columns; column++)
            march(grid, row, column);
    HPy_END_LEAVE_PYTHON(ctx)
    HPy lines = HPyList_New(ctx, 0);
    if (!HPy_IsNull(lines) && (append_lines(ctx, grid, lines, 1) < 0 || append_lines(ctx, grid, lines, 2) < 0)) {
        HPy_Close(ctx, lines);
        lines = HPy_NULL;
    }
    free(grid->links);
    return lines;
}

HPyDef_METH(trace, "trace", HPyFunc_VARARGS,
            .doc = "trace(heights, level)\n--\n\n"
                   "The lines along which a grid of heights has a level: a list of arrays of shape (points, 2) with rows and columns, counted\n"
                   "from the first height. A closed line ends with the point it begins with. Cells with a NaN at a corner have no line.")
static HPy trace_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs)
{
    if (nargs != 2) {
        HPyErr_SetString(ctx, ctx->h_TypeError, "trace() takes exactly 2 arguments");
        return HPy_NULL;
    }
    Grid grid = {.level = HPyFloat_AsDouble(ctx, args[1])};
    if (grid.level == -1 && HPyErr_Occurred(ctx))
        return HPy_NULL;
    HPy dtype = UA_DtypeOfType(ctx, UA_FLOAT64);
    if (HPy_IsNull(dtype))
        return HPy_NULL;
    HPy heights = UA_FromAny(ctx, args[0], dtype, 2, 2, UA_C_CONTIGUOUS | UA_ALIGNED | UA_NATIVE);
    HPy_Close(ctx, dtype);
    if (HPy_IsNull(heights))
        return HPy_NULL;
    UA_View view;
    HPy lines = HPy_NULL;
    if (UA_Look(ctx, heights, &view) == 0) {
        grid.heights = view.data;
        grid.rows = view.shape[0];
        grid.columns = view.shape[1];
        lines = trace_grid(ctx, &grid);
    }
    HPy_Close(ctx, heights);
    return lines;
}

HPyDef_SLOT(execute, HPy_mod_exec)
static int execute_impl(HPyContext *ctx, HPy module)
{
    (void)module;
    return UA_ImportArrayApi(ctx);
}

static HPyDef *defines[] = {&execute, &trace, NULL};
static HPyModuleDef definition = {.doc = "Contour lines.", .defines = defines};

HPy_MODINIT(contour, definition)
