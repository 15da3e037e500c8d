//! The lists as C.

use crate::c::declared;
use crate::constants::CONSTANTS;
use crate::structs::STRUCTS;
use crate::{CAPSULE, FUNCTIONS, MAJOR, MINOR};
use std::fmt::Write;

/// `include/uniarray/array_api_table.h`
pub fn text() -> String {
    let mut out = String::new();
    write(&mut out).expect("a String takes everything");
    out
}

fn write(out: &mut String) -> std::fmt::Result {
    out.push_str(HEAD);
    let capsule = CAPSULE.to_string_lossy();
    writeln!(out, "#define UA_API_MAJOR {MAJOR}")?;
    writeln!(out, "#define UA_API_MINOR {MINOR}")?;
    writeln!(out, "#define UA_API_CAPSULE \"{capsule}\"\n")?;
    for constant in CONSTANTS {
        let (name, text, doc) = (constant.name, constant.text, constant.doc.trim());
        let value = if text.starts_with('-') {
            format!("({text})")
        } else {
            text.to_owned()
        };
        writeln!(out, "#define UA_{name} {value} /* {doc} */")?;
    }
    out.push_str(CALLBACKS);
    for group in STRUCTS {
        writeln!(out, "\n/* {} */", group.doc.trim())?;
        writeln!(out, "typedef struct UA_{} {{", group.name)?;
        for member in group.members {
            writeln!(out, "    {}; /* {} */", member.declared(), member.doc.trim())?;
        }
        writeln!(out, "}} UA_{};", group.name)?;
    }
    out.push_str("\n/* The table, which only grows. */\ntypedef struct UA_Api {\n");
    out.push_str("    uint32_t api_major;\n    uint32_t api_minor;\n    size_t api_size;\n");
    for function in FUNCTIONS {
        let (result, parameters) = ((function.result)(), function.parameters());
        let pointer = format!("(*{})", function.name);
        writeln!(out, "    {}({parameters});", declared(&result, &pointer))?;
    }
    out.push_str("} UA_Api;\n\n#endif\n");
    Ok(())
}

/// `include/uniarray/array_api_calls.h`
pub fn calls() -> String {
    let mut out = String::from(CALLS_HEAD);
    for function in FUNCTIONS {
        let result = (function.result)();
        let names = function.arguments.iter().map(|(name, _)| format!(", {name}"));
        let call = format!("ua_api->{}(ctx{})", function.name, names.collect::<String>());
        let body = if result == "void" {
            call
        } else {
            format!("return {call}")
        };
        let wrapper = format!("{}({})", function.wrapper(), function.parameters());
        let doc = function.doc.trim();
        out += &format!(
            "\n/* {doc} */\nstatic inline {}\n{{\n    {body};\n}}\n",
            declared(&result, &wrapper)
        );
    }
    out + "\n#endif\n"
}

const HEAD: &str = "/* The table of the array C API. Made by crates/uniarray-abi: change the lists there. */
#ifndef UNIARRAY_ARRAY_API_TABLE_H
#define UNIARRAY_ARRAY_API_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include \"hpy.h\"

";

const CALLBACKS: &str = "
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
";

const CALLS_HEAD: &str = "/* The functions of the table, to be called by name. Made by crates/uniarray-abi: change the lists there.

   Every function takes the context of its caller first. Those that give a handle give one that the caller closes, or HPy_NULL with an
   exception set; those that give an int or a size, -1 with an exception set; those that give a pointer, NULL with an exception set. */
#ifndef UNIARRAY_ARRAY_API_CALLS_H
#define UNIARRAY_ARRAY_API_CALLS_H
";
