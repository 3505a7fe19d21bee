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

/// Seconds of set-up before the first part: of the lot and of its first run.
[[nodiscard]] double set_up_s(const plan::ProcessPlan& plan);
/// Machine time per part: what a slicer or a simulation of the program can be compared with.
[[nodiscard]] double machine_s_per_part(const plan::ProcessPlan& plan);

[[nodiscard]] std::string_view units_source(const cad::Units& units);  ///< "file", "guessed" ...
/// What the reader noticed; a unit that wants a confirmation, with the reason, comes first.
[[nodiscard]] Json diagnostics_json(const cad::ReadFile& file);
[[nodiscard]] Json facts_json(const facts::PartFacts& facts);
/// Every offer is said for each of the quantities asked for, also where it has no price.
[[nodiscard]] Json part_json(const LoadedFile& file, const QuotedPart& part,
                             const std::vector<std::int64_t>& asked);
[[nodiscard]] Json failed_file_json(const std::string& path, const std::string& sha256,
                                    const Error& error);

/// The price shown without further choice: the shop's standard lead time, or its first tier.
[[nodiscard]] const quote::Price* standard_price(const quote::Offer& offer, std::int64_t quantity);

/// "ready", "review_and_accept", "changes_required" or "needs_configuring", as the server says it.
[[nodiscard]] std::string status_of(const LoadedFile& file, const QuotedPart& part);

}  // namespace millrace::cli
