// Ring grooves: a floor around an axis with a wall on both sides (docs/algorithms/holes.md).

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "../measurements.h"
#include "exact_features.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kRightAngle = 1e-3;
constexpr double kConcave = 20.0 * kPi / 180.0;
constexpr double kRimShare = 0.7;  // of a floor's circle that has its wall: a keyway may cut it
constexpr double kWideMax = 10.0;  // width against depth; more is a section of the profile
// Width against diameter; less is the play around something that stands in a hole.
constexpr double kNarrowMin = 0.004;
constexpr double kBrokenEdgeMax = 0.5;  // a chamfer at the mouth against the wall it breaks

/// The wall at one end of a floor.
struct Wall {
    std::vector<std::uint32_t> faces;  ///< without the roundings in the corner
    double foot_mm = 0.0;              ///< where it begins, along the line
    double height_mm = 0.0;            ///< how far it rises from the floor
};

/// What the two kinds of grooves share: edges and faces around one line.
class RingView {
public:
    RingView(const FeatureScene& scene, std::uint32_t line)
        : scene_{scene},
          number_{line},
          line_{scene.lines[line]},
          slack_mm_{0.005 + 10.0 * scene.surface.grain_mm} {}

    [[nodiscard]] double level(Vec3 point) const {
        return dot(point - line_.origin, line_.direction);
    }
    [[nodiscard]] bool on_line(Vec3 point) const {
        const Vec3 off = point - line_.origin;
        return length(off - line_.direction * dot(off, line_.direction)) <= slack_mm_;
    }
    [[nodiscard]] bool is_circle(const geom::Edge& edge) const {
        return edge.kind == geom::CurveKind::Circle &&
               std::abs(dot(normalized(edge.axis), line_.direction)) > 1.0 - kRightAngle &&
               on_line(edge.centre);
    }
    [[nodiscard]] bool is_square(std::uint32_t face) const {
        const geom::Face& plane = scene_.patches.faces[face];
        return plane.kind == geom::SurfaceKind::Plane &&
               std::abs(dot(plane.axis, line_.direction)) > 1.0 - kRightAngle;
    }
    [[nodiscard]] bool is_torus(std::uint32_t face) const {
        const geom::Face& torus = scene_.patches.faces[face];
        return torus.kind == geom::SurfaceKind::Torus &&
               std::abs(dot(torus.axis, line_.direction)) > 1.0 - kRightAngle &&
               on_line(torus.origin);
    }
    /// The band of this line that a face is part of.
    [[nodiscard]] const Band* band_of(std::uint32_t face) const {
        const std::uint32_t band = scene_.band_of_patch[face];
        if (band == FeatureScene::kNone || scene_.bands[band].line != number_) return nullptr;
        return &scene_.bands[band];
    }
    [[nodiscard]] double slack_mm() const { return slack_mm_; }
    [[nodiscard]] const AxisLine& line() const { return line_; }

private:
    const FeatureScene& scene_;
    std::uint32_t number_;
    const AxisLine& line_;
    double slack_mm_;
};

class GrooveFinder {
public:
    explicit GrooveFinder(const FeatureScene& scene) : scene_{scene} {}

    std::vector<Feature> run() const {
        std::vector<Feature> grooves;
        for (std::uint32_t b = 0; b < scene_.bands.size(); ++b) {
            const Band& band = scene_.bands[b];
            if (band.cone || band.cover_rad < kFullSweep) continue;
            if (auto groove = around(band)) grooves.push_back(std::move(*groove));
        }
        for (Feature& groove : in_planes()) grooves.push_back(std::move(groove));
        std::stable_sort(grooves.begin(), grooves.end(), [](const Feature& a, const Feature& b) {
            return a.place.faces < b.place.faces;
        });
        return grooves;
    }

private:
    /// A groove around a shaft or inside a bore: its floor is a full cylinder.
    [[nodiscard]] std::optional<Feature> around(const Band& floor) const {
        const auto low = wall_at(floor, -1);
        const auto high = low ? wall_at(floor, +1) : std::nullopt;
        if (!low || !high) return std::nullopt;
        const AxisLine& line = scene_.lines[floor.line];
        const double width = high->foot_mm - low->foot_mm;
        const double depth = std::min(low->height_mm, high->height_mm);
        if (!(width > 0.0) || width > kWideMax * depth) return std::nullopt;
        Feature groove;
        groove.diameter = from_mm(2.0 * floor.radius_low_mm);
        groove.width = from_mm(width);
        groove.depth = from_mm(depth);
        groove.axis = line.direction;
        groove.origin = line.origin + line.direction * ((low->foot_mm + high->foot_mm) / 2.0);
        groove.confidence = 1.0;
        std::set<std::uint32_t> faces(floor.patches.begin(), floor.patches.end());
        for (const Wall* wall : {&*low, &*high})
            faces.insert(wall->faces.begin(), wall->faces.end());
        return named(std::move(groove), faces);
    }

