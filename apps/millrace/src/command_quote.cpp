// millrace quote FILE...: from files to prices, as a table or as JSON.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <iostream>

#include "commands.h"
#include "millrace/codec/codec.h"
#include "quote_json.h"
#include "table.h"

namespace millrace::cli {
namespace {

Result<QuotedPart> quote_part(const LoadedFile& file, std::size_t index,
                              const QuoteArguments& arguments, const catalog::Catalog& catalog) {
    QuotedPart part;
    part.model = &file.content.parts[index];
    part.index = index;
    part.name = part.model->name.empty() ? fmt::format("part {}", index + 1) : part.model->name;
    part.timings.read = file.read_ms / static_cast<double>(file.content.parts.size());

    show_progress(part.name + ": measure and check");
    const Stopwatch facts_watch;
    auto analysis = app::analyse(*part.model, catalog, {});
    if (!analysis) return std::move(analysis).error().during("measure '" + part.name + "'");
    part.analysis = std::move(analysis).value();
    part.timings.facts = facts_watch.ms();

    app::OfferRequest request;
    request.quantities = arguments.quantities;
    if (!arguments.process.empty()) request.process = arguments.process;
    if (!arguments.material.empty()) request.material = arguments.material;
    if (!arguments.profile.empty()) request.machine = arguments.profile;
    request.now =
        std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    // Time between two calls belongs to the step that the earlier call named.
    double* running = nullptr;
    Stopwatch step_watch;
    const auto close_step = [&] {
        if (running != nullptr) *running += step_watch.ms();
        step_watch = {};
    };
    request.progress = [&](std::string_view step) {
        close_step();
        running = step.substr(0, 4) == "plan" ? &part.timings.plan : &part.timings.quote;
        show_progress(part.name + ": " + std::string{step});
    };
    const std::string revision = file.sha256 + "#" + std::to_string(index);
    auto offers = app::make_offers(*part.model, part.analysis, revision, catalog, {}, request, {});
    close_step();
    if (!offers) return std::move(offers).error().during("quote '" + part.name + "'");
    part.offers = std::move(offers).value();
    part.analysis.checks = app::check_offers(*part.model, part.analysis, catalog, part.offers);
    part.timings.total =
        part.timings.read + part.timings.facts + part.timings.plan + part.timings.quote;
    return part;
}

std::string offer_heading(const quote::Offer& offer, const catalog::Catalog& catalog) {
    const catalog::Material* material = catalog.material(offer.plan.request.material);
    const catalog::Machine* machine = catalog.machine(offer.plan.request.machine);
    return fmt::format("{} in {} on {}", offer.plan.request.process,
                       material != nullptr ? material->name : offer.plan.request.material,
                       machine != nullptr ? machine->name : offer.plan.request.machine);
}

void print_offer(const quote::Offer& offer, const catalog::Catalog& catalog) {
    std::cout << "  " << offer_heading(offer, catalog) << '\n';
    if (!offer.feasible) {
        for (const plan::Blocker& blocker : offer.blockers)
            std::cout << "    not possible: " << blocker.message << '\n';
        return;
    }
    using enum Table::Align;
    Table table({Right, Right, Right, Left, Right, Left});
    table.row({"quantity", "each", "total", "", "ready in", ""});
    for (const quote::Price& price : offer.prices) {
        table.row({std::to_string(price.quantity), number_text(price.unit_price.to_major(), 2),
                   number_text(price.total_price.to_major(), 2),
                   std::string{price.unit_price.currency().code()},
                   fmt::format("{:g} {}", price.lead_days, price.lead_days == 1.0 ? "day" : "days"),
                   price.tier});
    }
    std::cout << table.text(4);
    std::cout << fmt::format("    set-up {}, machine {} a part, {:.1f} g, {:.2f} kg CO2e\n",
                             duration_text(set_up_s(offer.plan)),
                             duration_text(machine_s_per_part(offer.plan)),
                             offer.plan.stock.part_g.value, offer.footprint.total_kg.value);
}

void print_part(const LoadedFile& file, const QuotedPart& part, const catalog::Catalog& catalog) {
    const facts::PartFacts& facts = part.analysis.facts;
    const geom::Vec3 size = facts.box.size();
    std::cout << fmt::format("{} · {}\n", file.path, part.name);
    std::cout << fmt::format(
        "  {:.1f} × {:.1f} × {:.1f} mm, {:.2f} cm³, {:.1f} cm², {} holes, {}\n", size.x, size.y,
        size.z, to_cm3(facts.volume), to_mm2(facts.area) / 100.0, facts.holes.size(),
        status_of(file, part));
    const cad::Units& units = file.content.units;
    if (units.source == cad::UnitSource::Guessed)
        std::cout << "  ? " << units.reason << " --unit states it.\n";
    for (const quote::Offer& offer : part.offers) print_offer(offer, catalog);
    for (const auto& [process, result] : part.analysis.checks) {
        for (const dfm::Finding& finding : result.findings) {
            std::cout << fmt::format("  {} {} {}\n",
                                     finding.severity == dfm::Severity::RequiredChange ? "✗" : "!",
                                     finding.rule, finding.message.english());
        }
    }
    std::cout << '\n';
}

template <class Rows>
std::string ids_of(const Rows& rows) {
    std::string text;
    for (const auto& row : rows) text += (text.empty() ? "" : ", ") + row.id;
    return text;
}

/// Checks names and their combination against the catalogue before any file is read.
/// @return what the catalogue lacks, and what it has instead; empty when nothing is missing.
std::string missing_in(const catalog::Catalog& catalog, const QuoteArguments& arguments) {
    if (!arguments.process.empty() && catalog.process(arguments.process) == nullptr) {
        std::string known;
        for (const auto& policy : catalog.processes)
            known += (known.empty() ? "" : ", ") + policy.process;
        return fmt::format("process '{}'; it has {}", arguments.process, known);
    }
    if (!arguments.material.empty() && catalog.material(arguments.material) == nullptr) {
        return fmt::format("material '{}'; it has {}", arguments.material,
                           ids_of(catalog.materials));
    }
    if (!arguments.profile.empty() && catalog.machine(arguments.profile) == nullptr) {
        return fmt::format("profile '{}'; it has {}", arguments.profile, ids_of(catalog.machines));
    }
    const catalog::Material* material = catalog.material(arguments.material);
    const auto fits = [&](const catalog::Machine& machine) {
        return (arguments.profile.empty() || machine.id == arguments.profile) &&
               (arguments.process.empty() || machine.process == arguments.process) &&
               (material == nullptr || catalog::runs(machine, *material));
    };
    if (std::any_of(catalog.machines.begin(), catalog.machines.end(), fits)) return {};
    std::string wish;
    const auto add = [&](const char* what, const std::string& name) {
        if (!name.empty()) wish += fmt::format(" {} '{}'", what, name);
    };
    add("for process", arguments.process);
    add("with material", arguments.material);
    add("and profile", arguments.profile);
    return "machine" + wish;
}

}  // namespace

Exit run_quote(const QuoteArguments& given) {
    QuoteArguments arguments = given;
    std::sort(arguments.quantities.begin(), arguments.quantities.end());
    arguments.quantities.erase(
        std::unique(arguments.quantities.begin(), arguments.quantities.end()),
        arguments.quantities.end());
    const catalog::Catalog& catalog = codec::demo_catalog();
    if (const std::string missing = missing_in(catalog, arguments); !missing.empty()) {
        std::cerr << "millrace quote: the catalogue of " << catalog.shop_name << " has no "
                  << missing << '\n';
        return Exit::WrongUsage;
    }
    const auto unit = parse_unit(arguments.unit);
    if (!unit) {
        std::cerr << "millrace quote: " << to_string(unit.error()) << '\n';
        return Exit::WrongUsage;
    }

    Json list = Json::array();
    Exit exit = Exit::Done;
    const auto fail = [&](const std::string& path, const std::string& sha256, const Error& error) {
        clear_progress();
        exit = Exit::FileNotRead;
        if (arguments.json) {
            list.push_back(failed_file_json(path, sha256, error));
        } else {
            std::cerr << "✗ " << path << ": " << to_string(error) << '\n';
        }
    };
    for (const std::string& path : arguments.files) {
        std::string sha256;
        const auto file = load(path, *unit, sha256, arguments.thickness_mm);
        if (!file) {
            fail(path, sha256, file.error());
            continue;
        }
        for (std::size_t index = 0; index < file->content.parts.size(); ++index) {
            const auto part = quote_part(*file, index, arguments, catalog);
            if (!part) {
                fail(path, sha256, part.error());
                continue;
            }
            clear_progress();
            if (arguments.json) {
                list.push_back(part_json(*file, *part, arguments.quantities));
            } else {
                print_part(*file, *part, catalog);
            }
        }
    }
    clear_progress();
    // Bytes that are not UTF-8 in a file's own names are replaced, never an exception.
    if (arguments.json)
        std::cout << list.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
    return exit;
}

}  // namespace millrace::cli
