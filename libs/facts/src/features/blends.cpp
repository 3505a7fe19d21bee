// Fillets, roundings and chamfers (docs/algorithms/blends.md).

#include "blends.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "../measurements.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kDegree = kPi / 180.0;
constexpr double kTubeMax = 170.0 * kDegree;  // more is the round end of a slot
constexpr double kBevelMin = 10.0 * kDegree;  // between a chamfer and its neighbour
constexpr double kBevelMax = 80.0 * kDegree;
// Leg of a chamfer against what its face keeps. A tip chamfered by half of what is left is usual
// (ISO 4753), so the limit has the slack of a file's dimensions.
constexpr double kNarrow = 0.5 * 1.001;
constexpr double kRailSlack = 0.01;   // of the width of a strip: its rails are its sides
constexpr double kSmoothShare = 0.7;  // of the length of a rail

/// Angle of a point around the tube of a face, zero along the mean normal there.
class Tube {
public:
    explicit Tube(const geom::Face& face) : face_{face}, axis_{normalized(face.axis)} {}

    /// Outward from the centre of the tube, unit.
    [[nodiscard]] Vec3 spoke(Vec3 point) const {
        const Vec3 off = point - face_.origin;
        const Vec3 radial = off - axis_ * dot(off, axis_);
        if (face_.kind != geom::SurfaceKind::Torus) return normalized(radial);
        return normalized(off - normalized(radial) * face_.radius_mm);
    }
    /// In the plane across the tube: the two directions that the angle is measured in.
    [[nodiscard]] double angle(Vec3 point, double zero) const {
        double a = 0.0;
        const Vec3 off = point - face_.origin;
        if (face_.kind == geom::SurfaceKind::Torus) {
            const double h = dot(off, axis_);
            a = std::atan2(h, length(off - axis_ * h) - face_.radius_mm);
        } else {
            const auto [u, v] = geom::perpendicular_frame(axis_);
            a = std::atan2(dot(off, v), dot(off, u));
        }
        a -= zero;
        while (a > kPi) a -= 2.0 * kPi;
        while (a < -kPi) a += 2.0 * kPi;
        return a;
    }

private:
    const geom::Face& face_;
    Vec3 axis_;
};

struct BlendFace {
    std::uint32_t face = 0;
    TubeView tube;
    double length_mm = 0.0;
    std::vector<std::uint32_t> supports;
    std::vector<std::uint32_t> ends;  ///< faces beyond its ends
};

class FilletFinder {
public:
    explicit FilletFinder(const FeatureScene& scene)
        : scene_{scene}, index_(scene.patches.faces.size(), FeatureScene::kNone) {}

    std::vector<Feature> run() {
        for (std::uint32_t f = 0; f < scene_.patches.faces.size(); ++f) {
            if (auto blend = blend_of(f)) add(std::move(*blend));
        }
        const std::size_t rails = blends_.size();
        for (std::uint32_t f = 0; f < scene_.patches.faces.size(); ++f) {
            if (auto corner = corner_of(f, rails)) add(std::move(*corner));
        }
        return chains();
    }

private:
    void add(BlendFace blend) {
        index_[blend.face] = static_cast<std::uint32_t>(blends_.size());
        blends_.push_back(std::move(blend));
    }

    /// Where the triangles of the face lie around its tube.
    [[nodiscard]] std::optional<std::pair<TubeView, double>> view(std::uint32_t f) const {
        const geom::Face& face = scene_.patches.faces[f];
        const Tube tube{face};
        const geom::TriangleMesh& mesh = scene_.surface.mesh;
        TubeView result;
        result.radius_mm =
            face.kind == geom::SurfaceKind::Torus ? face.minor_radius_mm : face.radius_mm;
        if (scene_.patches.triangles[f].empty() || !(result.radius_mm > 0.0)) return std::nullopt;
        double inwards = 0.0;
        double x = 0.0;
        double y = 0.0;
        for (const std::uint32_t t : scene_.patches.triangles[f]) {
            const double area = scene_.surface.triangle_area_mm2[t];
            const Vec3 middle = (mesh.corner(t, 0) + mesh.corner(t, 1) + mesh.corner(t, 2)) / 3.0;
            inwards -= area * dot(scene_.surface.scene.normal(t), tube.spoke(middle));
            const double a = tube.angle(middle, 0.0);
            x += area * std::cos(a);
            y += area * std::sin(a);
        }
        result.concave = inwards > 0.0;
        const double zero = std::atan2(y, x);
        for (const std::uint32_t t : scene_.patches.triangles[f]) {
            for (int k = 0; k < 3; ++k) {
                const double a = tube.angle(mesh.corner(t, k), zero);
                result.low_rad = std::min(result.low_rad, a);
                result.high_rad = std::max(result.high_rad, a);
            }
        }
        return std::pair{result, zero};
    }

