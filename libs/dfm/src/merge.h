#pragma once

#include <functional>
#include <vector>

#include "measure.h"

namespace millrace::dfm {

/// Merges readings that share a face or the place of a point into one with the value that `worse`
/// prefers; the worst reading's points come first. Order of first appearance is kept, so the result
/// does not depend on anything but the input. Cost: O(n log n) in the number of faces named.
[[nodiscard]] std::vector<Reading> merge_connected(
    std::vector<Reading> readings, bool by_face, const std::function<bool(double, double)>& worse);

/// Joins readings of one value and one detail, such as sixteen holes of one size, into the first of
/// them, which then counts their places. Cost: O(n log n).
[[nodiscard]] std::vector<Reading> merge_equal(std::vector<Reading> readings);

}  // namespace millrace::dfm
