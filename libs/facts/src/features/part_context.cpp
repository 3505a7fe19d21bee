#include "part_context.h"

#include <algorithm>
#include <cmath>

#include "exact_features.h"
#include "recognise_features.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

/// Largest circle around the axis on the faces that a boss stands on.
double foot_radius_mm(const geom::BoundaryModel& model, const Feature& boss) {
    double radius = 0.0;
    for (const std::uint32_t face : boss.entry_faces) {
        for (const geom::Edge& edge : model.edges) {
            if (edge.kind != geom::CurveKind::Circle ||
                (edge.left_face != face && edge.right_face != face)) {
                continue;
            }
            const Vec3 off = edge.centre - boss.origin;
            const double away = length(off - boss.axis * dot(off, boss.axis));
            if (away < 0.01 + 1e-3 * edge.radius_mm) radius = std::max(radius, edge.radius_mm);
        }
    }
    return radius;
}

/// Bosses on the axis of a turned part become steps: as long as the boss was high, as wide as the
/// ring it stands on.
bool make_shoulders(const geom::BoundaryModel& model, const Turning& turning, Features& features) {
    bool any = false;
    for (Feature& feature : features.list) {
        if (feature.kind != FeatureKind::Boss) continue;
        if (std::abs(dot(feature.axis, turning.axis)) < 0.9999) continue;
        const Vec3 off = feature.origin - turning.origin;
        const double away = length(off - turning.axis * dot(off, turning.axis));
        const double ring_mm = foot_radius_mm(model, feature) - to_mm(feature.diameter) / 2.0;
        if (away > 0.01 + 1e-3 * to_mm(feature.diameter) || !(ring_mm > 0.0)) continue;
        feature.kind = FeatureKind::Step;
        feature.name = "Shoulder";
        feature.width = from_mm(ring_mm);
        feature.confidence = 0.95;
        for (const std::uint32_t f : feature.place.faces) {
            FaceFeature& face = features.faces[f];
            if (face.face_class == FaceClass::Stock)
                face.confidence = std::max(face.confidence, feature.confidence);
        }
        any = true;
    }
    return any;
}

void mark(const std::vector<std::uint32_t>& faces, std::vector<bool>& marks) {
    for (const std::uint32_t face : faces) marks[face] = true;
}

/// Whether one face lies behind the other at the thickness of the sheet.
bool is_mate(const geom::Face& face, const geom::Face& other, double thickness_mm) {
    const double slack = 0.01 + 0.02 * thickness_mm;
    if (face.kind != other.kind) return false;
    if (face.kind == geom::SurfaceKind::Plane) {
        return dot(face.axis, other.axis) < -0.9999 &&
               std::abs(dot(other.origin - face.origin, face.axis) + thickness_mm) < slack;
    }
    if (face.kind != geom::SurfaceKind::Cylinder || face.concave == other.concave) return false;
    const Vec3 off = other.origin - face.origin;
    return std::abs(dot(face.axis, other.axis)) > 0.9999 &&
           length(off - face.axis * dot(off, face.axis)) < slack &&
           std::abs(std::abs(face.radius_mm - other.radius_mm) - thickness_mm) < slack;
}

/// Faces of both sides of the sheet. The sheet names those of one side; the other one lies behind
/// its bends and behind its largest flange, and runs on smoothly from there.
std::vector<bool> both_sides(const geom::BoundaryModel& model, const Sheet& sheet) {
    std::vector<bool> skin(model.faces.size(), false);
    std::vector<std::uint32_t> seeds;
    for (const Bend& bend : sheet.bends)
        seeds.insert(seeds.end(), bend.faces.begin(), bend.faces.end());
    std::uint32_t largest = FaceFeature::kNone;
    for (const Flange& flange : sheet.flanges) {
        mark(flange.faces, skin);
        for (const std::uint32_t f : flange.faces)
            if (largest == FaceFeature::kNone ||
                model.faces[f].area_mm2 > model.faces[largest].area_mm2) {
                largest = f;
            }
    }
    mark(seeds, skin);
    if (largest != FaceFeature::kNone) seeds.push_back(largest);
    std::vector<std::uint32_t> open;
    for (const std::uint32_t seed : seeds) {
        std::uint32_t best = FaceFeature::kNone;
        for (std::uint32_t f = 0; f < model.faces.size(); ++f) {
            if (skin[f] || !is_mate(model.faces[seed], model.faces[f], to_mm(sheet.thickness)))
                continue;
            if (best == FaceFeature::kNone || model.faces[f].area_mm2 > model.faces[best].area_mm2)
                best = f;
        }
        if (best != FaceFeature::kNone) open.push_back(best);
    }
    mark(open, skin);
    std::vector<std::vector<std::uint32_t>> smooth(model.faces.size());
    for (const geom::Edge& edge : model.edges) {
        if (!edge.left_face || !edge.right_face || std::abs(edge.dihedral_rad) > kSmoothAngle)
            continue;
        smooth[*edge.left_face].push_back(*edge.right_face);
        smooth[*edge.right_face].push_back(*edge.left_face);
    }
    while (!open.empty()) {
        const std::uint32_t face = open.back();
        open.pop_back();
        for (const std::uint32_t next : smooth[face]) {
            if (skin[next]) continue;
            skin[next] = true;
            open.push_back(next);
        }
    }
    return skin;
}

/// Takes back what looks like a cut or a fillet and is the shape of the sheet itself.
void drop_bent(const geom::BoundaryModel& model, const Sheet& sheet, Features& features) {
    const std::vector<bool> skin = both_sides(model, sheet);
    std::vector<bool> listed = skin;
    // What is pressed out of the sheet; recesses and countersinks are cut, whatever they are in.
    for (const FormedFeature& formed : sheet.formed) {
        if (formed.kind == "emboss" || formed.kind == "rib" || formed.kind == "louvre" ||
            formed.kind == "extrusion") {
            mark(formed.faces, listed);
        }
    }
    std::erase_if(features.list, [&](const Feature& feature) {
        const auto& faces = feature.place.faces;
        const auto on_skin = [&](std::uint32_t face) { return skin[face]; };
        const auto on_list = [&](std::uint32_t face) { return listed[face]; };
        switch (feature.kind) {
            case FeatureKind::Pocket:
            case FeatureKind::Passage:
            case FeatureKind::Slot:
            case FeatureKind::Step:
            case FeatureKind::Rib:
            case FeatureKind::Fillet:
                return std::any_of(faces.begin(), faces.end(), on_skin) ||
                       std::all_of(faces.begin(), faces.end(), on_list);
            case FeatureKind::Chamfer: return std::any_of(faces.begin(), faces.end(), on_skin);
            case FeatureKind::Hole:
            case FeatureKind::Boss:
            case FeatureKind::ORingGroove: return false;
        }
        return false;
    });
    for (std::size_t f = 0; f < skin.size(); ++f) {
        FaceFeature& face = features.faces[f];
        const bool drilled =
            face.face_class == FaceClass::ThroughHole || face.face_class == FaceClass::BlindHole;
        if (skin[f] && !drilled) face = {FaceClass::Stock, FaceFeature::kNone, 1.0};
    }
}

}  // namespace

void fit_to_part(const geom::BoundaryModel& model, PartFacts& facts) {
    if (facts.features.faces.empty()) return;
    bool changed = false;
    if (facts.turning.recognised) changed = make_shoulders(model, facts.turning, facts.features);
    if (const auto* sheet = std::get_if<Sheet>(&facts.sheet)) {
        drop_bent(model, *sheet, facts.features);
        changed = true;
    }
    if (changed) order_features(facts.features);
}

}  // namespace millrace::facts