    /// The wall that rises from one end of a cylinder: rings square to the axis or cones around it.
    [[nodiscard]] std::optional<Wall> wall_at(const Band& floor, int side) const {
        const RingView view{scene_, floor.line};
        const double end = side > 0 ? floor.high_mm : floor.low_mm;
        std::set<std::uint32_t> faces;
        double covered = 0.0;
        for (const std::uint32_t patch : floor.patches) {
            for (const FaceLink& link : scene_.graph.links[patch]) {
                const geom::Edge& edge = scene_.patches.edges[link.edge];
                if (!view.is_circle(edge)) continue;
                if (std::abs(view.level(edge.middle) - end) > view.slack_mm()) continue;
                if (link.dihedral_rad < -kConcave && is_wall(view, floor, link.other)) {
                    faces.insert(link.other);
                    covered += edge.length_mm;
                } else if (is_corner(view, floor, link)) {
                    bool any = false;
                    for (const FaceLink& beyond : scene_.graph.links[link.other]) {
                        if (std::abs(beyond.dihedral_rad) > kSmoothAngle ||
                            !is_wall(view, floor, beyond.other)) {
                            continue;
                        }
                        faces.insert(beyond.other);
                        any = true;
                    }
                    covered += any ? edge.length_mm : 0.0;
                }
            }
        }
        if (covered < kRimShare * floor.cover_rad * floor.radius_low_mm) return std::nullopt;
        Wall wall{{faces.begin(), faces.end()}, end, 0.0};
        const auto rim = rim_of(view, floor, wall.faces);
        if (!rim) return std::nullopt;
        wall.height_mm = std::abs(*rim - floor.radius_low_mm);
        const std::uint32_t first = wall.faces.front();
        if (view.is_square(first)) wall.foot_mm = view.level(scene_.patches.faces[first].origin);
        return wall;
    }

    [[nodiscard]] static bool is_wall(const RingView& view, const Band& floor, std::uint32_t face) {
        if (view.is_square(face)) return true;
        const Band* band = view.band_of(face);
        return band != nullptr && band->cone && band->concave == floor.concave;
    }

    /// A rounding that turns away from the floor's axis (inwards in a bore).
    [[nodiscard]] bool is_corner(const RingView& view, const Band& floor,
                                 const FaceLink& link) const {
        if (std::abs(link.dihedral_rad) > kSmoothAngle || !view.is_torus(link.other)) return false;
        const double turn = scene_.patches.faces[link.other].radius_mm - floor.radius_low_mm;
        return floor.concave ? turn < 0.0 : turn > 0.0;
    }

    /// Radius where a wall ends: on a circle around the axis, beyond which the part falls away. A
    /// chamfer or rounding there is part of the wall.
    [[nodiscard]] std::optional<double> rim_of(const RingView& view, const Band& floor,
                                               const std::vector<std::uint32_t>& wall) const {
        const double sense = floor.concave ? -1.0 : 1.0;
        const double base = floor.radius_low_mm;
        std::optional<double> rim;
        const FaceLink* beyond = nullptr;
        for (const std::uint32_t face : wall) {
            for (const FaceLink& link : scene_.graph.links[face]) {
                const geom::Edge& edge = scene_.patches.edges[link.edge];
                if (!view.is_circle(edge)) continue;
                const double rise = sense * (edge.radius_mm - base);
                if (rise <= view.slack_mm() || (rim && rise <= sense * (*rim - base))) continue;
                rim = edge.radius_mm;
                beyond = &link;
            }
        }
        if (!rim || beyond->dihedral_rad < -kConcave) return std::nullopt;
        const double height = std::abs(*rim - base);
        double more = 0.0;
        if (const Band* cone = view.band_of(beyond->other); cone != nullptr && cone->cone) {
            const double far = floor.concave ? cone->radius_min_mm() : cone->radius_max_mm();
            more = sense * (far - *rim);
        } else if (view.is_torus(beyond->other)) {
            more = scene_.patches.faces[beyond->other].minor_radius_mm;
        }
        if (more > 0.0 && more <= kBrokenEdgeMax * height) *rim += sense * more;
        return rim;
    }

