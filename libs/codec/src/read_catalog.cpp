#include <algorithm>
#include <array>

#include "json.h"
#include "millrace/base/digest.h"
#include "millrace/catalog/profile_fields.h"
#include "millrace/codec/catalog.h"
#include "read_capabilities.h"

namespace millrace::codec {
namespace {

using catalog::Catalog;

constexpr std::size_t kFileBytesMax = std::size_t{16} << 20;

std::optional<catalog::Trust> parse_trust(const std::string& text) {
    if (text == "measured") return catalog::Trust::Measured;
    if (text == "handbook") return catalog::Trust::Handbook;
    if (text == "published") return catalog::Trust::Published;
    if (text == "background") return catalog::Trust::Background;
    if (text == "default") return catalog::Trust::Default;
    return std::nullopt;
}

catalog::CuttingData read_cutting(const Json& node, const std::string& path, Problems& problems) {
    catalog::CuttingData cutting;
    ObjectReader object{node, path, problems};
    object.read("kc11_n_mm2", cutting.kc11_n_mm2);
    object.read("mc", cutting.mc);
    object.read("vc_m_min", cutting.vc_m_min);
    object.read("fz_d10_mm", cutting.fz_d10_mm);
    object.read("ae_over_d", cutting.ae_over_d);
    object.read("ap_over_d", cutting.ap_over_d);
    object.read("drill_vc_m_min", cutting.drill_vc_m_min);
    object.read("drill_feed_per_d", cutting.drill_feed_per_d);
    object.read("tap_vc_m_min", cutting.tap_vc_m_min);
    object.read("tool_life_min", cutting.tool_life_min);
    return cutting;
}

catalog::Material read_material(const Json& node, const std::string& path, Problems& problems) {
    catalog::Material material;
    ObjectReader object{node, path, problems};
    double density_g_cm3 = 0.0;
    object.read("id", material.id);
    object.read("name", material.name);
    object.read("family", material.family);
    object.read("processes", material.processes);
    object.read("density_g_cm3", density_g_cm3);
    object.read("price_per_kg", material.price_per_kg);
    object.read("chip_credit_per_kg", material.chip_credit_per_kg);
    object.read("co2e_kg_per_kg", material.co2e_kg_per_kg);
    object.read("recycled_share", material.recycled_share);
    object.read("flow_max_mm3_s", material.flow_max_mm3_s);
    if (object.has("cutting")) {
        object.read_object("cutting", [&](const Json& inner, const std::string& inner_path) {
            material.cutting = read_cutting(inner, inner_path, problems);
        });
    }
    object.read("metal", material.metal);
    object.read("colour_hex", material.colour_hex);
    object.read_object("properties", [&](const Json& inner, const std::string& inner_path) {
        ObjectReader properties{inner, inner_path, problems};
        if (!inner.is_object()) return;
        for (const auto& [name, value] : inner.items())
            properties.read(name.c_str(), material.properties[name]);
    });
    object.read("source", material.source);
    object.read_enum("trust", material.trust, parse_trust);
    material.density = from_g_cm3(density_g_cm3);
    return material;
}

template <class Profile>
void read_figures(ObjectReader& object, Profile& profile,
                  std::span<const catalog::ProfileField<Profile>> fields) {
    for (const catalog::ProfileField<Profile>& field : fields) {
        const std::string name{field.name};
        if (field.real != nullptr) {
            object.read(name.c_str(), profile.*field.real);
        } else {
            object.read(name.c_str(), profile.*field.count);
        }
    }
}

catalog::FdmProfile read_fdm(const Json& node, const std::string& path, Problems& problems) {
    catalog::FdmProfile profile;
    ObjectReader object{node, path, problems};
    read_figures(object, profile, catalog::fdm_fields());
    return profile;
}

catalog::MillingProfile read_milling(const Json& node, const std::string& path,
                                     Problems& problems) {
    catalog::MillingProfile profile;
    ObjectReader object{node, path, problems};
    read_figures(object, profile, catalog::milling_fields());
    object.read("plate_thickness_mm", profile.plate_thickness_mm);
    return profile;
}

catalog::Machine read_machine(const Json& node, const std::string& path, Problems& problems) {
    catalog::Machine machine;
    ObjectReader object{node, path, problems};
    std::array<double, 3> envelope_mm{};
    object.read("id", machine.id);
    object.read("name", machine.name);
    object.read("process", machine.process);
    object.read("kind", machine.kind);
    object.read("envelope_mm", envelope_mm);
    object.read("rate_per_h", machine.rate_per_h);
    object.read("power_idle_kw", machine.power_idle_kw);
    object.read("power_active_kw", machine.power_active_kw);
    object.read("availability", machine.availability);
    object.read("count", machine.count);
    if (object.has("fdm")) {
        object.read_object("fdm", [&](const Json& inner, const std::string& inner_path) {
            machine.fdm = read_fdm(inner, inner_path, problems);
        });
    }
    if (object.has("milling")) {
        object.read_object("milling", [&](const Json& inner, const std::string& inner_path) {
            machine.milling = read_milling(inner, inner_path, problems);
        });
    }
    object.read("tools", machine.tools);
    object.read("materials", machine.materials);
    object.read("source", machine.source);
    object.read_enum("trust", machine.trust, parse_trust);
    for (std::size_t i = 0; i < 3; ++i) machine.envelope[i] = from_mm(envelope_mm[i]);
    return machine;
}

catalog::Tool read_tool(const Json& node, const std::string& path, Problems& problems) {
    catalog::Tool tool;
    ObjectReader object{node, path, problems};
    double diameter_mm = 0.0;
    double reach_mm = 0.0;
    object.read("id", tool.id);
    object.read("kind", tool.kind);
    object.read("diameter_mm", diameter_mm);
    object.read("reach_mm", reach_mm);
    object.read("flutes", tool.flutes);
    object.read("price", tool.price);
    object.read("pitch_mm", tool.pitch_mm);
    object.read("source", tool.source);
    tool.diameter = from_mm(diameter_mm);
    tool.reach = from_mm(reach_mm);
    return tool;
}

catalog::DfmRule read_rule(const Json& node, const std::string& path, Problems& problems) {
    catalog::DfmRule rule;
    ObjectReader object{node, path, problems};
    object.read("id", rule.id);
    object.read("processes", rule.processes);
    object.read("fact", rule.fact);
    object.read("comparator", rule.comparator);
    object.read("warning", rule.warning);
    object.read("critical", rule.critical);
    object.read("unit", rule.unit);
    object.read("applies_when", rule.applies_when);
    object.read("why", rule.why);
    object.read("remedy", rule.remedy);
    object.read("source", rule.source);
    return rule;
}

catalog::ProcessPolicy read_process(const Json& node, const std::string& path, Problems& problems) {
    catalog::ProcessPolicy process;
    ObjectReader object{node, path, problems};
    object.read("process", process.process);
    object.read("name", process.name);
    object.read("yield", process.yield);
    object.read("margin", process.margin);
    object.read("learning_rate", process.learning_rate);
    object.read("floor_per_part", process.floor_per_part);
    object.read("aux_energy_factor", process.aux_energy_factor);
    object.read("hours_per_day", process.hours_per_day);
    object.read("oee", process.oee);
    object.read("inspection_days", process.inspection_days);
    object.read("recycle_share", process.recycle_share);
    object.read("source", process.source);
    return process;
}

catalog::Calendar read_calendar(const Json& node, const std::string& path, Problems& problems) {
    catalog::Calendar calendar;
    ObjectReader object{node, path, problems};
    std::size_t days = 0;
    object.read_array("working_days", [&](const Json& day, const std::string& day_path) {
        if (!day.is_boolean()) return problems.add(day_path + " is neither true nor false");
        if (days < calendar.working_days.size()) calendar.working_days[days] = day.get<bool>();
        ++days;
    });
    if (days != calendar.working_days.size())
        object.problem("working_days", "does not have seven entries, Monday first");
    object.read("holidays", calendar.holidays);
    object.read("cutoff_hour", calendar.cutoff_hour);
    return calendar;
}

void read_price_lists(ObjectReader& object, catalog::ShopPolicy& policy) {
    object.read_array("tiers", [&](const Json& node, const std::string& path) {
        catalog::LeadTier tier;
        ObjectReader row{node, path, object.problems()};
        row.read("id", tier.id);
        row.read("name", tier.name);
        row.read("days_factor", tier.days_factor);
        row.read("price_factor", tier.price_factor);
        policy.tiers.push_back(std::move(tier));
    });
    object.read_array("discounts", [&](const Json& node, const std::string& path) {
        catalog::QuantityDiscount discount;
        ObjectReader row{node, path, object.problems()};
        row.read("quantity_min", discount.quantity_min);
        row.read("margin_points", discount.margin_points);
        policy.discounts.push_back(discount);
    });
    object.read_object("guard_rails_per_cm3", [&](const Json& node, const std::string& path) {
        ObjectReader rails{node, path, object.problems()};
        if (!node.is_object()) return;
        for (const auto& [process, limits] : node.items())
            rails.read(process.c_str(), policy.guard_rails_per_cm3[process]);
    });
}

catalog::ShopPolicy read_policy(const Json& node, const std::string& path, Problems& problems) {
    catalog::ShopPolicy policy;
    ObjectReader object{node, path, problems};
    std::string currency;
    object.read("currency", currency);
    if (const auto known = Currency::make(currency)) {
        policy.currency = known.value();
    } else if (object.has("currency")) {
        object.problem("currency", "is not three capital letters");
    }
    object.read("overhead", policy.overhead);
    object.read("line_min", policy.line_min);
    object.read("order_min", policy.order_min);
    object.read("review_days", policy.review_days);
    object.read("grid_kg_co2e_per_kwh", policy.grid_kg_co2e_per_kwh);
    object.read("grid_region", policy.grid_region);
    object.read("shipping_km_truck", policy.shipping_km_truck);
    object.read("truck_g_per_tkm", policy.truck_g_per_tkm);
    object.read("shipping_km_van", policy.shipping_km_van);
    object.read("van_g_per_tkm", policy.van_g_per_tkm);
    object.read("packaging_base", policy.packaging_base);
    object.read("packaging_per_sqrt_dm3", policy.packaging_per_sqrt_dm3);
    object.read("packaging_kg_base", policy.packaging_kg_base);
    object.read("packaging_kg_per_kg", policy.packaging_kg_per_kg);
    object.read("packaging_co2e_kg_per_kg", policy.packaging_co2e_kg_per_kg);
    object.read("quote_valid_days", policy.quote_valid_days);
    read_price_lists(object, policy);
    object.read_object("calendar", [&](const Json& inner, const std::string& inner_path) {
        policy.calendar = read_calendar(inner, inner_path, problems);
    });
    object.read("source", policy.source);
    return policy;
}

void read_shop(const Json& tree, Catalog& shop, Problems& problems) {
    ObjectReader object{tree, "shop.json: ", problems};
    object.read("shop_id", shop.shop_id);
    object.read("shop_name", shop.shop_name);
    object.read("version", shop.version);
    object.read_object("policy", [&](const Json& node, const std::string& path) {
        shop.policy = read_policy(node, path, problems);
    });
    object.read_array("labour", [&](const Json& node, const std::string& path) {
        catalog::LabourRate rate;
        ObjectReader row{node, path, problems};
        row.read("role", rate.role);
        row.read("per_h", rate.per_h);
        row.read("source", rate.source);
        shop.labour.push_back(std::move(rate));
    });
    object.read_array("processes", [&](const Json& node, const std::string& path) {
        shop.processes.push_back(read_process(node, path, problems));
    });
}

template <class Row, class ReadRow>
void read_table(const Json& tree, const char* name, std::vector<Row>& rows, Problems& problems,
                const ReadRow& read_row) {
    ObjectReader object{tree, std::string{name} + ".json: ", problems};
    object.read_array(name, [&](const Json& node, const std::string& path) {
        rows.push_back(read_row(node, path, problems));
    });
}

Result<Json> parse_file(std::span<const base::EmbeddedFile> files, std::string_view name) {
    const auto file = std::find_if(files.begin(), files.end(),
                                   [&](const base::EmbeddedFile& one) { return one.name == name; });
    if (file == files.end()) {
        return Error{ErrorCode::InvalidArgument,
                     "the catalogue lacks its file '" + std::string{name} + "'",
                     {}};
    }
    return parse_json(file->bytes, std::string{name}, kFileBytesMax);
}

bool has_file(std::span<const base::EmbeddedFile> files, std::string_view name) {
    return std::any_of(files.begin(), files.end(),
                       [&](const base::EmbeddedFile& one) { return one.name == name; });
}

/// rules.json and rules_*.json by name: a shop keeps its rules in one file or one for each process.
std::vector<base::EmbeddedFile> rule_files(std::span<const base::EmbeddedFile> files) {
    std::vector<base::EmbeddedFile> found;
    for (const base::EmbeddedFile& file : files) {
        const bool of_process = file.name.starts_with("rules_") && file.name.ends_with(".json");
        if (file.name == "rules.json" || of_process) found.push_back(file);
    }
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return found;
}

Status read_rules(std::span<const base::EmbeddedFile> files, std::vector<catalog::DfmRule>& rules,
                  Problems& problems) {
    const std::vector<base::EmbeddedFile> found = rule_files(files);
    if (found.empty()) {
        return Error{ErrorCode::InvalidArgument,
                     "the catalogue lacks its file 'rules.json' or 'rules_*.json'",
                     {}};
    }
    for (const base::EmbeddedFile& file : found) {
        const std::string name{file.name};
        MILLRACE_TRY(const Json tree, parse_json(file.bytes, name, kFileBytesMax));
        ObjectReader object{tree, name + ": ", problems};
        object.read_array("rules", [&](const Json& node, const std::string& path) {
            rules.push_back(read_rule(node, path, problems));
        });
    }
    return Done{};
}

// Names and lengths go in as well, so that moving text from one file to the next changes the hash.
std::string hash_of(std::span<const base::EmbeddedFile> files) {
    std::vector<base::EmbeddedFile> sorted{files.begin(), files.end()};
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    std::string text;
    for (const base::EmbeddedFile& file : sorted) {
        text += std::string{file.name} + "\n" + std::to_string(file.bytes.size()) + "\n";
        text += file.bytes;
    }
    return sha256_hex(text);
}

}  // namespace

Result<Catalog> read_catalog(std::span<const base::EmbeddedFile> files) {
    MILLRACE_TRY(const Json shop, parse_file(files, "shop.json"));
    MILLRACE_TRY(const Json materials, parse_file(files, "materials.json"));
    MILLRACE_TRY(const Json machines, parse_file(files, "machines.json"));
    MILLRACE_TRY(const Json tools, parse_file(files, "tools.json"));

    Catalog result;
    Problems problems;
    read_shop(shop, result, problems);
    read_table(materials, "materials", result.materials, problems, read_material);
    read_table(machines, "machines", result.machines, problems, read_machine);
    read_table(tools, "tools", result.tools, problems, read_tool);
    MILLRACE_CHECK_OK(read_rules(files, result.rules, problems));
    // A shop that states none has rules that are not checked.
    if (has_file(files, "capabilities.json")) {
        MILLRACE_TRY(const Json capabilities, parse_file(files, "capabilities.json"));
        result.capabilities = read_capabilities(capabilities, problems);
    }
    // References and ranges are only worth checking once every member is there.
    if (problems.empty()) {
        for (const catalog::Problem& problem : catalog::validate(result))
            problems.add(problem.path + " " + problem.message);
    }
    if (!problems.empty())
        return Error{ErrorCode::InvalidArgument, "the catalogue has " + problems.text(), {}};
    result.sha256 = hash_of(files);
    return result;
}

}  // namespace millrace::codec
