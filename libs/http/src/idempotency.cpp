#include "idempotency.h"

#include <algorithm>

namespace millrace::http {
namespace {

using StoredAnswer = app::Transaction::StoredAnswer;

/// A structured-field string or a bare token; empty when it is neither.
std::string key_of(std::string_view sent) {
    if (sent.size() >= 2 && sent.front() == '"' && sent.back() == '"')
        sent = sent.substr(1, sent.size() - 2);
    const bool valid = !sent.empty() && sent.size() <= 255 &&
                       std::all_of(sent.begin(), sent.end(),
                                   [](char c) { return c > 0x20 && c < 0x7f && c != '"'; });
    return valid ? std::string{sent} : std::string{};
}

Result<std::optional<StoredAnswer>> stored(Context& context, const Keyed& keyed) {
    std::optional<StoredAnswer> answer;
    MILLRACE_CHECK_OK(context.shop.store().read([&](app::Transaction& transaction) -> Status {
        MILLRACE_TRY(answer, transaction.answer(keyed.storage_key));
        return Done{};
    }));
    return answer;
}

Response replay(const StoredAnswer& answer, const Keyed& keyed, const Request& request) {
    if (answer.fingerprint != keyed.fingerprint)
        return problem_response(
            {422,
             "idempotency_key_reused",
             "Idempotency-Key used before",
             "This Idempotency-Key was used for a request with another content. "
             "Use a new key for a new request.",
             {}},
            request);
    Response response;
    response.status = answer.status;
    response.content_type = answer.content_type;
    response.body = answer.body;
    if (!answer.location.empty()) response.headers.emplace_back("Location", answer.location);
    response.headers.emplace_back("Cache-Control", "no-store");
    response.headers.emplace_back("Idempotency-Replayed", "true");
    return response;
}

/// Takes the key out of the running ones however the request ends.
struct Leave {
    RunningKeys& running;
    const std::string& key;
    ~Leave() { running.leave(key); }
};

}  // namespace

KeyOrRefusal read_key(const Request& request) {
    KeyOrRefusal out;
    const std::string key = key_of(request.header("Idempotency-Key"));
    if (key.empty()) {
        const bool sent = request.has_header("Idempotency-Key");
        Problem problem{400,
                        sent ? "idempotency_key_invalid" : "idempotency_key_missing",
                        sent ? "Idempotency-Key invalid" : "Idempotency-Key missing",
                        request.method + " " + std::string{request.path()} +
                            " creates something and needs an Idempotency-Key header of 1 to 255 "
                            "visible ASCII characters, for example a UUID, so that sending it "
                            "twice is safe.",
                        {{"Idempotency-Key", sent ? "invalid" : "missing",
                          "Choose one key per intended effect."}}};
        out.refusal = problem_response(problem, request);
        return out;
    }
    out.keyed.storage_key = request.method + " " + std::string{request.path()} + " " + key;
    return out;
}

Status store_answer(Context& context, app::Transaction& transaction, const Keyed& keyed,
                    const Response& response) {
    StoredAnswer answer;
    answer.fingerprint = keyed.fingerprint;
    answer.status = response.status;
    answer.content_type = response.content_type;
    answer.body = response.body;
    answer.location = response.header("Location");
    return transaction.put_answer(keyed.storage_key, answer, context.now());
}

Result<Response> once(Context& context, const Request& request, const Keyed& keyed,
                      const std::function<Result<Response>()>& effect) {
    if (!context.running.enter(keyed.storage_key)) {
        Response response = problem_response(
            {409,
             "request_in_progress",
             "Request in progress",
             "A request with this Idempotency-Key is being handled now. Ask again in a moment.",
             {}},
            request);
        response.headers.emplace_back("Retry-After", "1");
        return response;
    }
    const Leave leave{context.running, keyed.storage_key};
    MILLRACE_TRY(const std::optional<StoredAnswer> before, stored(context, keyed));
    if (before) return replay(*before, keyed, request);
    Result<Response> result = effect();
    if (!result && result.error().code == ErrorCode::Conflict) {
        // Another process may have answered the same key between our look and our write; its
        // transaction won and ours was rolled back.
        MILLRACE_TRY(const std::optional<StoredAnswer> meanwhile, stored(context, keyed));
        if (meanwhile) return replay(*meanwhile, keyed, request);
    }
    return result;
}

}  // namespace millrace::http