    [[nodiscard]] std::optional<BlendFace> blend_of(std::uint32_t f) const {
        const geom::Face& face = scene_.patches.faces[f];
        if (face.kind != geom::SurfaceKind::Cylinder && face.kind != geom::SurfaceKind::Torus)
            return std::nullopt;
        if (!has_smooth_link(f)) return std::nullopt;
        const auto seen = view(f);
        if (!seen) return std::nullopt;
        const auto& [tube, zero] = *seen;
        if (tube.angle_rad() > kTubeMax || tube.angle_rad() < 2.0 * kDegree) return std::nullopt;
        const Tube around{face};
        BlendFace blend{f, tube, 0.0, {}, {}};
        std::array<double, 2> smooth{};
        std::array<double, 2> all{};
        for (const FaceLink& link : scene_.graph.links[f]) {
            const geom::Edge& edge = scene_.patches.edges[link.edge];
            const double at = around.angle(edge.middle, zero);
            const double share = (at - tube.low_rad) / tube.angle_rad();
            if (share > 0.15 && share < 0.85) {
                blend.ends.push_back(link.other);
                continue;
            }
            const std::size_t side = share < 0.5 ? 0 : 1;
            all[side] += edge.length_mm;
            if (std::abs(link.dihedral_rad) > kSmoothAngle) continue;
            smooth[side] += edge.length_mm;
            blend.supports.push_back(link.other);
        }
        for (std::size_t side = 0; side < 2; ++side)
            if (!(smooth[side] > kSmoothShare * all[side])) return std::nullopt;
        if (ends_a_slot(f, blend.supports)) return std::nullopt;
        blend.length_mm = face.area_mm2 / (tube.radius_mm * tube.angle_rad());
        return blend;
    }

    /// The end of a slot may come as two faces of a quarter turn; a flat between them, however
    /// narrow, makes them the corners of a pocket.
    [[nodiscard]] bool ends_a_slot(std::uint32_t f,
                                   const std::vector<std::uint32_t>& supports) const {
        const std::uint32_t band = scene_.band_of_patch[f];
        if (band == FeatureScene::kNone || scene_.bands[band].cover_rad <= kTubeMax) return false;
        return std::any_of(supports.begin(), supports.end(), [&](std::uint32_t other) {
            return scene_.band_of_patch[other] == band;
        });
    }

    [[nodiscard]] bool has_smooth_link(std::uint32_t f) const {
        int smooth = 0;
        for (const FaceLink& link : scene_.graph.links[f])
            smooth += std::abs(link.dihedral_rad) <= kSmoothAngle;
        return smooth >= 2;
    }

    /// The ball where three roundings of one radius meet.
    [[nodiscard]] std::optional<BlendFace> corner_of(std::uint32_t f, std::size_t rails) const {
        const geom::Face& face = scene_.patches.faces[f];
        if (face.kind != geom::SurfaceKind::Sphere) return std::nullopt;
        BlendFace corner{f, {face.radius_mm, 0.0, 0.0, face.concave}, 0.0, {}, {}};
        int partners = 0;
        for (const FaceLink& link : scene_.graph.links[f]) {
            const std::uint32_t other = index_[link.other];
            if (other >= rails || !alike(corner, blends_[other])) continue;
            ++partners;
            corner.ends.push_back(link.other);
        }
        if (partners < 2) return std::nullopt;
        return corner;
    }

