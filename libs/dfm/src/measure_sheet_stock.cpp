// Sheet against what the shop has: gauges, bend limits of materials and presses; and what is put
// into sheet: countersinks and inserts.
#include <algorithm>
#include <cmath>
#include <limits>

#include "flat_pattern.h"
#include "measure.h"
#include "sentences.h"

namespace millrace::dfm {

namespace {

using geom::Vec3;

// F = k · UTS · L · t² / V in air bending, with the margin that makers of tables add.
constexpr double kBendForce = 1.42 * 1.15;

/// Row of the chosen material; null without one.
const catalog::SheetStock* stock_of(const Subject& subject) {
    if (subject.context.material == nullptr) return nullptr;
    return subject.catalog.capabilities.sheet(subject.context.material->id);
}

const catalog::Press* strongest_brake(const catalog::Capabilities& can, double length_mm) {
    const catalog::Press* best = nullptr;
    for (const catalog::Press& press : can.presses) {
        if (press.kind != "bend" || press.length_mm < length_mm) continue;
        if (best == nullptr || press.force_kn > best->force_kn) best = &press;
    }
    return best;
}

Measured no_brake() {
    return missing(say("dfm.no_press_brake", "the catalogue has no press brake"));
}

/// Distance of a point in the plane of a face to the nearest edge of that face which borders none
/// of `own`.
double to_rim(const geom::BoundaryModel& model, const std::vector<std::uint32_t>& plates, Vec3 at,
              const std::vector<std::uint32_t>& own) {
    const auto among = [](const std::vector<std::uint32_t>& list, std::uint32_t face) {
        return std::find(list.begin(), list.end(), face) != list.end();
    };
    double nearest = std::numeric_limits<double>::infinity();
    for (const geom::Edge& edge : model.edges) {
        if (!edge.left_face || !edge.right_face || edge.seam) continue;
        const bool of_plate = among(plates, *edge.left_face) || among(plates, *edge.right_face);
        if (!of_plate || among(own, *edge.left_face) || among(own, *edge.right_face)) continue;
        std::vector<Vec3> points = edge.points;
        if (points.empty()) points = {edge.start, edge.middle, edge.end};
        if (edge.kind == geom::CurveKind::Circle && edge.radius_mm > 0.0) {
            const double out = geom::length(at - edge.centre);
            const bool whole = edge.length_mm > 6.0 * edge.radius_mm;
            if (whole) nearest = std::min(nearest, std::abs(out - edge.radius_mm));
        }
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            const Vec3 along = points[i + 1] - points[i];
            const double square = dot(along, along);
            const double share =
                square > 0.0 ? std::clamp(dot(at - points[i], along) / square, 0.0, 1.0) : 0.0;
            nearest = std::min(nearest, geom::length(at - points[i] - along * share));
        }
    }
    return nearest;
}

/// Plane faces that share an edge with one of `faces` and lie across `axis`.
std::vector<std::uint32_t> plates_around(const geom::BoundaryModel& model,
                                         const std::vector<std::uint32_t>& faces, Vec3 axis) {
    std::vector<std::uint32_t> plates;
    for (const geom::Edge& edge : model.edges) {
        if (!edge.left_face || !edge.right_face) continue;
        for (const auto& [in, out] : {std::pair{*edge.left_face, *edge.right_face},
                                      std::pair{*edge.right_face, *edge.left_face}}) {
            if (std::find(faces.begin(), faces.end(), in) == faces.end()) continue;
            if (std::find(faces.begin(), faces.end(), out) != faces.end()) continue;
            const geom::Face& face = model.faces[out];
            if (face.kind == geom::SurfaceKind::Plane && std::abs(dot(face.axis, axis)) > 0.999)
                plates.push_back(out);
        }
    }
    std::sort(plates.begin(), plates.end());
    plates.erase(std::unique(plates.begin(), plates.end()), plates.end());
    return plates;
}

/// A pressed-in nut or stud: its faces and its widest cylinder.
struct Insert {
    const facts::FormedFeature* form = nullptr;
    Vec3 axis;
    Vec3 centre;
    double diameter_mm = 0.0;
};

std::vector<Insert> inserts(const Subject& subject, const facts::Sheet& sheet) {
    std::vector<Insert> found;
    for (const facts::FormedFeature& form : sheet.formed) {
        if (form.kind != "insert") continue;
        Insert insert;
        insert.form = &form;
        for (const std::uint32_t f : form.faces) {
            if (f >= subject.model.faces.size()) continue;
            const geom::Face& face = subject.model.faces[f];
            if (face.kind != geom::SurfaceKind::Cylinder || face.concave) continue;
            if (2.0 * face.radius_mm <= insert.diameter_mm) continue;
            insert.diameter_mm = 2.0 * face.radius_mm;
            insert.axis = face.axis;
            insert.centre = face.origin;
        }
        found.push_back(insert);
    }
    return found;
}

Measured thickness_at_inserts(const Subject& subject, bool aluminium) {
    if (auto none = without_sheet(subject)) return *none;
    const facts::Sheet& sheet = *sheet_of(subject);
    const std::vector<Insert> found = inserts(subject, sheet);
    if (found.empty()) return not_applicable();
    if (subject.context.material == nullptr)
        return missing(say("dfm.no_material", "no material was chosen"));
    const std::string& family = subject.context.material->family;
    const bool fits =
        aluminium ? family == "aluminium" : family.starts_with("steel") || family == "stainless";
    if (!fits) return not_applicable();
    Measured measured;
    for (const Insert& insert : found)
        measured.readings.push_back({thickness(sheet), {insert.form->faces, {insert.centre}}});
    return measured;
}

}  // namespace

