#include "millrace/base/result.h"

namespace millrace {

std::string_view to_string(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidArgument: return "invalid_argument";
        case ErrorCode::NotFound: return "not_found";
        case ErrorCode::Conflict: return "conflict";
        case ErrorCode::PreconditionFailed: return "precondition_failed";
        case ErrorCode::Unsupported: return "unsupported";
        case ErrorCode::Syntax: return "syntax";
        case ErrorCode::Truncated: return "truncated";
        case ErrorCode::NoGeometry: return "no_geometry";
        case ErrorCode::InvalidGeometry: return "invalid_geometry";
        case ErrorCode::LimitExceeded: return "limit_exceeded";
        case ErrorCode::TimedOut: return "timed_out";
        case ErrorCode::OutOfMemory: return "out_of_memory";
        case ErrorCode::Crashed: return "crashed";
        case ErrorCode::Cancelled: return "cancelled";
        case ErrorCode::Unavailable: return "unavailable";
        case ErrorCode::Internal: return "internal";
    }
    assertion_failed("known error code", __FILE__, __LINE__, "");
}

const std::vector<ErrorCode>& all_error_codes() {
    static const std::vector<ErrorCode> codes = [] {
        std::vector<ErrorCode> all;
        for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i)
            all.push_back(static_cast<ErrorCode>(i));
        return all;
    }();
    return codes;
}

std::string to_string(const Error& error) {
    std::string text;
    for (auto step = error.attempted.rbegin(); step != error.attempted.rend(); ++step)
        text += step->english() + ": ";
    return text + error.message.english();
}

Text said(const Error& error) {
    Text whole = error.message;
    if (!whole.translatable()) return Text::english_only(to_string(error));
    for (const Text& step : error.attempted) {
        if (!step.translatable()) continue;
        whole = say("error.during", "{step}: {failure}", {{"step", step}, {"failure", whole}});
    }
    return whole;
}

}  // namespace millrace
