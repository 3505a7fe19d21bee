#pragma once

// The event log as server-sent events, without a transport.

#include <cstdint>
#include <optional>
#include <string>

#include "millrace/app/ports.h"
#include "problem.h"

namespace millrace::http {

/// Where a stream starts: after the sequence number in Last-Event-ID or `after`, or at the end.
struct StreamStart {
    std::optional<std::int64_t> after;  ///< missing: only what happens from now on
    std::optional<Response> refusal;
};
[[nodiscard]] StreamStart read_stream_start(const Request& request);

/// The newest sequence number, 0 for an empty log. Sequences have no gaps, so this is a search that
/// doubles and then halves. Cost: O(log n) reads of one row.
[[nodiscard]] Result<std::int64_t> newest_sequence(app::Store& store);

/// Frames of the events after `after`, at most `count_max` of them.
struct EventFrames {
    std::string text;       ///< empty when there is nothing new
    std::int64_t last = 0;  ///< sequence of the last frame, or `after`
    bool more = false;      ///< there may be further ones now
};
[[nodiscard]] Result<EventFrames> event_frames(app::Store& store, std::int64_t after,
                                               std::size_t count_max, const std::string& shop_id);

}  // namespace millrace::http
