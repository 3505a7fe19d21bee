# Compiler settings live on one interface target, millrace_options; every module links it.
include_guard(GLOBAL)

option(MILLRACE_WERROR "Treat warnings as errors" OFF)
option(MILLRACE_FUZZ "Build libFuzzer targets (clang)" OFF)
option(MILLRACE_COVERAGE "Instrument for line coverage" OFF)
set(MILLRACE_SANITIZE "" CACHE STRING "Value for -fsanitize=, empty for none")

find_program(MILLRACE_CCACHE ccache)
if(MILLRACE_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER "${MILLRACE_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${MILLRACE_CCACHE}")
endif()

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
# Assertions are our own (MILLRACE_ASSERT) and always on; -O2 without -march keeps results the same
# on every x86-64 machine, and -ffp-contract=off the same for every compiler.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

add_library(millrace_options INTERFACE)
target_compile_options(millrace_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -ffp-contract=off)
if(MILLRACE_WERROR)
  target_compile_options(millrace_options INTERFACE -Werror)
endif()
if(MILLRACE_SANITIZE)
  target_compile_options(millrace_options INTERFACE
    -fsanitize=${MILLRACE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
    # Its type information is what SOCI keeps to itself.
    -fno-sanitize=vptr)
  target_link_options(millrace_options INTERFACE -fsanitize=${MILLRACE_SANITIZE})
  target_compile_definitions(millrace_options INTERFACE MILLRACE_SANITIZED=1)
endif()
if(MILLRACE_FUZZ)
  target_compile_options(millrace_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(MILLRACE_COVERAGE)
  target_compile_options(millrace_options INTERFACE --coverage)
  target_link_options(millrace_options INTERFACE --coverage)
endif()

find_program(MILLRACE_MOLD mold)
if(MILLRACE_MOLD)
  target_link_options(millrace_options INTERFACE -fuse-ld=mold)
endif()
