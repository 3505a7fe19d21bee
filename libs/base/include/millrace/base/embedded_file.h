#pragma once

#include <span>
#include <string_view>

namespace millrace::base {

/// A file that the build compiled into the program (cmake/MillraceEmbed.cmake).
struct EmbeddedFile {
    std::string_view name;   ///< path relative to the embedded folder, with '/'
    std::string_view bytes;  ///< the whole content, lives as long as the program
};

}  // namespace millrace::base
