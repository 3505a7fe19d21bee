#pragma once

// Makes one random labelled part.

#include <cstdint>
#include <optional>

#include "millrace/base/rng.h"
#include "workpiece.h"

namespace millrace::feature_parts {

/// Families of parts. Each is a generator of its own for the unseen-generator split.
enum class Style : std::uint8_t {
    PlaneCube,  ///< cubes, plane features only
    Block,      ///< blocks of all proportions, all features
    Disc        ///< round stock
};

/// The part of a seed. Deterministic. The piece may have fewer features than were drawn when there
/// is no room for them.
[[nodiscard]] Workpiece make_part(std::uint64_t seed, Style style);

/// A block with one feature of a class, nothing else. The first seed from `seed` on that has room.
[[nodiscard]] Workpiece make_single(std::uint64_t seed, facts::FaceClass face_class);

}  // namespace millrace::feature_parts
