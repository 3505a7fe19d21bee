#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "load.h"
#include "millrace/app/quoting.h"
#include "millrace/quote/quote.h"

namespace millrace::cli {

/// Milliseconds of every step between the bytes of a file and its prices.
struct Timings {
    double read = 0.0;
    double facts = 0.0;
    double plan = 0.0;
    double quote = 0.0;
    double total = 0.0;
};

/// Everything that is said about one part.
struct QuotedPart {
    const geom::BoundaryModel* model = nullptr;
    std::string name;
    std::size_t index = 0;
    app::Analysis analysis;
    std::vector<quote::Offer> offers;
    Timings timings;
};

using Json = nlohmann::ordered_json;

[[nodiscard]] Json diagnostics_json(const std::vector<cad::Diagnostic>& diagnostics);
[[nodiscard]] Json facts_json(const facts::PartFacts& facts);
[[nodiscard]] Json part_json(const LoadedFile& file, const QuotedPart& part);
[[nodiscard]] Json failed_file_json(const std::string& path, const std::string& sha256,
                                    const Error& error);

/// The price shown without further choice: the shop's standard lead time, or its first tier.
[[nodiscard]] const quote::Price* standard_price(const quote::Offer& offer, std::int64_t quantity);

/// "ready", "review_and_accept", "changes_required" or "needs_configuring", as the server says it.
[[nodiscard]] std::string status_of(const LoadedFile& file, const QuotedPart& part);

}  // namespace millrace::cli
