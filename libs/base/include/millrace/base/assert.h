#pragma once

#include <string_view>

namespace millrace {

/// Prints the broken contract to stderr and stops the process. Called by MILLRACE_ASSERT.
[[noreturn]] void assertion_failed(std::string_view expression, std::string_view file, int line,
                                   std::string_view message);

}  // namespace millrace

// A contract of our own, always on. Never for input: that is an Error.
#define MILLRACE_ASSERT(condition, message)                                                        \
    do {                                                                                           \
        if (!(condition)) ::millrace::assertion_failed(#condition, __FILE__, __LINE__, (message)); \
    } while (false)
