// Sheet metal facts on the command line.
#include "sheet_output.h"

#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "millrace/app/flat_pattern.h"

namespace millrace::cli {
namespace {

Json point(geom::Vec3 p) { return Json::array({p.x, p.y}); }

Json bends_json(const std::vector<facts::Bend>& bends) {
    Json list = Json::array();
    for (const facts::Bend& bend : bends) {
        list.push_back({{"angle_deg", to_deg(bend.angle)},
                        {"radius_mm", to_mm(bend.radius)},
                        {"length_mm", to_mm(bend.length)},
                        {"k_factor", bend.k_factor},
                        {"up", bend.up},
                        {"hem", bend.hem},
                        {"line_mm", Json::array({point(bend.line_from), point(bend.line_to)})},
                        {"faces", bend.faces}});
    }
    return list;
}

Json cut_outs_json(const std::vector<facts::CutOut>& cut_outs) {
    Json list = Json::array();
    for (const facts::CutOut& cut : cut_outs) {
        Json json = {{"length_mm", to_mm(cut.length)}, {"width_mm", to_mm(cut.width)}};
        if (to_mm(cut.diameter) > 0.0) json["diameter_mm"] = to_mm(cut.diameter);
        json["centre_mm"] = Json::array({cut.centre.x, cut.centre.y, cut.centre.z});
        json["faces"] = cut.faces;
        list.push_back(std::move(json));
    }
    return list;
}

Json loops_json(const std::vector<geom::OutlineLoop>& loops) {
    Json list = Json::array();
    for (const geom::OutlineLoop& loop : loops) {
        Json corners = Json::array();
        for (const geom::OutlineVertex& v : loop.vertices)
            corners.push_back(Json::array({v.x_mm, v.y_mm, v.bulge}));
        list.push_back(std::move(corners));
    }
    return list;
}

}  // namespace

Json sheet_json(const facts::PartFacts& facts) {
    if (const auto* refusal = std::get_if<facts::SheetRefusal>(&facts.sheet)) {
        return {
            {"refused",
             {{"code", refusal->code}, {"reason", refusal->reason}, {"faces", refusal->faces}}}};
    }
    const auto* sheet = std::get_if<facts::Sheet>(&facts.sheet);
    if (sheet == nullptr) return nullptr;
    Json flanges = Json::array();
    for (const facts::Flange& flange : sheet->flanges) {
        flanges.push_back({{"area_mm2", to_mm2(flange.area)},
                           {"width_mm", to_mm(flange.width)},
                           {"bends", flange.bends},
                           {"faces", flange.faces}});
    }
    Json formed = Json::array();
    for (const facts::FormedFeature& form : sheet->formed)
        formed.push_back({{"kind", form.kind}, {"faces", form.faces}});
    return {{"thickness_mm", to_mm(sheet->thickness)},
            {"bends", bends_json(sheet->bends)},
            {"flat",
             {{"length_mm", to_mm(sheet->flat.length)},
              {"width_mm", to_mm(sheet->flat.width)},
              {"area_mm2", to_mm2(sheet->flat.area)},
              {"cut_length_mm", to_mm(sheet->flat.cut_length)},
              {"refold_error_mm", to_mm(sheet->flat.refold_error)},
              {"chord_error_mm", to_mm(sheet->flat.chord_error)},
              {"loops", loops_json(sheet->flat.loops)}}},
            {"flanges", std::move(flanges)},
            {"cut_outs", cut_outs_json(sheet->cut_outs)},
            {"formed", std::move(formed)}};
}

std::string sheet_text(const facts::PartFacts& facts) {
    if (const auto* refusal = std::get_if<facts::SheetRefusal>(&facts.sheet))
        return fmt::format("  sheet without flat pattern: {}\n", refusal->reason);
    const auto* sheet = std::get_if<facts::Sheet>(&facts.sheet);
    if (sheet == nullptr) return {};
    std::string text = fmt::format(
        "  sheet {:.3f} mm, flat {:.3f} × {:.3f} mm, {:.1f} mm², cut {:.1f} mm, {} cut-outs\n",
        to_mm(sheet->thickness), to_mm(sheet->flat.length), to_mm(sheet->flat.width),
        to_mm2(sheet->flat.area), to_mm(sheet->flat.cut_length), sheet->cut_outs.size());
    for (const facts::Bend& bend : sheet->bends) {
        text += fmt::format("  {} {:.2f}° R {:.3f} × {:.3f} mm {}, k-factor {:.3f}\n",
                            bend.hem ? "hem " : "bend", to_deg(bend.angle), to_mm(bend.radius),
                            to_mm(bend.length), bend.up ? "up" : "down", bend.k_factor);
    }
    for (const facts::FormedFeature& form : sheet->formed)
        text += fmt::format("  formed: {}, faces {}\n", form.kind, fmt::join(form.faces, " "));
    return text;
}

Exit write_flat(const std::string& path, const facts::PartFacts& facts) {
    const auto dxf = app::flat_pattern_dxf(facts);
    if (!dxf) {
        std::cerr << "millrace facts: " << dxf.error().message.english() << '\n';
        return Exit::Failed;
    }
    std::ofstream out(path, std::ios::binary);
    out << *dxf;
    out.close();
    if (!out) {
        std::cerr << "millrace facts: '" << path << "' cannot be written\n";
        return Exit::Failed;
    }
    return Exit::Done;
}

}  // namespace millrace::cli
