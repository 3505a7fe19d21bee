#pragma once

// Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): the same request sent twice has one
// effect and one answer, also when the server died in between.

#include <functional>
#include <optional>
#include <string>

#include "api.h"

namespace millrace::http {

/// The answer to a successful request and how to get it again. It is stored in the same transaction
/// as the effect, so there is no moment at which one exists without the other.
struct Keyed {
    std::string storage_key;  ///< method, path and the client's key
    std::string fingerprint;  ///< of the request's meaning, not of its bytes
};

/// Reads the key of a request; the caller fills in the fingerprint. `refusal` is the problem when
/// the key is missing or malformed.
struct KeyOrRefusal {
    Keyed keyed;
    std::optional<Response> refusal;
};
[[nodiscard]] KeyOrRefusal read_key(const Request& request);

/// Stores the answer of `keyed`; call it in the transaction of the effect.
[[nodiscard]] Status store_answer(Context& context, app::Transaction& transaction,
                                  const Keyed& keyed, const Response& response);

/// Runs `effect` once per key: replays a stored answer, refuses another body with 422 and a repeat
/// of a running request with 409. `effect` must call store_answer() in its transaction. Failures
/// are not stored: they had no effect, and sending the request again is safe.
[[nodiscard]] Result<Response> once(Context& context, const Request& request, const Keyed& keyed,
                                    const std::function<Result<Response>()>& effect);

}  // namespace millrace::http