    [[nodiscard]] static bool alike(const BlendFace& a, const BlendFace& b) {
        return a.tube.concave == b.tube.concave &&
               std::abs(a.tube.radius_mm - b.tube.radius_mm) <= 1e-3 + 1e-3 * a.tube.radius_mm;
    }

    std::vector<Feature> chains() {
        std::vector<std::uint32_t> parent(blends_.size());
        std::iota(parent.begin(), parent.end(), 0U);
        const auto root = [&](std::uint32_t i) {
            while (parent[i] != i) i = parent[i] = parent[parent[i]];
            return i;
        };
        for (std::uint32_t i = 0; i < blends_.size(); ++i) {
            for (const std::uint32_t face : blends_[i].ends) {
                const std::uint32_t j = index_[face];
                if (j == FeatureScene::kNone || !alike(blends_[i], blends_[j])) continue;
                const std::uint32_t a = root(i);
                const std::uint32_t b = root(j);
                parent[std::max(a, b)] = std::min(a, b);
            }
        }
        std::vector<Feature> fillets;
        std::vector<std::uint32_t> number(blends_.size(), FeatureScene::kNone);
        for (std::uint32_t i = 0; i < blends_.size(); ++i) {
            const std::uint32_t r = root(i);
            if (number[r] == FeatureScene::kNone) {
                number[r] = static_cast<std::uint32_t>(fillets.size());
                fillets.push_back(begin(blends_[i]));
            }
            Feature& fillet = fillets[number[r]];
            fillet.length = fillet.length + from_mm(blends_[i].length_mm);
            fillet.place.faces.push_back(blends_[i].face);
            fillet.entry_faces.insert(fillet.entry_faces.end(), blends_[i].supports.begin(),
                                      blends_[i].supports.end());
        }
        for (Feature& fillet : fillets) finish(fillet);
        return fillets;
    }

    [[nodiscard]] Feature begin(const BlendFace& blend) const {
        Feature fillet;
        fillet.kind = FeatureKind::Fillet;
        fillet.face_class = FaceClass::Round;
        fillet.name = blend.tube.concave ? "Fillet" : "Rounded edge";
        fillet.radius = from_mm(blend.tube.radius_mm);
        fillet.concave = blend.tube.concave;
        fillet.origin = scene_.patches.faces[blend.face].centroid;
        fillet.place.points = {fillet.origin};
        fillet.confidence = 1.0;
        return fillet;
    }

    static void finish(Feature& fillet) {
        std::sort(fillet.place.faces.begin(), fillet.place.faces.end());
        auto& supports = fillet.entry_faces;
        std::sort(supports.begin(), supports.end());
        supports.erase(std::unique(supports.begin(), supports.end()), supports.end());
        std::erase_if(supports, [&](std::uint32_t face) {
            return std::binary_search(fillet.place.faces.begin(), fillet.place.faces.end(), face);
        });
    }

    const FeatureScene& scene_;
    std::vector<std::uint32_t> index_;
    std::vector<BlendFace> blends_;
};

/// One side of a chamfer.
struct Bevel {
    std::uint32_t support = 0;
    double angle_rad = 0.0;
    double length_mm = 0.0;
    double keeps_mm = 0.0;  ///< width that the face beside it has left
};

struct ChamferFace {
    std::uint32_t face = 0;
    Bevel one, two;
    double leg_mm = 0.0;
    double angle_rad = 0.0;
    double length_mm = 0.0;
    double confidence = 1.0;
};

/// Legs of the triangle cut off: base `width`, angles at its ends.
double leg_beside(double width_mm, double own_rad, double other_rad) {
    return width_mm * std::sin(other_rad) / std::sin(own_rad + other_rad);
}

class ChamferFinder {
public:
    explicit ChamferFinder(const FeatureScene& scene) : scene_{scene} {}

