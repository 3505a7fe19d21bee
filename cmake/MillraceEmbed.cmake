# millrace_embed(<target> <symbol> <folder> <files...>): compiles files into a target as
#   std::span<const millrace::EmbeddedFile> <symbol>();   declared by the module itself.
# Names are relative to <folder>, with '/'. The generator is tools/embed.py.
include_guard(GLOBAL)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(millrace_embed target symbol folder)
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${symbol}_embedded.cpp")
  string(REPLACE "::" "_" output "${output}")
  list(TRANSFORM ARGN PREPEND "${folder}/" OUTPUT_VARIABLE inputs)
  add_custom_command(OUTPUT "${output}"
    COMMAND Python3::Interpreter "${CMAKE_SOURCE_DIR}/tools/embed.py" "${output}" "${symbol}" "${folder}" ${ARGN}
    DEPENDS ${inputs} "${CMAKE_SOURCE_DIR}/tools/embed.py" VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
