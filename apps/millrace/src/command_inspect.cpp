// millrace facts, check and plan: what is known about one part, without prices.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "assembly_json.h"
#include "commands.h"
#include "features_json.h"
#include "millrace/cad/write.h"
#include "millrace/codec/codec.h"
#include "millrace/facts/field_view.h"
#include "millrace/plan/planner.h"
#include "quote_json.h"
#include "sheet_output.h"
#include "table.h"

namespace millrace::cli {
namespace {

/// Loads a file for a command that looks at it; prints the error and gives the exit status if not.
struct Opened {
    std::optional<LoadedFile> file;
    Exit exit = Exit::Done;
    Json failure = nullptr;  ///< what a program is told of a file that could not be read
};

Opened open(std::string_view command, const std::string& path, const std::string& unit_text,
            std::optional<double> thickness_mm) {
    const auto unit = parse_unit(unit_text);
    if (!unit) {
        std::cerr << "millrace " << command << ": " << to_string(unit.error()) << '\n';
        return {std::nullopt, Exit::WrongUsage, nullptr};
    }
    std::string sha256;
    auto file = load(path, *unit, sha256, thickness_mm);
    clear_progress();
    if (!file) {
        std::cerr << "millrace " << command << ": " << to_string(file.error()) << '\n';
        return {std::nullopt, Exit::FileNotRead, failed_file_json(path, sha256, file.error())};
    }
    return {std::move(file).value()};
}

void print_facts(const geom::BoundaryModel& model, const facts::PartFacts& facts) {
    const geom::Vec3 size = facts.box.size();
    using enum Table::Align;
    Table table({Left, Left});
    table.row({"volume", fmt::format("{:.3f} cm³", to_cm3(facts.volume))});
    table.row({"area", fmt::format("{:.3f} cm²", to_mm2(facts.area) / 100.0)});
    table.row({"box", fmt::format("{:.3f} × {:.3f} × {:.3f} mm", size.x, size.y, size.z)});
    table.row({"smallest box",
               fmt::format("{:.3f} × {:.3f} × {:.3f} mm", to_mm(facts.oriented_size[0]),
                           to_mm(facts.oriented_size[1]), to_mm(facts.oriented_size[2]))});
    table.row({"centre of mass", fmt::format("({:.3f}, {:.3f}, {:.3f}) mm", facts.centre_of_mass.x,
                                             facts.centre_of_mass.y, facts.centre_of_mass.z)});
    table.row({"bodies", fmt::format("{}{}", facts.bodies, facts.closed ? "" : ", not closed")});
    table.row(
        {"faces", fmt::format("{} ({} plane, {} cylinder, {} cone, {} sphere, {} torus, {} "
                              "freeform)",
                              model.faces.size(), facts.face_types.plane, facts.face_types.cylinder,
                              facts.face_types.cone, facts.face_types.sphere,
                              facts.face_types.torus, facts.face_types.freeform)});
    table.row({"triangles", std::to_string(facts.triangles)});
    table.row({"thinnest wall", fmt::format("{:.3f} mm at ({:.2f}, {:.2f}, {:.2f})",
                                            to_mm(facts.wall.minimum), facts.wall.minimum_at.x,
                                            facts.wall.minimum_at.y, facts.wall.minimum_at.z)});
    std::cout << table.text(2);
    for (const facts::Hole& hole : facts.holes) {
        std::cout << fmt::format("  hole ⌀{:.3f} × {:.3f} mm {} at ({:.2f}, {:.2f}, {:.2f})\n",
                                 to_mm(hole.diameter), to_mm(hole.depth),
                                 hole.through       ? "through"
                                 : hole.flat_bottom ? "blind, flat bottom"
                                                    : "blind",
                                 hole.centre.x, hole.centre.y, hole.centre.z);
    }
    std::cout << sheet_text(facts);
}

// A line for each feature: what it is, its sizes, where it is.
void print_features(const facts::Features& features) {
    if (features.list.empty()) return;
    using enum Table::Align;
    Table table({Left, Right, Right, Right, Right, Left});
    table.row({"feature", "mm: ⌀ or R", "depth", "width", "length", "at"});
    const auto mm = [](Length length) {
        return to_mm(length) > 0.0 ? fmt::format("{:.2f}", to_mm(length)) : std::string{};
    };
    for (const facts::Feature& one : features.list) {
        const geom::Vec3 at = one.place.points.empty() ? one.origin : one.place.points.front();
        std::string name = one.name.empty() ? std::string{facts::to_string(one.kind)} : one.name;
        if (!one.thread.empty()) name += ", " + one.thread + (one.thread_stated ? "" : "?");
        table.row({name,
                   to_mm(one.diameter) > 0.0 ? "⌀" + mm(one.diameter)
                   : to_mm(one.radius) > 0.0 ? "R" + mm(one.radius)
                                             : std::string{},
                   mm(one.depth), mm(one.width), mm(one.length),
                   fmt::format("({:.2f}, {:.2f}, {:.2f})", at.x, at.y, at.z)});
    }
    std::cout << table.text(2);
}

void print_check(const std::string& process, const dfm::CheckResult& result) {
    std::cout << fmt::format("{}: {} findings, {} rules not checked\n", process,
                             result.findings.size(), result.not_checked.size());
    for (const dfm::Finding& finding : result.findings) {
        std::cout << fmt::format("  {} {:<8} {}\n",
                                 finding.severity == dfm::Severity::RequiredChange
                                     ? "✗ required change"
                                     : "! advisory       ",
                                 finding.rule, finding.message.english());
        std::cout << fmt::format("      {} {}\n", finding.reason.english(),
                                 finding.remedy.english());
        if (!finding.place.points.empty()) {
            const geom::Vec3 at = finding.place.points.front();
            std::cout << fmt::format("      at ({:.2f}, {:.2f}, {:.2f}) mm, faces {}\n", at.x, at.y,
                                     at.z, fmt::join(finding.place.faces, " "));
        }
    }
    for (const dfm::Finding& finding : result.not_checked)
        std::cout << fmt::format("  - not checked    {:<8} {}\n", finding.rule,
                                 finding.message.english());
}

// One line for a process that the shop does not offer.
void print_summary(const std::string& process, const dfm::CheckResult& result) {
    const auto required = std::count_if(
        result.findings.begin(), result.findings.end(),
        [](const auto& finding) { return finding.severity == dfm::Severity::RequiredChange; });
    std::cout << fmt::format(
        "{} (not offered here): {} required changes, {} advisories, {} rules not checked\n",
        process, required, result.findings.size() - static_cast<std::size_t>(required),
        result.not_checked.size());
}

bool known_process(const catalog::Catalog& catalog, const std::string& process) {
    if (catalog.process(process) != nullptr) return true;
    return std::any_of(catalog.rules.begin(), catalog.rules.end(), [&](const auto& rule) {
        return std::any_of(rule.processes.begin(), rule.processes.end(), [&](const auto& name) {
            return name == process || name.starts_with(process + ".");
        });
    });
}

/// Writes the fields of a part as vertex attributes; later parts of a file get a number.
Status write_fields(const geom::BoundaryModel& model, const facts::PartFacts& facts,
                    const std::string& path, std::size_t number) {
    MILLRACE_TRY(facts::FieldView view, facts::field_view(model, facts, {}));
    std::vector<cad::VertexField> attributes;
    for (facts::Field& field : view.fields) {
        std::string name = field.name;
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        attributes.push_back({std::move(name), std::move(field.per_vertex)});
    }
    const std::vector<std::byte> bytes = cad::write_glb(view.model, attributes);
    std::filesystem::path target = path;
    if (number > 1) {
        target.replace_filename(
            fmt::format("{}-{}{}", target.stem().string(), number, target.extension().string()));
    }
    std::ofstream out(target, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) {
        return Error{ErrorCode::Unavailable, "'" + target.string() + "' cannot be written", {}};
    }
    return Done{};
}

}  // namespace

Exit run_facts(const FactsArguments& arguments) {
    const Opened opened = open("facts", arguments.file, arguments.unit, arguments.thickness_mm);
    Json list = Json::array();
    const auto print_list = [&] {
        if (!arguments.json) return;
        std::cout << list.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
    };
    if (!opened.file) {
        if (!opened.failure.is_null()) {
            list.push_back(opened.failure);
            print_list();
        }
        return opened.exit;
    }
    Exit exit = Exit::Done;
    for (std::size_t i = 0; i < opened.file->content.parts.size(); ++i) {
        const geom::BoundaryModel& model = opened.file->content.parts[i];
        const Stopwatch watch;
        const auto measured = facts::measure(model, {});
        if (!measured) {
            std::cerr << "millrace facts: " << to_string(measured.error()) << '\n';
            list.push_back(
                failed_file_json(opened.file->path, opened.file->sha256, measured.error()));
            print_list();
            return Exit::FileNotRead;
        }
        const double facts_ms = watch.ms();
        if (!arguments.fields.empty()) {
            const Status written = write_fields(model, *measured, arguments.fields, i + 1);
            if (!written) {
                std::cerr << "millrace facts: " << to_string(written.error()) << '\n';
                return Exit::Failed;
            }
        }
        const std::string name = model.name.empty() ? fmt::format("part {}", i + 1) : model.name;
        if (arguments.json) {
            Json entry = {{"file", opened.file->path},
                          {"sha256", opened.file->sha256},
                          {"part", name},
                          {"part_quantity", model.quantity},
                          {"units", cad::to_string(opened.file->content.units.unit)},
                          {"units_source", units_source(opened.file->content.units)},
                          {"diagnostics", diagnostics_json(opened.file->content)},
                          {"bought", bought_json(model)},
                          {"assembly", assembly_json(opened.file->content)},
                          {"facts", facts_json(*measured)},
                          {"timings_ms", {{"read", opened.file->read_ms}, {"facts", facts_ms}}}};
            entry["facts"]["pmi"] = pmi_json(model.pmi);
            if (arguments.faces) entry["faces"] = faces_json(model, measured->features);
            list.push_back(std::move(entry));
        } else {
            std::cout << arguments.file << " · " << name << '\n';
            print_facts(model, *measured);
        }
        if (arguments.flat.empty()) continue;
        // The first part gets the name as given, the others a number before the ending.
        const std::filesystem::path given{arguments.flat};
        const std::string path =
            i == 0 ? arguments.flat
                   : (given.parent_path() / (given.stem().string() + fmt::format("-{}", i + 1) +
                                             given.extension().string()))
                         .string();
        if (const Exit written = write_flat(path, *measured); written != Exit::Done) exit = written;
    }
    print_list();
    for (const cad::Diagnostic& diagnostic : opened.file->content.diagnostics)
        std::cerr << "! " << diagnostic.message << '\n';
    return exit;
}

Exit run_check(const CheckArguments& arguments) {
    const catalog::Catalog& catalog = codec::demo_catalog();
    if (!arguments.process.empty() && !known_process(catalog, arguments.process)) {
        std::cerr << "millrace check: the catalogue has no process '" << arguments.process << "'\n";
        return Exit::WrongUsage;
    }
    const Opened opened = open("check", arguments.file, arguments.unit, arguments.thickness_mm);
    if (!opened.file) return opened.exit;
    for (const cad::Diagnostic& diagnostic : opened.file->content.diagnostics)
        std::cout << "! " << diagnostic.message << '\n';
    for (const geom::BoundaryModel& model : opened.file->content.parts) {
        const auto analysis = app::analyse(model, catalog, {});
        if (!analysis) {
            std::cerr << "millrace check: " << to_string(analysis.error()) << '\n';
            return Exit::FileNotRead;
        }
        // A plan says how the part stands in the machine; rules of the build direction need that.
        app::OfferRequest request;
        request.quantities = {1};
        const auto offers = app::make_offers(model, *analysis, {}, catalog, {}, request, {});
        if (!offers) {
            std::cerr << "millrace check: " << to_string(offers.error()) << '\n';
            return Exit::FileNotRead;
        }
        std::cout << arguments.file << " · " << (model.name.empty() ? "part" : model.name) << '\n';
        print_features(analysis->facts.features);
        const auto checks = app::check_offers(model, *analysis, catalog, *offers);
        for (const auto& [process, result] : checks)
            if (arguments.process.empty() || arguments.process == process)
                print_check(process, result);
        for (const std::string& process : app::processes_elsewhere(catalog)) {
            if (!arguments.process.empty() && arguments.process != process) continue;
            const dfm::CheckResult result =
                app::check_elsewhere(model, analysis->facts, catalog, process);
            if (arguments.process.empty())
                print_summary(process, result);
            else
                print_check(process, result);
        }
    }
    return Exit::Done;
}

}  // namespace millrace::cli
