#pragma once

// The fewest directions that meet every need.

#include <cstdint>
#include <span>
#include <vector>

namespace millrace::facts {

/// At most this many directions take part: one bit of a mask each.
inline constexpr std::uint32_t kDirectionsMax = 64;

struct Cover {
    std::vector<std::uint32_t> chosen;  ///< ascending
    bool optimal = false;               ///< false: `nodes_max` ended the search
};

/// The smallest set of directions such that every need (a mask of directions, bit i for direction
/// i, not zero) contains one of them. Of equally small sets the one with the largest sum of areas
/// wins, sums being compared in steps of 1e-3 mm²; of those the one that comes first in the order
/// of its ascending indices. Branch and bound; exact unless `nodes_max` nodes are used up.
[[nodiscard]] Cover minimum_cover(std::span<const std::uint64_t> needs,
                                  std::span<const double> area_mm2, std::uint64_t nodes_max);

}  // namespace millrace::facts
