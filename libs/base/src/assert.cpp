#include "millrace/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace millrace {

void assertion_failed(std::string_view expression, std::string_view file, int line,
                      std::string_view message) {
    std::fprintf(stderr, "%.*s:%d: broken contract: %.*s%s%.*s\n", static_cast<int>(file.size()),
                 file.data(), line, static_cast<int>(expression.size()), expression.data(),
                 message.empty() ? "" : ": ", static_cast<int>(message.size()), message.data());
    std::fflush(stderr);
    std::abort();
}

}  // namespace millrace
