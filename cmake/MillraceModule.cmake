# millrace_module(<name>
#   DEPENDS <modules>          other Millrace modules; the only truth about arrows (tools/check_layers.py)
#   LIBRARIES <targets>        third-party libraries, private to the module
#   SOURCES <files>            without SOURCES the module is header-only
#   TESTS <files>              one GoogleTest executable <name>_tests
#   TEST_DEPENDS <modules>     modules that only the tests use
#   TEST_LABEL <label>         fast (default), slow or e2e
#   BENCHES <files>            Google Benchmark executable <name>_bench
#   FUZZERS <files>)           each file one libFuzzer target, and a replay test otherwise
include_guard(GLOBAL)
include(GoogleTest)
find_package(GTest REQUIRED)
find_package(Threads REQUIRED)
find_package(benchmark QUIET)

function(millrace_module name)
  cmake_parse_arguments(ARG "" "TEST_LABEL"
    "DEPENDS;LIBRARIES;SOURCES;TESTS;TEST_DEPENDS;BENCHES;FUZZERS" ${ARGN})
  list(TRANSFORM ARG_DEPENDS PREPEND "millrace::" OUTPUT_VARIABLE depends)
  list(TRANSFORM ARG_TEST_DEPENDS PREPEND "millrace::" OUTPUT_VARIABLE test_depends)
  set(target millrace_${name})
  set(root "${CMAKE_CURRENT_SOURCE_DIR}")

  if(ARG_SOURCES)
    add_library(${target} STATIC ${ARG_SOURCES})
    target_include_directories(${target} PUBLIC "${root}/include" PRIVATE "${root}/src")
    target_link_libraries(${target} PUBLIC ${depends} PRIVATE millrace_options ${ARG_LIBRARIES})
  else()
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE "${root}/include")
    target_link_libraries(${target} INTERFACE ${depends} ${ARG_LIBRARIES})
  endif()
  add_library(millrace::${name} ALIAS ${target})

  if(BUILD_TESTING AND ARG_TESTS)
    add_executable(${name}_tests ${ARG_TESTS})
    target_include_directories(${name}_tests PRIVATE "${root}/src" "${root}/tests")
    target_link_libraries(${name}_tests PRIVATE ${target} ${test_depends} ${ARG_LIBRARIES}
      millrace_options GTest::gtest GTest::gtest_main Threads::Threads)
    target_compile_definitions(${name}_tests PRIVATE MILLRACE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    if(NOT ARG_TEST_LABEL)
      set(ARG_TEST_LABEL fast)
    endif()
    gtest_discover_tests(${name}_tests TEST_PREFIX "${name}." DISCOVERY_MODE PRE_TEST
      PROPERTIES LABELS ${ARG_TEST_LABEL})
  endif()

  if(ARG_BENCHES AND benchmark_FOUND)
    add_executable(${name}_bench ${ARG_BENCHES})
    target_include_directories(${name}_bench PRIVATE "${root}/src")
    target_link_libraries(${name}_bench PRIVATE ${target} ${test_depends} millrace_options
      benchmark::benchmark)
    target_compile_definitions(${name}_bench PRIVATE MILLRACE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  endif()

  if(ARG_FUZZERS AND NOT TARGET fuzzers)
    add_custom_target(fuzzers)
  endif()
  foreach(file ${ARG_FUZZERS})
    get_filename_component(fuzzer ${file} NAME_WE)
    add_executable(${fuzzer} ${file})
    target_include_directories(${fuzzer} PRIVATE "${root}/src")
    target_link_libraries(${fuzzer} PRIVATE ${target} millrace_options)
    add_dependencies(fuzzers ${fuzzer})
    if(MILLRACE_FUZZ)
      target_link_options(${fuzzer} PRIVATE -fsanitize=fuzzer)
    else()
      # Without libFuzzer the same body replays files and folders given on its command line.
      target_sources(${fuzzer} PRIVATE "${CMAKE_SOURCE_DIR}/cmake/fuzz_replay.cpp")
    endif()
  endforeach()
endfunction()
