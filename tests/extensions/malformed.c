/* Universal extensions with one thing wrong with each. Needs no headers: the structs are written out here.
 * NAME is the module's name; MAJOR and MINOR what it asks for; SIZE, KIND and NULL_DEF what its init function gives. */
#include <stddef.h>
#include <stdint.h>

#define JOIN2(a, b) a##b
#define JOIN(a, b) JOIN2(a, b)
#ifndef MAJOR
#define MAJOR 0
#endif
#ifndef MINOR
#define MINOR 0
#endif
#ifndef SIZE
#define SIZE 0
#endif
#ifndef KIND
#define KIND 2
#endif

#define EXPORT __attribute__((visibility("default")))

EXPORT uint32_t JOIN(get_required_hpy_major_version_, NAME)(void) { return MAJOR; }
EXPORT uint32_t JOIN(get_required_hpy_minor_version_, NAME)(void) { return MINOR; }
EXPORT void JOIN(HPyInitGlobalContext_, NAME)(void *ctx) {}

#ifndef NO_INIT
static struct {
    int kind;
    const char *name;
    void *function, *trampoline;
    int signature;
    const char *doc;
    void *rest[2];
} define = {KIND, "broken", NULL, NULL, 3, NULL};
static void *defines[] = {&define, NULL};
static struct {
    const char *doc;
    ptrdiff_t size;
    void *legacy_methods, **defines, *globals;
} definition = {"malformed", SIZE, NULL, defines, NULL};

EXPORT void *JOIN(HPyInit_, NAME)(void)
{
#ifdef NULL_DEF
    return NULL;
#endif
    return &definition;
}
#endif
