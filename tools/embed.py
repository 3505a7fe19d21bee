#!/usr/bin/env python3
"""Writes a C++ source that holds files as byte arrays.

usage: embed.py OUTPUT.cpp NAMESPACE::SYMBOL FOLDER FILE...
"""
import pathlib
import sys


def main() -> int:
    output, symbol, folder, *files = sys.argv[1:]
    namespace, _, function = symbol.rpartition("::")
    lines = ['#include "millrace/base/embedded_file.h"', "", "namespace {"]
    for index, name in enumerate(files):
        data = (pathlib.Path(folder) / name).read_bytes()
        lines.append(f"constexpr unsigned char kFile{index}[] = {{")
        for start in range(0, len(data), 32):
            lines.append("    " + "".join(f"{byte}," for byte in data[start : start + 32]))
        lines.append("    0};")
    lines.append("constexpr millrace::base::EmbeddedFile kFiles[] = {")
    for index, name in enumerate(files):
        size = (pathlib.Path(folder) / name).stat().st_size
        lines.append(f'    {{"{name}", {{reinterpret_cast<const char*>(kFile{index}), {size}}}}},')
    lines = [line.replace("constexpr millrace", "const millrace") for line in lines]
    lines += ["};", "}  // namespace", "", f"namespace {namespace} {{"]
    lines.append(f"std::span<const millrace::base::EmbeddedFile> {function}() {{ return kFiles; }}")
    lines.append(f"}}  // namespace {namespace}")
    pathlib.Path(output).write_text("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
