// millrace repair FILE: closes meshes with defects, says what was done and how far the surface
// moved.
#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "commands.h"
#include "millrace/cad/write.h"
#include "quote_json.h"

namespace millrace::cli {
namespace {

const cad::RepairedPart* repair_of(const LoadedFile& file, std::size_t part) {
    for (const cad::RepairedPart& repaired : file.repaired)
        if (repaired.part == part) return &repaired;
    return nullptr;
}

Json steps_json(const std::vector<geom::RepairStep>& steps) {
    Json list = Json::array();
    for (const geom::RepairStep& step : steps) {
        list.push_back(
            {{"kind", to_string(step.kind)}, {"count", step.count}, {"amount_mm", step.amount_mm}});
    }
    return list;
}

Json part_report(const LoadedFile& file, std::size_t index) {
    const geom::BoundaryModel& model = file.content.parts[index];
    const geom::Topology topology = geom::topology(model.mesh);
    const cad::RepairedPart* repaired = repair_of(file, index);
    Json json = {{"file", file.path},
                 {"sha256", file.sha256},
                 {"part", model.name},
                 {"index", index},
                 {"exact", model.exact},
                 {"closed", topology.closed()},
                 {"triangles", model.mesh.triangles.size()},
                 {"volume_mm3", model.bodies[0].volume_mm3},
                 {"repaired", repaired != nullptr},
                 {"steps", Json::array()},
                 {"deviation_mm", nullptr},
                 {"diagnostics", diagnostics_json(file.content)}};
    if (repaired == nullptr) return json;
    json["steps"] = steps_json(repaired->steps);
    json["deviation_mm"] = {{"old_from_new", repaired->deviation.forward_mm},
                            {"new_from_old", repaired->deviation.backward_mm}};
    json["self_intersections"] = repaired->self_intersections;
    return json;
}

void print_part(const LoadedFile& file, std::size_t index) {
    const geom::BoundaryModel& model = file.content.parts[index];
    const cad::RepairedPart* repaired = repair_of(file, index);
    const bool closed = geom::topology(model.mesh).closed();
    std::cout << fmt::format("{} · {}: {}, {} triangles, {:.3f} cm³\n", file.path,
                             model.name.empty() ? fmt::format("part {}", index + 1) : model.name,
                             repaired != nullptr ? "repaired"
                             : closed            ? "needs no repair"
                                                 : "NOT closed",
                             model.mesh.triangles.size(), model.bodies[0].volume_mm3 / 1000.0);
    if (repaired == nullptr) return;
    std::cout << "  " << cad::to_text(repaired->steps) << '\n';
    std::cout << fmt::format(
        "  old surface at most {:.4g} mm from the new, new from the old {:.4g} mm\n",
        repaired->deviation.forward_mm, repaired->deviation.backward_mm);
}

geom::TriangleMesh all_parts(const LoadedFile& file) {
    geom::TriangleMesh mesh;
    for (const geom::BoundaryModel& model : file.content.parts) {
        const auto offset = static_cast<std::uint32_t>(mesh.vertices.size());
        mesh.vertices.insert(mesh.vertices.end(), model.mesh.vertices.begin(),
                             model.mesh.vertices.end());
        for (auto triangle : model.mesh.triangles) {
            for (std::uint32_t& vertex : triangle) vertex += offset;
            mesh.triangles.push_back(triangle);
        }
    }
    return mesh;
}

}  // namespace

Exit run_repair(const RepairArguments& arguments) {
    const auto unit = parse_unit(arguments.unit);
    if (!unit) {
        std::cerr << "millrace repair: " << to_string(unit.error()) << '\n';
        return Exit::WrongUsage;
    }
    std::string sha256;
    const auto file = load(arguments.file, *unit, sha256);
    clear_progress();
    if (!file) {
        std::cerr << "millrace repair: " << to_string(file.error()) << '\n';
        return Exit::FileNotRead;
    }
    if (!arguments.output.empty()) {
        const std::vector<std::byte> bytes = cad::write_stl(all_parts(*file));
        std::ofstream out(arguments.output, std::ios::binary);
        out.write(reinterpret_cast<const char*>(bytes.data()),
                  static_cast<std::streamsize>(bytes.size()));
        if (!out.flush()) {
            std::cerr << "millrace repair: '" << arguments.output << "' cannot be written\n";
            return Exit::Failed;
        }
    }
    Json list = Json::array();
    bool closed = true;
    for (std::size_t i = 0; i < file->content.parts.size(); ++i) {
        closed = closed && geom::topology(file->content.parts[i].mesh).closed();
        if (arguments.json) {
            list.push_back(part_report(*file, i));
        } else {
            print_part(*file, i);
        }
    }
    if (arguments.json)
        std::cout << list.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
    for (const cad::Diagnostic& diagnostic : file->content.diagnostics)
        std::cerr << "! " << diagnostic.message << '\n';
    return closed ? Exit::Done : Exit::Failed;
}

}  // namespace millrace::cli
