#!/usr/bin/env python3
"""Writes a C++ source that holds files as byte arrays.

usage: embed.py OUTPUT.cpp NAMESPACE::SYMBOL FOLDER FILE...

The bytes come in through the assembler's .incbin: a compiler needs seconds for a megabyte of
initialisers, an assembler none.
"""

import pathlib
import sys


def main() -> int:
    output, symbol, folder, *files = sys.argv[1:]
    namespace, _, function = symbol.rpartition("::")
    label = symbol.replace("::", "_") + "_file"
    sizes = [(pathlib.Path(folder) / name).stat().st_size for name in files]
    lines = ["#include <array>", '#include "millrace/base/embedded_file.h"', ""]
    for index, name in enumerate(files):
        path = (pathlib.Path(folder) / name).resolve()
        lines += [f'asm(".section .rodata\\n.balign 16\\n{label}{index}:\\n.incbin \\"{path}\\"\\n'
                  f'.byte 0\\n.previous\\n");',
                  f'extern "C" const char {label}{index}[];']
    lines += ["", f"namespace {namespace} {{",
              f"std::span<const millrace::base::EmbeddedFile> {function}() {{",
              f"    static const std::array<millrace::base::EmbeddedFile, {len(files)}> files = {{{{"]
    lines += [f'        {{"{name}", {{{label}{index}, {size}}}}},'
              for index, (name, size) in enumerate(zip(files, sizes))]
    lines += ["    }};", "    return files;", "}", f"}}  // namespace {namespace}", ""]
    pathlib.Path(output).write_text("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
