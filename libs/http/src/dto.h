#pragma once

// The wire form of what the shop knows: explicit functions from domain values to the JSON that
// openapi.json describes. Nothing stored is passed through as it is.

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "i18n.h"
#include "millrace/app/shop.h"

namespace millrace::http::dto {

using Json = nlohmann::json;

// Values.
[[nodiscard]] Json number(double value);  ///< null when it is not finite
[[nodiscard]] Json money(const Money& money);
[[nodiscard]] Json vec3(geom::Vec3 v);
[[nodiscard]] Json place(const facts::Place& place);
[[nodiscard]] Json figure(const plan::Figure& figure);
[[nodiscard]] Json input(const plan::Input& input);
/// RFC 3339 in UTC with milliseconds.
[[nodiscard]] std::string time(Instant at);
/// Strict: the spellings of cad::to_string(LengthUnit).
[[nodiscard]] std::optional<cad::LengthUnit> length_unit(std::string_view text);

/// Names for people out of the catalogue; the id itself where the catalogue has no such row.
struct Names {
    const catalog::Catalog& catalog;
    [[nodiscard]] std::string process(const std::string& id) const;
    [[nodiscard]] std::string material(const std::string& id) const;
    [[nodiscard]] std::string machine(const std::string& id) const;
    [[nodiscard]] std::string tier(const std::string& id) const;
};

// Parts.
[[nodiscard]] Json facts(const facts::PartFacts& facts);
/// Features, fields, set-ups, turning, sheet and moulding, as members of the facts.
void add_geometry_facts(const facts::PartFacts& facts, Json& json);
/// `detailed` adds facts and counts of findings; @return Internal when what is stored cannot be
/// read.
[[nodiscard]] Result<Json> part(const app::PartRecord& part, const Names& names, bool detailed);
/// The facts of a part that has been measured; @return Internal when they cannot be read.
[[nodiscard]] Result<facts::PartFacts> stored_facts(const app::PartRecord& part);
[[nodiscard]] Json structure(const app::Structure& structure);
/// Of all processes of the shop, or of `only` one of them.
[[nodiscard]] Result<Json> findings(const app::PartRecord& part, const Names& names,
                                    const std::string& only);
/// Of one process that the shop does not offer.
[[nodiscard]] Json findings_elsewhere(const app::PartRecord& part, const std::string& process,
                                      const dfm::CheckResult& check, const Names& names);

// Quotes.
[[nodiscard]] Json plan(const plan::ProcessPlan& plan);
[[nodiscard]] Json offer(const quote::Offer& offer, const Names& names);
/// A part of a quote as it is shown.
struct QuotedPart {
    app::PartOffers offers;
    std::string name;
    std::string file_name;
};
[[nodiscard]] Json quote(const app::QuoteRecord& quote, const std::vector<QuotedPart>& parts,
                         Instant now, const Names& names);
[[nodiscard]] Json quote_summary(const app::QuoteRecord& quote, Instant now);

// Orders and the floor.
/// Part names by id, for lists of lines and work orders.
using PartNames = std::map<app::PartId, std::string>;
[[nodiscard]] Json order(const app::OrderRecord& order,
                         const std::vector<app::WorkOrderRecord>& work_orders,
                         const PartNames& parts, const Names& names);
[[nodiscard]] Json order_summary(const app::OrderRecord& order,
                                 const std::vector<app::WorkOrderRecord>& work_orders);
[[nodiscard]] std::string operation_etag(const app::OperationRecord& operation);
[[nodiscard]] Json work_order(const app::WorkOrderRecord& work_order, const PartNames& parts,
                              const Names& names);

// The shop.
[[nodiscard]] Json catalog(const catalog::Catalog& catalog);
/// CloudEvents 1.0, structured mode.
[[nodiscard]] Json event(const app::Event& event, const std::string& shop_id);

}  // namespace millrace::http::dto