    std::vector<Feature> run() {
        std::vector<std::uint32_t> index(scene_.patches.faces.size(), FeatureScene::kNone);
        for (std::uint32_t f = 0; f < scene_.patches.faces.size(); ++f) {
            auto found = scene_.patches.faces[f].kind == geom::SurfaceKind::Plane  ? flat(f)
                         : scene_.patches.faces[f].kind == geom::SurfaceKind::Cone ? conical(f)
                                                                                   : std::nullopt;
            if (!found) continue;
            index[f] = static_cast<std::uint32_t>(found_.size());
            found_.push_back(*found);
        }
        // A chamfer whose neighbour along a rail is a chamfer too is a facet of something else.
        std::vector<Feature> chamfers;
        std::vector<std::uint32_t> number(found_.size(), FeatureScene::kNone);
        for (std::uint32_t i = 0; i < found_.size(); ++i) {
            if (number[i] != FeatureScene::kNone) continue;
            const auto feature = static_cast<std::uint32_t>(chamfers.size());
            chamfers.push_back(begin(found_[i]));
            number[i] = feature;
            std::vector<std::uint32_t> open{i};
            for (std::size_t k = 0; k < open.size(); ++k) {
                const ChamferFace& here = found_[open[k]];
                extend(here, chamfers[feature]);
                for (const FaceLink& link : scene_.graph.links[here.face]) {
                    const std::uint32_t j = index[link.other];
                    if (j == FeatureScene::kNone || number[j] != FeatureScene::kNone) continue;
                    if (std::abs(found_[j].leg_mm - here.leg_mm) > 1e-3 + 1e-3 * here.leg_mm)
                        continue;
                    number[j] = feature;
                    open.push_back(j);
                }
            }
        }
        for (Feature& chamfer : chamfers) {
            std::sort(chamfer.place.faces.begin(), chamfer.place.faces.end());
            auto& beside = chamfer.entry_faces;
            std::sort(beside.begin(), beside.end());
            beside.erase(std::unique(beside.begin(), beside.end()), beside.end());
        }
        return chamfers;
    }

private:
    [[nodiscard]] static bool beveled(const FaceLink& link) {
        return link.dihedral_rad > kBevelMin && link.dihedral_rad < kBevelMax;
    }

    /// A strip: two beveled rails with all of the face between them.
    [[nodiscard]] std::optional<ChamferFace> flat(std::uint32_t f) const {
        const auto& links = scene_.graph.links[f];
        const FaceLink* first = nullptr;
        const FaceLink* second = nullptr;
        double width = 0.0;
        double rails = 0.0;
        for (const FaceLink& a : links) {
            const geom::Edge& ea = scene_.patches.edges[a.edge];
            if (!beveled(a) || ea.kind != geom::CurveKind::Line) continue;
            const Vec3 along = normalized(ea.end - ea.start);
            const double across = reach_from(f, ea.middle, along);
            for (const FaceLink& b : links) {
                const geom::Edge& eb = scene_.patches.edges[b.edge];
                if (b.edge <= a.edge || !beveled(b) || eb.kind != geom::CurveKind::Line) continue;
                if (std::abs(dot(along, normalized(eb.end - eb.start))) < 0.9999) continue;
                const Vec3 off = eb.middle - ea.middle;
                const double apart = length(off - along * dot(off, along));
                if (!(apart > scene_.surface.grain_mm) || apart < (1.0 - kRailSlack) * across)
                    continue;
                const double both = ea.length_mm + eb.length_mm;
                if (first != nullptr && both <= rails * (1.0 + kRailSlack)) continue;
                first = &a;
                second = &b;
                width = apart;
                rails = both;
            }
        }
        if (first == nullptr) return std::nullopt;
        ChamferFace chamfer;
        chamfer.face = f;
        chamfer.one = bevel(*first);
        chamfer.two = bevel(*second);
        chamfer.length_mm = std::max(chamfer.one.length_mm, chamfer.two.length_mm);
        return completed(chamfer, width);
    }

    /// How far the border of a plane reaches from a line in it; infinite where it lies on both
    /// sides.
    [[nodiscard]] double reach_from(std::uint32_t f, Vec3 point, Vec3 along) const {
        const Vec3 side = cross(scene_.patches.faces[f].axis, along);
        double low = 0.0;
        double high = 0.0;
        for (const FaceLink& link : scene_.graph.links[f]) {
            const geom::Edge& edge = scene_.patches.edges[link.edge];
            for (const Vec3 p : {edge.start, edge.middle, edge.end}) {
                low = std::min(low, dot(p - point, side));
                high = std::max(high, dot(p - point, side));
            }
        }
        const double inner = std::min(-low, high);
        const double outer = std::max(-low, high);
        return inner > kRailSlack * outer ? std::numeric_limits<double>::infinity() : outer;
    }

