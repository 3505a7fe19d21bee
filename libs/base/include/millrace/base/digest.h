#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace millrace {

/// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits. Names blobs and pins what a quote was
/// computed from.
[[nodiscard]] std::string sha256_hex(std::span<const std::byte> bytes);
[[nodiscard]] std::string sha256_hex(std::string_view text);

}  // namespace millrace
