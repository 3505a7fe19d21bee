// millrace plan and profile: the operations behind a price, and the machine settings behind a plan.
#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "commands.h"
#include "load.h"
#include "millrace/cad/write.h"
#include "millrace/codec/codec.h"
#include "millrace/plan/fdm_profile.h"
#include "millrace/plan/planner.h"
#include "table.h"

namespace millrace::cli {
namespace {

void print_plan(const plan::ProcessPlan& plan, const catalog::Catalog& catalog) {
    const catalog::Machine* machine = catalog.machine(plan.request.machine);
    const catalog::Material* material = catalog.material(plan.request.material);
    std::cout << fmt::format("{} on {} in {}\n", plan.request.process,
                             machine != nullptr ? machine->name : plan.request.machine,
                             material != nullptr ? material->name : plan.request.material);
    for (const plan::Blocker& blocker : plan.blockers)
        std::cout << "  not possible: " << blocker.message << '\n';
    using enum Table::Align;
    Table table({Right, Left, Right, Right, Right, Left});
    table.row({"", "operation", "per lot", "per run", "per part", ""});
    int number = 1;
    for (const plan::Operation& operation : plan.operations) {
        const auto cell = [](const plan::Figure& figure) {
            return figure.value > 0.0 ? duration_text(figure.value) : std::string{"-"};
        };
        table.row({std::to_string(number++), operation.name, cell(operation.lot_s),
                   cell(operation.run_s), cell(operation.part_s),
                   std::string{plan::to_string(operation.part_s.provenance)}});
    }
    std::cout << table.text(2);
    std::cout << fmt::format("  takes {:.1f} g of {}, {:.1f} g end up in the part\n",
                             plan.stock.taken_g.value, plan.stock.kind, plan.stock.part_g.value);
    for (const std::string& note : plan.notes) std::cout << "  " << note << '\n';
}

/// The mesh turned so that `up` points along +z and standing on z = 0.
geom::TriangleMesh standing(geom::TriangleMesh mesh, const geom::Vec3& up) {
    const geom::Vec3 z = geom::normalized(up);
    const geom::Vec3 seed = std::abs(z.x) < 0.9 ? geom::Vec3{1, 0, 0} : geom::Vec3{0, 1, 0};
    const geom::Vec3 x = geom::normalized(seed - z * geom::dot(seed, z));
    const geom::Vec3 y = geom::cross(z, x);
    double low = 1e300;
    for (geom::Vec3& v : mesh.vertices) {
        v = {geom::dot(v, x), geom::dot(v, y), geom::dot(v, z)};
        low = std::min(low, v.z);
    }
    for (geom::Vec3& v : mesh.vertices) v.z -= low;
    return mesh;
}

}  // namespace

Exit run_plan(const PlanArguments& arguments) {
    const catalog::Catalog& catalog = codec::demo_catalog();
    const auto unit = parse_unit(arguments.unit);
    if (!unit || catalog.process(arguments.process) == nullptr) {
        std::cerr << "millrace plan: "
                  << (unit ? "the catalogue has no process '" + arguments.process + "'"
                           : to_string(unit.error()))
                  << '\n';
        return Exit::WrongUsage;
    }
    std::string sha256;
    const auto file = load(arguments.file, *unit, sha256, arguments.thickness_mm);
    clear_progress();
    if (!file) {
        std::cerr << "millrace plan: " << to_string(file.error()) << '\n';
        return Exit::FileNotRead;
    }
    app::OfferRequest request;
    request.quantities = {1};
    request.process = arguments.process;
    if (!arguments.material.empty()) request.material = arguments.material;
    if (!arguments.profile.empty()) request.machine = arguments.profile;
    for (const geom::BoundaryModel& model : file->content.parts) {
        const auto analysis = app::analyse(model, catalog, {});
        if (!analysis) {
            std::cerr << "millrace plan: " << to_string(analysis.error()) << '\n';
            return Exit::FileNotRead;
        }
        const auto offers = app::make_offers(model, *analysis, sha256, catalog, {}, request, {});
        if (!offers) {
            std::cerr << "millrace plan: " << to_string(offers.error()) << '\n';
            return Exit::Failed;
        }
        for (const quote::Offer& offer : *offers) {
            print_plan(offer.plan, catalog);
            if (arguments.stl.empty()) continue;
            const auto bytes = cad::write_stl(
                standing(model.mesh, offer.plan.build_up.value_or(geom::Vec3{0, 0, 1})));
            std::ofstream out(arguments.stl, std::ios::binary);
            out.write(reinterpret_cast<const char*>(bytes.data()),
                      static_cast<std::streamsize>(bytes.size()));
            if (!out) {
                std::cerr << "millrace plan: cannot write '" << arguments.stl << "'\n";
                return Exit::Failed;
            }
        }
    }
    return Exit::Done;
}

Exit run_profile(const ProfileArguments& arguments) {
    const catalog::Catalog& catalog = codec::demo_catalog();
    if (arguments.id.empty()) {
        using enum Table::Align;
        Table table({Left, Left, Left, Right, Left});
        for (const catalog::Machine& machine : catalog.machines) {
            table.row({machine.id, machine.process + "." + machine.kind, machine.name,
                       number_text(machine.rate_per_h, 2),
                       std::string{catalog.policy.currency.code()} + "/h"});
        }
        std::cout << table.text(0);
        return Exit::Done;
    }
    const catalog::Machine* machine = catalog.machine(arguments.id);
    if (machine == nullptr) {
        std::cerr << "millrace profile: the catalogue has no profile '" << arguments.id
                  << "'; 'millrace profile' lists them\n";
        return Exit::WrongUsage;
    }
    const catalog::Material* material = nullptr;
    for (const catalog::Material& candidate : catalog.materials) {
        const bool fits = std::find(candidate.processes.begin(), candidate.processes.end(),
                                    machine->process) != candidate.processes.end();
        if (!fits || (!arguments.material.empty() && candidate.id != arguments.material)) continue;
        material = &candidate;
        break;
    }
    if (material == nullptr) {
        std::cerr << "millrace profile: " << machine->id << " runs no material '"
                  << arguments.material << "'\n";
        return Exit::WrongUsage;
    }
    if (arguments.prusaslicer) {
        if (!machine->fdm) {
            std::cerr << "millrace profile: " << machine->id << " is not an FDM printer\n";
            return Exit::WrongUsage;
        }
        std::cout << plan::prusaslicer_config(*machine, *material);
        return Exit::Done;
    }
    std::cout << fmt::format(
        "{} · {}\n  {}.{}, {:.0f} × {:.0f} × {:.0f} mm, {:.2f} {}/h, {} in the "
        "shop\n  source: {}\n",
        machine->id, machine->name, machine->process, machine->kind, to_mm(machine->envelope[0]),
        to_mm(machine->envelope[1]), to_mm(machine->envelope[2]), machine->rate_per_h,
        catalog.policy.currency.code(), machine->count, machine->source);
    return Exit::Done;
}

}  // namespace millrace::cli