    [[nodiscard]] std::optional<ChamferFace> conical(std::uint32_t f) const {
        const geom::Face& face = scene_.patches.faces[f];
        const Vec3 axis = normalized(face.axis);
        // What crosses the chamfer cuts its rails into arcs.
        struct Rail {
            const FaceLink* longest = nullptr;
            double length_mm = 0.0;
        };
        std::vector<Rail> rails;
        const auto edge_of = [&](const FaceLink& link) -> const geom::Edge& {
            return scene_.patches.edges[link.edge];
        };
        for (const FaceLink& link : scene_.graph.links[f]) {
            const geom::Edge& edge = edge_of(link);
            if (!beveled(link) || edge.kind != geom::CurveKind::Circle) continue;
            if (std::abs(dot(normalized(edge.axis), axis)) < 0.9999) continue;
            auto rail = std::find_if(rails.begin(), rails.end(), [&](const Rail& known) {
                return std::abs(edge_of(*known.longest).radius_mm - edge.radius_mm) <=
                       1e-6 * (1.0 + edge.radius_mm);
            });
            if (rail == rails.end()) rail = rails.insert(rail, {&link, 0.0});
            rail->length_mm += edge.length_mm;
            if (edge.length_mm > edge_of(*rail->longest).length_mm) rail->longest = &link;
        }
        if (rails.empty()) return std::nullopt;
        if (rails.size() == 1) return corners_off(f, *rails.front().longest);
        const auto [low, high] =
            std::minmax_element(rails.begin(), rails.end(), [&](const Rail& a, const Rail& b) {
                return edge_of(*a.longest).radius_mm < edge_of(*b.longest).radius_mm;
            });
        const geom::Edge& one = edge_of(*low->longest);
        const geom::Edge& two = edge_of(*high->longest);
        ChamferFace chamfer;
        chamfer.face = f;
        chamfer.one = bevel(*low->longest);
        chamfer.two = bevel(*high->longest);
        chamfer.length_mm = (low->length_mm + high->length_mm) / 2.0;
        const double width =
            std::hypot(one.radius_mm - two.radius_mm, dot(one.centre - two.centre, axis));
        return completed(chamfer, width);
    }

    /// The cone that turns off the corners of a hexagon: inside a circle, outside the sides.
    [[nodiscard]] std::optional<ChamferFace> corners_off(std::uint32_t f,
                                                         const FaceLink& circle) const {
        const geom::Face& face = scene_.patches.faces[f];
        const Vec3 axis = normalized(face.axis);
        std::set<std::uint32_t> sides;
        const FaceLink* side = nullptr;
        double beyond_rad = kPi;
        for (const FaceLink& link : scene_.graph.links[f]) {
            if (link.other == circle.other) continue;
            const geom::Face& beside = scene_.patches.faces[link.other];
            if (!beveled(link) || beside.kind != geom::SurfaceKind::Plane ||
                std::abs(dot(beside.axis, axis)) > 1e-3) {
                return std::nullopt;
            }
            sides.insert(link.other);
            if (link.dihedral_rad > beyond_rad) continue;
            beyond_rad = link.dihedral_rad;
            side = &link;
        }
        if (side == nullptr || sides.size() < 3) return std::nullopt;
        const double growth = std::tan(face.half_angle_rad);
        const geom::Edge& rim = scene_.patches.edges[circle.edge];
        const double rim_at = dot(rim.centre - face.origin, axis);
        const bool low =
            std::abs(face.axial_min_mm - rim_at) < std::abs(face.axial_max_mm - rim_at);
        const double far_at = low ? face.axial_max_mm : face.axial_min_mm;
        const double far_mm = face.radius_mm + growth * far_at;
        if (!(far_mm > rim.radius_mm)) return std::nullopt;
        ChamferFace chamfer;
        chamfer.face = f;
        chamfer.one = bevel(circle);
        chamfer.two = bevel(*side);
        chamfer.length_mm = rim.length_mm;
        chamfer.leg_mm = far_mm - rim.radius_mm;
        chamfer.angle_rad = circle.dihedral_rad;
        chamfer.confidence = 0.95;
        return chamfer;
    }