    /// A groove in a plane around an axis: its floor is a ring between two cylinders or cones.
    [[nodiscard]] std::vector<Feature> in_planes() const {
        // The floors of every pair (outer wall, inner wall).
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::set<std::uint32_t>> floors;
        for (std::uint32_t f = 0; f < scene_.patches.faces.size(); ++f) {
            if (scene_.patches.faces[f].kind != geom::SurfaceKind::Plane) continue;
            std::uint32_t outer = FeatureScene::kNone;
            std::uint32_t inner = FeatureScene::kNone;
            for (const std::uint32_t b : bands_rising_from(f)) {
                const Band& band = scene_.bands[b];
                if (band.cover_rad < kFullSweep) continue;
                (band.concave ? outer : inner) = b;
            }
            if (outer == FeatureScene::kNone || inner == FeatureScene::kNone) continue;
            if (scene_.bands[outer].line != scene_.bands[inner].line) continue;
            floors[{outer, inner}].insert(f);
        }
        std::vector<Feature> grooves;
        for (const auto& [walls, faces] : floors) {
            if (auto groove =
                    in_plane(scene_.bands[walls.first], scene_.bands[walls.second], faces))
                grooves.push_back(std::move(*groove));
        }
        return grooves;
    }

    /// Bands that stand on a plane square to their axis, straight or over a rounding.
    [[nodiscard]] std::set<std::uint32_t> bands_rising_from(std::uint32_t floor) const {
        std::set<std::uint32_t> bands;
        const auto add = [&](std::uint32_t face) {
            const std::uint32_t b = scene_.band_of_patch[face];
            if (b != FeatureScene::kNone && RingView{scene_, scene_.bands[b].line}.is_square(floor))
                bands.insert(b);
        };
        for (const FaceLink& link : scene_.graph.links[floor]) {
            if (link.dihedral_rad < -kConcave) add(link.other);
            const geom::Face& corner = scene_.patches.faces[link.other];
            if (corner.kind != geom::SurfaceKind::Torus || !corner.concave ||
                std::abs(link.dihedral_rad) > kSmoothAngle) {
                continue;
            }
            for (const FaceLink& beyond : scene_.graph.links[link.other])
                if (beyond.other != floor && std::abs(beyond.dihedral_rad) < kSmoothAngle)
                    add(beyond.other);
        }
        return bands;
    }

    [[nodiscard]] std::optional<Feature> in_plane(const Band& outer, const Band& inner,
                                                  const std::set<std::uint32_t>& floors) const {
        const AxisLine& line = scene_.lines[outer.line];
        const geom::Face& floor = scene_.patches.faces[*floors.begin()];
        const double up = dot(floor.axis, line.direction) > 0.0 ? 1.0 : -1.0;
        const double foot = dot(floor.origin - line.origin, line.direction);
        const auto height = [&](const Band& wall) {
            return up > 0.0 ? wall.high_mm - foot : foot - wall.low_mm;
        };
        const auto foot_radius = [&](const Band& wall) {
            return up > 0.0 ? wall.radius_low_mm : wall.radius_high_mm;
        };
        const double depth = std::min(height(outer), height(inner));
        const double width = foot_radius(outer) - foot_radius(inner);
        if (!(depth > 0.0) || !(width > kNarrowMin * 2.0 * foot_radius(outer))) return std::nullopt;
        Feature groove;
        groove.diameter = from_mm(2.0 * foot_radius(outer));
        groove.width = from_mm(width);
        groove.depth = from_mm(depth);
        groove.axis = floor.axis;
        groove.origin = line.origin + line.direction * (foot + up * depth);
        // Wide ones may be the recess around a boss: there the trees have a say.
        const bool slender = width <= 3.0 * depth && 2.0 * foot_radius(inner) >= 3.0 * width;
        groove.confidence = slender ? 1.0 : 0.5;
        std::set<std::uint32_t> faces = floors;
        faces.insert(outer.patches.begin(), outer.patches.end());
        faces.insert(inner.patches.begin(), inner.patches.end());
        return named(std::move(groove), faces);
    }

    [[nodiscard]] Feature named(Feature groove, const std::set<std::uint32_t>& faces) const {
        groove.kind = FeatureKind::ORingGroove;
        groove.face_class = FaceClass::ORing;
        // ISO 3601-2: the width of an O-ring's groove is 1.2 to 2.2 times its depth.
        const double slenderness = to_mm(groove.width) / to_mm(groove.depth);
        groove.name = slenderness >= 1.0 && slenderness <= 2.5 ? "O-ring groove" : "Ring groove";
        groove.place.faces = {faces.begin(), faces.end()};
        groove.place.points = {groove.origin};
        std::set<std::uint32_t> mouths;
        for (const std::uint32_t face : faces)
            for (const FaceLink& link : scene_.graph.links[face])
                if (link.dihedral_rad > kSmoothAngle && faces.count(link.other) == 0)
                    mouths.insert(link.other);
        groove.entry_faces = {mouths.begin(), mouths.end()};
        return groove;
    }

    const FeatureScene& scene_;
};

}  // namespace

std::vector<Feature> find_grooves(const FeatureScene& scene) { return GrooveFinder{scene}.run(); }

}  // namespace millrace::facts
