#pragma once

// What travels between the sandboxed reader and its parent. The request is a memory file on the
// child's stdin; the answer is a sequence of frames (kind, size, bytes) on its stdout.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "reader.h"

namespace millrace::cad {

enum class FrameKind : std::uint32_t { Step = 1, Answer = 2 };

/// Fixed part of the request; the file's bytes follow it.
struct RequestHeader {
    std::uint64_t magic = 0;
    std::uint64_t memory_bytes_max = 0;
    std::uint64_t cpu_seconds_max = 0;
    std::uint64_t bytes_max = 0;
    std::uint64_t triangles_max = 0;
    std::uint64_t parts_max = 0;
    std::uint64_t file_bytes = 0;
    std::int32_t stated_unit = -1;  ///< LengthUnit, or -1
    std::uint32_t reserved = 0;
    double sheet_thickness_mm = 0.0;  ///< 0: not stated
};
inline constexpr std::uint64_t kRequestMagic = 0x3244414552524d00;  // "MRREAD2"

/// Exit status of a child that ran out of memory and could not say so otherwise.
inline constexpr int kExitOutOfMemory = 97;
inline constexpr int kExitBadRequest = 98;

[[nodiscard]] std::vector<std::byte> answer_to_bytes(const Result<ReadFile>& answer);

/// The child is not believed: any bytes give an answer whose parts are well formed, or an error
/// with code Internal.
[[nodiscard]] Result<ReadFile> answer_from_bytes(std::span<const std::byte> bytes);

}  // namespace millrace::cad