    [[nodiscard]] Bevel bevel(const FaceLink& link) const {
        const geom::Edge& edge = scene_.patches.edges[link.edge];
        const geom::Face& beside = scene_.patches.faces[link.other];
        Bevel result{link.other, link.dihedral_rad, edge.length_mm, 0.0};
        if (!(edge.length_mm > 0.0)) return result;
        result.keeps_mm = beside.area_mm2 / edge.length_mm;
        if (edge.kind == geom::CurveKind::Circle && beside.kind == geom::SurfaceKind::Plane) {
            // The same area as a ring inside or outside the circle.
            const double inner = edge.radius_mm * edge.radius_mm - beside.area_mm2 / kPi;
            const double outer = edge.radius_mm * edge.radius_mm + beside.area_mm2 / kPi;
            const bool inside = dot(beside.centroid - edge.centre, beside.centroid - edge.centre) <=
                                    edge.radius_mm * edge.radius_mm &&
                                inner > -1e-3 * edge.radius_mm * edge.radius_mm;
            result.keeps_mm = inside ? edge.radius_mm - std::sqrt(std::max(inner, 0.0))
                                     : std::sqrt(outer) - edge.radius_mm;
        }
        return result;
    }

    [[nodiscard]] static std::optional<ChamferFace> completed(ChamferFace chamfer, double width) {
        const Bevel& a = chamfer.one;
        const Bevel& b = chamfer.two;
        const double turn = a.angle_rad + b.angle_rad;
        if (turn < 30.0 * kDegree || turn > 150.0 * kDegree) return std::nullopt;
        const double leg_a = leg_beside(width, a.angle_rad, b.angle_rad);
        const double leg_b = leg_beside(width, b.angle_rad, a.angle_rad);
        // A cut that is wider than long (the corner of a plate) must be small against its faces.
        const double narrow = width <= chamfer.length_mm ? kNarrow : 0.5 * kNarrow;
        if (leg_a > narrow * a.keeps_mm || leg_b > narrow * b.keeps_mm) return std::nullopt;
        // Neighbours of one size differ by rounding only, which the pose decides.
        const double size_a = a.keeps_mm * a.length_mm;
        const double size_b = b.keeps_mm * b.length_mm;
        const bool equal = std::abs(size_a - size_b) <= 1e-6 * std::max(size_a, size_b);
        const bool first = equal ? leg_a <= leg_b : size_a > size_b;
        chamfer.leg_mm = first ? leg_a : leg_b;
        chamfer.angle_rad = first ? a.angle_rad : b.angle_rad;
        // A cut as wide as it is long may be meant as a slanted face.
        chamfer.confidence = width <= chamfer.length_mm ? 0.98 : 0.8;
        return chamfer;
    }

    [[nodiscard]] Feature begin(const ChamferFace& from) const {
        Feature chamfer;
        chamfer.kind = FeatureKind::Chamfer;
        chamfer.face_class = FaceClass::Chamfer;
        chamfer.name = "Chamfer";
        chamfer.width = from_mm(from.leg_mm);
        chamfer.angle = from_rad(from.angle_rad);
        chamfer.origin = scene_.patches.faces[from.face].centroid;
        chamfer.place.points = {chamfer.origin};
        chamfer.confidence = 1.0;
        return chamfer;
    }

    static void extend(const ChamferFace& by, Feature& chamfer) {
        chamfer.length = chamfer.length + from_mm(by.length_mm);
        chamfer.place.faces.push_back(by.face);
        chamfer.entry_faces.push_back(by.one.support);
        chamfer.entry_faces.push_back(by.two.support);
        chamfer.confidence = std::min(chamfer.confidence, by.confidence);
    }

    const FeatureScene& scene_;
    std::vector<ChamferFace> found_;
};

}  // namespace

std::vector<Feature> find_fillets(const FeatureScene& scene) { return FilletFinder{scene}.run(); }

std::vector<Feature> find_chamfers(const FeatureScene& scene) { return ChamferFinder{scene}.run(); }

}  // namespace millrace::facts