Measured gauge_deviation(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    const auto& rows = subject.catalog.capabilities.sheets;
    if (rows.empty())
        return missing(
            say("dfm.no_gauges_stock_catalogue", "the gauges in stock are not in the catalogue"));
    const catalog::SheetStock* chosen = stock_of(subject);
    if (subject.context.material != nullptr && chosen == nullptr)
        return missing(say("dfm.no_gauges_of_material",
                           "the catalogue has no sheet of {material} in stock",
                           {{"material", subject.context.material->name}}));
    const double t = thickness(*sheet_of(subject));
    double nearest = 0.0;
    for (const catalog::SheetStock& row : rows) {
        if (chosen != nullptr && &row != chosen) continue;
        for (const double gauge : row.gauges_mm) {
            if (nearest == 0.0 || std::abs(gauge - t) < std::abs(nearest - t)) nearest = gauge;
        }
    }
    Measured measured;
    measured.readings.push_back(
        {std::abs(t - nearest) / t,
         {},
         say("dfm.gauge", "The sheet is {thickness} thick and the nearest in stock {gauge}",
             {{"thickness", amount(t, "mm")}, {"gauge", amount(nearest, "mm")}})});
    return measured;
}

Measured bend_radius_over_limit(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    if (subject.context.material == nullptr)
        return missing(say("dfm.no_material", "no material was chosen"));
    const catalog::SheetStock* stock = stock_of(subject);
    if (stock == nullptr || stock->bend_radius_over_t_min <= 0.0)
        return missing(say("dfm.no_smallest_bend_radius",
                           "the smallest bend radius of the material is not in the catalogue"));
    const facts::Sheet& sheet = *sheet_of(subject);
    const double least = stock->bend_radius_over_t_min * thickness(sheet);
    Measured measured;
    for (const facts::Bend& bend : sheet.bends) {
        measured.readings.push_back(
            {to_mm(bend.radius) / least,
             {bend.faces, {}},
             say("dfm.bend_radius", "R {radius} in {material}",
                 {{"radius", amount(to_mm(bend.radius), "mm")}, {"material", stock->name}}),
             least});
    }
    return measured;
}

Measured bend_over_brake(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    const catalog::Press* longest = nullptr;
    for (const catalog::Press& press : subject.catalog.capabilities.presses) {
        if (press.kind != "bend") continue;
        if (longest == nullptr || press.length_mm > longest->length_mm) longest = &press;
    }
    if (longest == nullptr) return no_brake();
    Measured measured;
    for (const facts::Bend& bend : sheet_of(subject)->bends) {
        measured.readings.push_back(
            {to_mm(bend.length) / longest->length_mm,
             {bend.faces, {}},
             say("dfm.bend_on_press", "{length} on {press}",
                 {{"length", amount(to_mm(bend.length), "mm")}, {"press", longest->name}}),
             longest->length_mm});
    }
    return measured;
}

