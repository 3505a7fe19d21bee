#include "lists.h"

#include <charconv>

namespace millrace::http {

LimitOrRefusal read_limit(const Request& request, std::size_t count_max) {
    LimitOrRefusal out;
    bool found = false;
    const std::string text = request.query("limit", &found);
    if (!found) return out;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.count);
    if (error != std::errc{} || end != text.data() + text.size() || out.count < 1 ||
        out.count > count_max) {
        const std::string wanted =
            "limit must be a whole number, 1 to " + std::to_string(count_max) + ".";
        out.refusal =
            problem_response(invalid_request(wanted, {{"limit", "out_of_range", wanted}}), request);
    }
    return out;
}

dto::PartNames part_names(app::Transaction& transaction, const std::set<app::PartId>& ids) {
    dto::PartNames names;
    for (const app::PartId& id : ids) {
        const auto part = transaction.part(id);
        if (part) names[id] = part->name.empty() ? part->file_name : part->name;
    }
    return names;
}

}  // namespace millrace::http
