#include "event_feed.h"

#include <charconv>

#include "dto.h"
#include "json_text.h"

namespace millrace::http {

StreamStart read_stream_start(const Request& request) {
    StreamStart out;
    bool found = false;
    std::string text = request.query("after", &found);
    // A reconnecting browser repeats the address it was given; what it saw last counts more.
    if (const std::string_view last = request.header("Last-Event-ID"); !last.empty()) {
        text = last;
        found = true;
    }
    if (!found) return out;
    std::int64_t after = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), after);
    if (error != std::errc{} || end != text.data() + text.size() || after < 0) {
        out.refusal = problem_response(
            invalid_request("An event stream goes on after a sequence number, 0 or more.",
                            {{"after", "invalid", "The id of the last event seen."}}),
            request);
        return out;
    }
    out.after = after;
    return out;
}

Result<std::int64_t> newest_sequence(app::Store& store) {
    std::int64_t low = 0;  // there is an event with this sequence, or it is 0
    MILLRACE_CHECK_OK(store.read([&](app::Transaction& transaction) -> Status {
        const auto exists_after = [&](std::int64_t sequence) -> Result<bool> {
            MILLRACE_TRY(const auto events, transaction.events_after(sequence, 1));
            return !events.empty();
        };
        std::int64_t step = 1;
        while (true) {
            MILLRACE_TRY(const bool exists, exists_after(low + step - 1));
            if (!exists) break;
            low += step;
            step *= 2;
        }
        for (; step > 0; step /= 2) {
            MILLRACE_TRY(const bool exists, exists_after(low + step - 1));
            if (exists) low += step;
        }
        return Done{};
    }));
    return low;
}

Result<EventFrames> event_frames(app::Store& store, std::int64_t after, std::size_t count_max,
                                 const std::string& shop_id) {
    EventFrames frames;
    frames.last = after;
    MILLRACE_CHECK_OK(store.read([&](app::Transaction& transaction) -> Status {
        MILLRACE_TRY(const auto events, transaction.events_after(after, count_max));
        for (const app::Event& event : events) {
            // Compact JSON holds no line ends, so one data line is enough.
            frames.text += "id: " + std::to_string(event.sequence) +
                           "\ndata: " + text_of(dto::event(event, shop_id)) + "\n\n";
            frames.last = event.sequence;
        }
        frames.more = events.size() == count_max;
        return Done{};
    }));
    return frames;
}

}  // namespace millrace::http
