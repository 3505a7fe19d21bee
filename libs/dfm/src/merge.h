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

}  // namespace millrace::dfm
