#pragma once

// What list operations share: the `limit` parameter and names of parts.

#include <cstddef>
#include <optional>
#include <set>

#include "api.h"
#include "dto.h"

namespace millrace::http {

/// Lists that filter look at this many of the newest entries.
inline constexpr std::size_t kScanMax = 5000;

struct LimitOrRefusal {
    std::size_t count = 100;
    std::optional<Response> refusal;
};
/// The `limit` parameter: 1 to `count_max`, 100 when missing.
[[nodiscard]] LimitOrRefusal read_limit(const Request& request, std::size_t count_max);

/// Names of parts for lines and work orders; a part that cannot be read keeps its id as its name.
[[nodiscard]] dto::PartNames part_names(app::Transaction& transaction,
                                        const std::set<app::PartId>& ids);

}  // namespace millrace::http
