#include "problem.h"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "i18n.h"
#include "json_text.h"

namespace millrace::http {

StatusRow status_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidArgument: return {code, 422, "Cannot be done as asked"};
        case ErrorCode::NotFound: return {code, 404, "Not found"};
        case ErrorCode::Conflict: return {code, 409, "Not possible in this state"};
        case ErrorCode::PreconditionFailed: return {code, 412, "Changed meanwhile"};
        case ErrorCode::Unsupported: return {code, 415, "Not supported"};
        case ErrorCode::Syntax: return {code, 422, "Does not follow its format"};
        case ErrorCode::Truncated: return {code, 422, "Ends too early"};
        case ErrorCode::NoGeometry: return {code, 422, "No geometry"};
        case ErrorCode::InvalidGeometry: return {code, 422, "Geometry cannot be worked with"};
        case ErrorCode::LimitExceeded: return {code, 413, "Over a limit"};
        case ErrorCode::TimedOut: return {code, 422, "Took too long"};
        case ErrorCode::OutOfMemory: return {code, 422, "Needs too much memory"};
        case ErrorCode::Crashed: return {code, 422, "The reader failed on this file"};
        case ErrorCode::Cancelled: return {code, 503, "Cancelled"};
        case ErrorCode::Unavailable: return {code, 503, "Not available now"};
        case ErrorCode::Internal: return {code, 500, "Internal error"};
    }
    return {ErrorCode::Internal, 500, "Internal error"};
}

Problem problem_of(const Error& error) {
    const StatusRow row = status_of(error.code);
    return {row.status,
            std::string{millrace::to_string(error.code)},
            std::string{row.title},
            millrace::to_string(error),
            {},
            millrace::said(error)};
}

std::string size_text(std::size_t bytes) {
    constexpr std::array<const char*, 4> kUnits = {"KiB", "MiB", "GiB", "TiB"};
    if (bytes < 4096) return std::to_string(bytes) + " bytes";
    auto size = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (size /= 1024; size >= 1024 && unit + 1 < kUnits.size(); ++unit) size /= 1024;
    char text[40];
    std::snprintf(text, sizeof text,
                  size == static_cast<double>(static_cast<int>(size)) ? "%.0f %s" : "%.1f %s", size,
                  kUnits[unit]);
    return text;
}

Problem invalid_request(std::string detail, std::vector<FieldError> errors) {
    return {400, "invalid_request", "Invalid request", std::move(detail), std::move(errors)};
}

nlohmann::json problem_json(const Problem& problem, std::string_view instance) {
    nlohmann::json json = {{"type", "urn:millrace:problem:" + problem.code},
                           {"title", problem.title},
                           {"status", problem.status},
                           {"detail", problem.detail},
                           {"code", problem.code}};
    if (problem.said.translatable()) json["detail_i18n"] = i18n(problem.said);
    if (!instance.empty()) json["instance"] = instance;
    for (const FieldError& error : problem.errors)
        json["errors"].push_back(
            {{"pointer", error.pointer}, {"code", error.code}, {"detail", error.detail}});
    return json;
}

Response problem_response(const Problem& problem, const Request& request) {
    Response response;
    response.status = problem.status;
    response.content_type = "application/problem+json";
    // A refused target may be cut off or huge; it is not repeated.
    response.body = text_of(problem_json(problem, request.refused ? "" : request.path()));
    if (problem.status == 503) response.headers.emplace_back("Retry-After", "5");
    return response;
}

}  // namespace millrace::http
