#pragma once

// Makes one random labelled part.

#include <cstdint>
#include <optional>

#include "millrace/base/rng.h"
#include "workpiece.h"

namespace millrace::feature_parts {

/// Families of parts. Each is a generator of its own for the unseen-generator split. The first
/// three train; the trees never see the others, which stand for parts from elsewhere.
enum class Style : std::uint8_t {
    PlaneCube,  ///< cubes, plane features only
    Block,      ///< blocks of all proportions, all features
    Disc,       ///< round stock
    Plate,      ///< thin plates with counterbored holes, pockets and cut-outs
    Shaft,      ///< two to five cylinders on one axis
    Prism       ///< five to eight sides around
};
inline constexpr int kStyles = 6;

/// The seed of a part of a family. Those of different styles never meet.
[[nodiscard]] constexpr std::uint64_t seed_of(std::uint64_t seed, Style style,
                                              std::uint64_t index) {
    return seed * 0x9E3779B97F4A7C15ULL + (static_cast<std::uint64_t>(style) << 56U) + index;
}

/// The part of a seed. Deterministic. The piece may have fewer features than were drawn when there
/// is no room for them.
[[nodiscard]] Workpiece make_part(std::uint64_t seed, Style style);

/// A block with one feature of a class, nothing else. The first seed from `seed` on that has room.
[[nodiscard]] Workpiece make_single(std::uint64_t seed, facts::FaceClass face_class);

}  // namespace millrace::feature_parts