Measured bend_force(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    const auto& can = subject.catalog.capabilities;
    if (strongest_brake(can, 0.0) == nullptr) return no_brake();
    if (subject.context.material == nullptr)
        return missing(say("dfm.no_material", "no material was chosen"));
    const auto& properties = subject.context.material->properties;
    const auto strength = properties.find("uts_mpa");
    if (strength == properties.end())
        return missing(say("dfm.no_strength", "the strength of {material} is not in the catalogue",
                           {{"material", subject.context.material->name}}));
    const facts::Sheet& sheet = *sheet_of(subject);
    const double t = thickness(sheet);
    Measured measured;
    for (const facts::Bend& bend : sheet.bends) {
        // A bend too long for every brake is told by SHM-15b.
        const catalog::Press* press = strongest_brake(can, to_mm(bend.length));
        if (press == nullptr) continue;
        const double force_kn =
            kBendForce * strength->second * to_mm(bend.length) * t * t / die_opening(t) / 1'000.0;
        measured.readings.push_back(
            {force_kn / press->force_kn,
             {bend.faces, {}},
             say("dfm.force_on_press", "{force} on {press}",
                 {{"force", amount(force_kn, "kN")}, {"press", press->name}})});
    }
    return measured;
}

Measured countersink_rims(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    const facts::Sheet& sheet = *sheet_of(subject);
    Measured measured;
    for (const facts::Feature& hole : subject.facts.features.list) {
        if (hole.kind != facts::FeatureKind::Hole || hole.entry != facts::HoleEntry::Countersunk)
            continue;
        const auto plates = plates_around(subject.model, hole.place.faces, hole.axis);
        const double rim = to_rim(subject.model, plates, hole.origin, hole.place.faces) -
                           to_mm(hole.entry_diameter) / 2.0;
        if (!std::isfinite(rim)) continue;
        measured.readings.push_back(
            {std::max(0.0, rim) / thickness(sheet), hole.place,
             say("dfm.countersink", "Countersink of ⌀{diameter} ends {gap} before a bend or edge",
                 {{"diameter", amount(to_mm(hole.entry_diameter), "mm")},
                  {"gap", amount(std::max(0.0, rim), "mm")}}),
             thickness(sheet)});
    }
    return measured;
}

Measured inserts_in_steel(const Subject& subject) { return thickness_at_inserts(subject, false); }
Measured inserts_in_aluminium(const Subject& subject) {
    return thickness_at_inserts(subject, true);
}

Measured insert_edges(const Subject& subject) {
    if (auto none = without_sheet(subject)) return *none;
    Measured measured;
    for (const Insert& insert : inserts(subject, *sheet_of(subject))) {
        if (insert.diameter_mm <= 0.0) continue;
        const auto plates = plates_around(subject.model, insert.form->faces, insert.axis);
        // The plate carries the insert; its centre lies anywhere along the axis.
        if (plates.empty()) continue;
        const geom::Face& plate = subject.model.faces[plates.front()];
        const double off = dot(plate.origin - insert.centre, plate.axis);
        const double along = dot(insert.axis, plate.axis);
        const Vec3 at = insert.centre + insert.axis * (off / along);
        const double edge = to_rim(subject.model, plates, at, insert.form->faces);
        if (!std::isfinite(edge)) continue;
        measured.readings.push_back(
            {edge / insert.diameter_mm,
             {insert.form->faces, {at}},
             say("dfm.insert", "Insert of ⌀{diameter} sits {gap} from the edge",
                 {{"diameter", amount(insert.diameter_mm, "mm")}, {"gap", amount(edge, "mm")}}),
             insert.diameter_mm});
    }
    return measured;
}

Measured halogen_plastic(const Subject& subject) {
    if (subject.context.material == nullptr)
        return missing(say("dfm.no_material", "no material was chosen"));
    const std::string& name = subject.context.material->name;
    for (const char* halogenated : {"PVC", "PTFE", "PVDF", "FEP", "ETFE"}) {
        if (name.find(halogenated) != std::string::npos) return single(1.0);
    }
    return single(0.0);
}

}  // namespace millrace::dfm
