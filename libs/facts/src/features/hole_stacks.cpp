// Holes: bands of one axis that open into each other (docs/algorithms/holes.md).

#include "hole_stacks.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "../measurements.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kRightAngle = 1e-3;        // sine: plane against axis
constexpr double kCountersinkRatio = 1.35;  // below it a cone at the mouth is an edge chamfer
constexpr double kTaperMax = 20.0 * kPi / 180.0;
constexpr double kPartial = 170.0 * kPi / 180.0;  // less is a fillet or the end of a slot

double level_of(const AxisLine& line, Vec3 point) {
    return dot(point - line.origin, line.direction);
}

/// Finds which bands belong together.
class StackJoiner {
public:
    explicit StackJoiner(const FeatureScene& scene) : scene_{scene}, parent_(scene.bands.size()) {
        std::iota(parent_.begin(), parent_.end(), 0U);
    }

    /// Bands of every stack, from low to high; stacks by their first band.
    std::vector<std::vector<std::uint32_t>> run() {
        join_over_edges();
        join_over_steps();
        join_over_crossings();
        std::vector<std::vector<std::uint32_t>> stacks(scene_.bands.size());
        for (std::uint32_t b = 0; b < scene_.bands.size(); ++b)
            if (takes_part(b)) stacks[root(b)].push_back(b);
        std::erase_if(stacks, [](const auto& stack) { return stack.empty(); });
        return stacks;
    }

private:
    [[nodiscard]] bool takes_part(std::uint32_t b) const {
        return scene_.bands[b].concave && scene_.bands[b].cover_rad > kPartial;
    }
    std::uint32_t root(std::uint32_t b) {
        while (parent_[b] != b) b = parent_[b] = parent_[parent_[b]];
        return b;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        a = root(a);
        b = root(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }
    [[nodiscard]] bool joinable(std::uint32_t a, std::uint32_t b) const {
        return a != b && takes_part(a) && takes_part(b) &&
               scene_.bands[a].line == scene_.bands[b].line;
    }

    void join_over_edges() {
        for (std::uint32_t b = 0; b < scene_.bands.size(); ++b) {
            for (const std::uint32_t patch : scene_.bands[b].patches) {
                for (const FaceLink& link : scene_.graph.links[patch]) {
                    const std::uint32_t other = scene_.band_of_patch[link.other];
                    if (other != FeatureScene::kNone && joinable(b, other)) join(b, other);
                }
            }
        }
    }

    /// A ring square to the axis (the floor of a counterbore) or a rounding around it (a torus)
    /// between two bands of one axis.
    void join_over_steps() {
        for (std::uint32_t f = 0; f < scene_.patches.faces.size(); ++f) {
            const geom::Face& face = scene_.patches.faces[f];
            if (face.kind != geom::SurfaceKind::Plane && face.kind != geom::SurfaceKind::Torus)
                continue;
            std::vector<std::uint32_t> around;
            for (const FaceLink& link : scene_.graph.links[f]) {
                const std::uint32_t b = scene_.band_of_patch[link.other];
                if (b == FeatureScene::kNone || !takes_part(b)) continue;
                const AxisLine& line = scene_.lines[scene_.bands[b].line];
                if (std::abs(dot(line.direction, face.axis)) > 1.0 - kRightAngle)
                    around.push_back(b);
            }
            for (const std::uint32_t a : around) {
                for (const std::uint32_t b : around) {
                    // Two counterbores that look at each other across a plate share no step.
                    if (a < b && joinable(a, b) && opens_between(a, b)) join(a, b);
                }
            }
        }
    }

    /// The bands follow each other along the axis: they do not run side by side, as the wall of a
    /// ring groove and the hole inside its core do.
    [[nodiscard]] bool opens_between(std::uint32_t a, std::uint32_t b) const {
        const Band& one = scene_.bands[a];
        const Band& two = scene_.bands[b];
        const double overlap =
            std::min(one.high_mm, two.high_mm) - std::max(one.low_mm, two.low_mm);
        return overlap <= 0.2 * std::min(one.high_mm - one.low_mm, two.high_mm - two.low_mm);
    }

    /// A hole interrupted by another one that crosses it: both pieces end in the same bore.
    void join_over_crossings() {
        for (std::uint32_t a = 0; a + 1 < scene_.bands.size(); ++a) {
            if (!takes_part(a) || scene_.bands[a].cone) continue;
            for (std::uint32_t b = a + 1;
                 b < scene_.bands.size() && scene_.bands[b].line == scene_.bands[a].line; ++b) {
                if (!joinable(a, b) || scene_.bands[b].cone) continue;
                const double tolerance = 0.005 + 1e-3 * scene_.bands[a].radius_low_mm;
                if (std::abs(scene_.bands[a].radius_low_mm - scene_.bands[b].radius_low_mm) >
                    tolerance) {
                    continue;
                }
                const auto one = crossing_lines(a);
                const auto two = crossing_lines(b);
                const bool common = std::any_of(one.begin(), one.end(), [&](std::uint32_t line) {
                    return two.count(line) != 0;
                });
                if (common) join(a, b);
                break;  // only neighbours along the axis
            }
        }
    }

    [[nodiscard]] std::set<std::uint32_t> crossing_lines(std::uint32_t b) const {
        std::set<std::uint32_t> lines;
        for (const std::uint32_t patch : scene_.bands[b].patches) {
            for (const FaceLink& link : scene_.graph.links[patch]) {
                const std::uint32_t other = scene_.band_of_patch[link.other];
                if (other == FeatureScene::kNone) continue;
                const Band& band = scene_.bands[other];
                if (band.line != scene_.bands[b].line && band.concave) lines.insert(band.line);
            }
        }
        return lines;
    }

    const FeatureScene& scene_;
    std::vector<std::uint32_t> parent_;
};

/// What closes a stack at one end.
struct StackEnd {
    bool open = false;
    bool flat = false;
    std::vector<std::uint32_t> floors;  ///< plane or ball faces that close it
};

/// One stack on its way to a feature. `bands` run from low to high.
class HoleBuilder {
public:
    HoleBuilder(const FeatureScene& scene, std::vector<std::uint32_t> bands)
        : scene_{scene}, bands_{std::move(bands)}, line_{scene.lines[band(0).line]} {}

    std::optional<Feature> build() {
        if (!choose_main()) return std::nullopt;
        collect_members();
        const StackEnd low = end(-1);
        const StackEnd high = end(+1);
        if (!low.open && !high.open) return std::nullopt;  // a groove or an enclosed void
        through_ = low.open && high.open;
        up_ = through_ ? wider_end() : high.open ? 1 : -1;
        Feature hole;
        hole.kind = FeatureKind::Hole;
        hole.face_class = through_ ? FaceClass::ThroughHole : FaceClass::BlindHole;
        hole.through = through_;
        hole.flat_bottom = !through_ && (up_ > 0 ? low : high).flat;
        hole.axis = line_.direction * static_cast<double>(up_);
        hole.diameter = from_mm(2.0 * main().radius_min_mm());
        for (const StackEnd* one : {&low, &high})
            if (!one->open) members_.insert(one->floors.begin(), one->floors.end());
        measure_depth(hole);
        set_entry(hole);
        set_steps(hole);
        complete_profile();
        set_faces(hole);
        set_name(hole);
        return hole;
    }

private:
    [[nodiscard]] const Band& band(std::size_t i) const { return scene_.bands[bands_[i]]; }
    [[nodiscard]] const Band& main() const { return scene_.bands[main_]; }

    /// The narrowest full cylinder; a stack of cones alone counts when it is a slender taper.
    bool choose_main() {
        bool found = false;
        for (const std::uint32_t b : bands_) {
            const Band& one = scene_.bands[b];
            if (one.cone || one.cover_rad < kFullSweep) continue;
            if (found && one.radius_low_mm >= main().radius_low_mm) continue;
            main_ = b;
            found = true;
        }
        const bool cylinder = found;
        for (const std::uint32_t b : bands_) {
            const Band& one = scene_.bands[b];
            if (cylinder || !slender(one) || one.cover_rad < kFullSweep) continue;
            if (one.radius_min_mm() <= scene_.surface.grain_mm) continue;
            if (found && one.radius_min_mm() >= main().radius_min_mm()) continue;
            main_ = b;
            found = true;
        }
        if (found || bands_.size() != 1 || band(0).cone) return found;
        // A single partial cylinder may still be a D-shaped or keyed hole.
        main_ = bands_[0];
        return collect_profile() && !profile_.empty();
    }

    /// A cone that is a bore with draft, not a bevel.
    [[nodiscard]] static bool slender(const Band& band) {
        if (!band.cone) return false;
        const double slope = (band.radius_max_mm() - band.radius_min_mm()) /
                             std::max(band.high_mm - band.low_mm, 1e-9);
        return std::atan(slope) <= kTaperMax;
    }

    void collect_members() {
        for (const std::uint32_t b : bands_)
            members_.insert(scene_.bands[b].patches.begin(), scene_.bands[b].patches.end());
        // Rings and roundings between the bands.
        for (const std::uint32_t b : bands_) {
            for (const std::uint32_t patch : scene_.bands[b].patches) {
                for (const FaceLink& link : scene_.graph.links[patch]) {
                    if (between_bands(link.other)) members_.insert(link.other);
                }
            }
        }
    }

    [[nodiscard]] bool between_bands(std::uint32_t f) const {
        const geom::Face& face = scene_.patches.faces[f];
        if (face.kind != geom::SurfaceKind::Plane && face.kind != geom::SurfaceKind::Torus)
            return false;
        if (std::abs(dot(line_.direction, face.axis)) <= 1.0 - kRightAngle) return false;
        std::set<std::uint32_t> touched;
        for (const FaceLink& link : scene_.graph.links[f]) {
            const std::uint32_t b = scene_.band_of_patch[link.other];
            if (std::find(bands_.begin(), bands_.end(), b) != bands_.end()) touched.insert(b);
        }
        return touched.size() > 1;
    }

    /// The outermost band on one side, and its level there.
    [[nodiscard]] const Band& last(int side) const {
        const Band* result = &band(0);
        for (const std::uint32_t b : bands_) {
            const Band& one = scene_.bands[b];
            if (side > 0 ? one.high_mm > result->high_mm : one.low_mm < result->low_mm)
                result = &one;
        }
        return *result;
    }
    [[nodiscard]] double level(int side) const {
        return side > 0 ? last(side).high_mm : last(side).low_mm;
    }
    [[nodiscard]] static double radius_at(const Band& band, int side) {
        return side > 0 ? band.radius_high_mm : band.radius_low_mm;
    }

    [[nodiscard]] StackEnd end(int side) const {
        const Band& outer = last(side);
        StackEnd result;
        if (outer.cone && radius_at(outer, side) < 0.05 * outer.radius_max_mm()) return result;
        const Vec3 towards = line_.direction * static_cast<double>(side);
        const double at = level(side);
        const double slack = 0.05 * outer.radius_max_mm() + 10.0 * scene_.surface.grain_mm;
        for (const std::uint32_t patch : outer.patches) {
            for (const FaceLink& link : scene_.graph.links[patch]) {
                const geom::Face& face = scene_.patches.faces[link.other];
                const double there = level_of(line_, scene_.patches.edges[link.edge].middle);
                if (scene_.patches.exact && std::abs(there - at) > slack) continue;
                if (face.kind == geom::SurfaceKind::Plane &&
                    dot(face.axis, towards) < -1.0 + kRightAngle) {
                    result.flat = true;
                    result.floors.push_back(link.other);
                } else if (face.concave && on_the_axis(face)) {
                    result.floors.push_back(link.other);
                }
            }
        }
        // A floor around a narrower opening that is no cylinder does not close the hole.
        const EndQuery query{
            line_.origin + line_.direction * ((outer.low_mm + outer.high_mm) / 2.0), towards,
            outer.radius_min_mm(), (outer.high_mm - outer.low_mm) / 2.0,
            scene_.surface.mesh.corner(scene_.patches.triangles[outer.patches.front()].front(), 0)};
        if (!result.floors.empty()) {
            result.open = !blocked_ahead(scene_.surface, query, 2.0 * outer.radius_max_mm());
            return result;
        }
        const EndView view = look_at_end(scene_.surface, query);
        result.open = view.open;
        result.flat = view.flat;
        return result;
    }

    /// A ball or a rounding (floor of a ball-ended hole, corner of a flat one) around the axis.
    [[nodiscard]] bool on_the_axis(const geom::Face& face) const {
        if (face.kind != geom::SurfaceKind::Sphere && face.kind != geom::SurfaceKind::Torus)
            return false;
        const Vec3 off = face.origin - line_.origin;
        const double away = length(off - line_.direction * dot(off, line_.direction));
        return away <= 0.005 + 1e-3 * main().radius_min_mm();
    }

    /// +1 or -1: where a through hole is wider; of two ends as wide as each other the one that
    /// more is cut away at; else the positive sense of the line.
    [[nodiscard]] int wider_end() const {
        const double high = radius_at(last(1), 1);
        const double low = radius_at(last(-1), -1);
        if (low > high * 1.01) return -1;
        if (high > low * 1.01) return 1;
        const double middle = (level(1) + level(-1)) / 2.0;
        double volume = 0.0;
        double moment = 0.0;
        for (const std::uint32_t b : bands_) {
            const Band& one = scene_.bands[b];
            const double l = one.radius_low_mm;
            const double h = one.radius_high_mm;
            const double length = one.high_mm - one.low_mm;
            // Frustum, without the factor of pi.
            const double cut = length * (l * l + l * h + h * h) / 3.0;
            const double rise = length * length * (l * l + 2.0 * l * h + 3.0 * h * h) / 12.0;
            volume += cut;
            moment += rise + (one.low_mm - middle) * cut;
        }
        return moment < -1e-4 * volume * (level(1) - level(-1)) ? -1 : 1;
    }

    void measure_depth(Feature& hole) const {
        // The tip of a drill does not count, nor does a ball end.
        double bottom = level(-up_);
        const Band& outer = last(-up_);
        if (!hole.through && outer.cone && &outer != &main())
            bottom = up_ > 0 ? outer.high_mm : outer.low_mm;
        hole.depth = from_mm(std::abs(level(up_) - bottom));
        hole.origin = line_.origin + line_.direction * level(up_);
    }

    /// Bands from the entry down.
    [[nodiscard]] std::vector<std::uint32_t> downwards() const {
        std::vector<std::uint32_t> order = bands_;
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            const Band& one = scene_.bands[a];
            const Band& two = scene_.bands[b];
            return up_ > 0 ? one.low_mm + one.high_mm > two.low_mm + two.high_mm
                           : one.low_mm + one.high_mm < two.low_mm + two.high_mm;
        });
        return order;
    }

    void set_entry(Feature& hole) {
        const double bore = main().radius_min_mm();
        const double mouth = radius_at(main(), up_);
        const std::vector<std::uint32_t> order = downwards();
        for (std::size_t i = 0; i < order.size() && order[i] != main_; ++i) {
            const Band& one = scene_.bands[order[i]];
            const Band& below = scene_.bands[order[i + 1]];
            const double floor = up_ > 0 ? one.low_mm : one.high_mm;
            if (one.radius_max_mm() < 1.02 * bore) return;  // the bore itself: a groove may follow
            if (radius_at(one, up_) < radius_at(one, -up_)) return;  // narrows towards the entry
            if (is_land(one, below)) {
                // A chamfer at the mouth is not the countersink that follows.
                if (radius_at(below, up_) >= kCountersinkRatio * mouth) hole.entry = {};
                continue;
            }
            const bool seat = radius_at(one, -up_) >= 1.02 * radius_at(below, up_);
            if (!one.cone || (slender(one) && seat)) {
                counterbore_ = order[i];
                hole.entry = HoleEntry::Counterbored;
                hole.entry_diameter = from_mm(2.0 * one.radius_min_mm());
                hole.entry_depth = from_mm(std::abs(level(up_) - floor));
                hole.angle = Angle{};
                return;
            }
            // Goes on: a chamfered counterbore is a counterbore.
            if (hole.entry == HoleEntry::Countersunk) continue;
            if (radius_at(one, up_) >= kCountersinkRatio * mouth) {
                hole.entry = HoleEntry::Countersunk;
                hole.entry_diameter = from_mm(2.0 * radius_at(one, up_));
                hole.entry_depth = from_mm(std::abs(level(up_) - floor));
                hole.angle = from_rad(2.0 * std::atan((one.radius_max_mm() - one.radius_min_mm()) /
                                                      (one.high_mm - one.low_mm)));
            }
        }
    }

    /// A cylinder above a countersink or chamfer of its own width, lower than that: it is sunk a
    /// little below the face, and no counterbore.
    [[nodiscard]] bool is_land(const Band& one, const Band& below) const {
        return !one.cone && below.cone && radius_at(below, up_) > radius_at(below, -up_) &&
               std::abs(radius_at(below, up_) - one.radius_low_mm) < 0.01 * one.radius_low_mm &&
               one.high_mm - one.low_mm < below.high_mm - below.low_mm;
    }

    void set_steps(Feature& hole) const {
        const double top = level(up_);
        for (const std::uint32_t b : downwards()) {
            const Band& one = scene_.bands[b];
            HoleStep step;
            step.diameter = from_mm(2.0 * radius_at(one, up_));
            step.diameter_below = from_mm(2.0 * radius_at(one, -up_));
            step.from = from_mm(std::abs(top - (up_ > 0 ? one.high_mm : one.low_mm)));
            step.to = from_mm(std::abs(top - (up_ > 0 ? one.low_mm : one.high_mm)));
            hole.steps.push_back(step);
        }
    }

    /// A cone or rounding at the mouth that is no countersink is an edge chamfer or fillet of its
    /// own and no face of the hole, though the depth reaches to the mouth.
    [[nodiscard]] bool mouth_chamfer(const Feature& hole, const Band& one) const {
        if (!one.cone || &one == &main()) return false;
        if (counterbore_ != FeatureScene::kNone && &one == &scene_.bands[counterbore_])
            return false;
        if (radius_at(one, up_) > radius_at(one, -up_) && hole.entry != HoleEntry::Countersunk)
            return &one == &last(up_);
        if (radius_at(one, -up_) > radius_at(one, up_) && through_) {
            return &one == &last(-up_) &&
                   one.radius_max_mm() < kCountersinkRatio * radius_at(main(), -up_);
        }
        return false;
    }

    void set_faces(Feature& hole) {
        for (const std::uint32_t b : bands_) {
            const Band& one = scene_.bands[b];
            if (!mouth_chamfer(hole, one)) continue;
            for (const std::uint32_t patch : one.patches) mouths_.insert(patch);
        }
        for (const std::uint32_t patch : mouths_) members_.erase(patch);
        std::set<std::uint32_t> entries;
        const int sides = through_ ? 2 : 1;
        for (int k = 0; k < sides; ++k) {
            const int side = k == 0 ? up_ : -up_;
            const Band& outer = last(side);
            // A slanted or curved entry spreads over some depth; farther in begin crossing holes.
            const double reach =
                std::max(outer.radius_max_mm(), 0.25 * (outer.high_mm - outer.low_mm));
            for (const std::uint32_t patch : outer.patches) {
                for (const FaceLink& link : scene_.graph.links[patch]) {
                    const double there = level_of(line_, scene_.patches.edges[link.edge].middle);
                    if (scene_.patches.exact && std::abs(there - level(side)) > reach) continue;
                    if (std::abs(there - level(side)) > std::abs(there - level(-side))) continue;
                    if (members_.count(link.other) != 0 || mouths_.count(link.other) != 0) continue;
                    if (link.dihedral_rad > -kSmoothAngle) entries.insert(link.other);
                }
            }
        }
        const std::vector<std::uint32_t> open{entries.begin(), entries.end()};
        hole.entry_faces = model_faces(scene_.patches, open);
        finish_faces(hole);
    }

    /// Collects the plane walls parallel to the axis that complete a partial cylinder.
    /// @return false when the walls do not close around the axis.
    bool collect_profile() {
        std::vector<std::uint32_t> open(main().patches.begin(), main().patches.end());
        std::set<std::uint32_t> walls(open.begin(), open.end());
        constexpr std::size_t kWallsMax = 12;
        for (std::size_t i = 0; i < open.size(); ++i) {
            for (const FaceLink& link : scene_.graph.links[open[i]]) {
                if (!axial(link) || walls.count(link.other) != 0) continue;
                const geom::Face& face = scene_.patches.faces[link.other];
                if (face.kind != geom::SurfaceKind::Plane || !near_the_bore(link.other))
                    return false;
                // A tangent wall belongs to a slot or a rounded pocket.
                const bool from_bore = scene_.band_of_patch[open[i]] == main_;
                if (from_bore && std::abs(link.dihedral_rad) < 5.0 * kPi / 180.0) return false;
                walls.insert(link.other);
                open.push_back(link.other);
                if (open.size() > kWallsMax) return false;
            }
        }
        for (const std::uint32_t patch : main().patches) walls.erase(patch);
        for (const std::uint32_t wall : walls) {
            int neighbours = 0;
            for (const FaceLink& link : scene_.graph.links[wall]) neighbours += axial(link);
            if (neighbours < 2) return false;
        }
        profile_.assign(walls.begin(), walls.end());
        return true;
    }

    [[nodiscard]] bool axial(const FaceLink& link) const {
        const geom::Edge& edge = scene_.patches.edges[link.edge];
        if (scene_.patches.exact && edge.kind != geom::CurveKind::Line) return false;
        const Vec3 along = normalized(edge.end - edge.start);
        return std::abs(dot(along, line_.direction)) > 1.0 - kRightAngle;
    }

    /// Within 1.6 radii of the axis everywhere: a keyway, not the wall of a pocket.
    [[nodiscard]] bool near_the_bore(std::uint32_t f) const {
        const double limit = 1.6 * main().radius_min_mm();
        for (const std::uint32_t t : scene_.patches.triangles[f]) {
            for (int k = 0; k < 3; ++k) {
                const Vec3 p = scene_.surface.mesh.corner(t, k) - line_.origin;
                if (length(p - line_.direction * dot(p, line_.direction)) > limit) return false;
            }
        }
        return true;
    }

    void complete_profile() {
        if (profile_.empty() && !main().cone && !collect_profile()) profile_.clear();
        members_.insert(profile_.begin(), profile_.end());
    }

    void finish_faces(Feature& hole) const {
        const std::vector<std::uint32_t> all{members_.begin(), members_.end()};
        hole.place.faces = model_faces(scene_.patches, all);
        hole.place.points = {hole.origin - hole.axis * (to_mm(hole.depth) / 2.0)};
    }

    void set_name(Feature& hole) const {
        std::string name;
        if (main().cover_rad < kFullSweep) {
            name = "D-shaped";
        } else if (!profile_.empty()) {
            name = "keyed";
        }
        const auto add = [&](const char* word) {
            if (!name.empty()) name += ' ';
            name += word;
        };
        if (hole.entry == HoleEntry::Counterbored) add("counterbored");
        if (hole.entry == HoleEntry::Countersunk) add("countersunk");
        if (main().cone) add("tapered");
        add(hole.through ? "through hole" : "blind hole");
        if (hole.flat_bottom) name += ", flat bottom";
        name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
        hole.name = name;
        hole.confidence = main().cover_rad < kFullSweep ? 0.95 : 1.0;
    }

    const FeatureScene& scene_;
    std::vector<std::uint32_t> bands_;
    const AxisLine& line_;
    std::uint32_t main_ = 0;
    std::uint32_t counterbore_ = FeatureScene::kNone;
    int up_ = 1;
    bool through_ = false;
    std::set<std::uint32_t> members_;
    std::set<std::uint32_t> mouths_;
    std::vector<std::uint32_t> profile_;
};

/// The counterbore or countersink of a screw head (ISO 273, ISO 10642: 1.6 to 2.2 diameters): the
/// screw passes, so the hole has no thread. A spot face is wider.
bool fastener_head(const Feature& hole) {
    return hole.entry != HoleEntry::Plain && hole.entry_diameter > 1.5 * hole.diameter &&
           hole.entry_diameter < 2.5 * hole.diameter;
}

}  // namespace

std::vector<Feature> find_hole_stacks(const FeatureScene& scene) {
    std::vector<Feature> holes;
    for (std::vector<std::uint32_t>& stack : StackJoiner{scene}.run()) {
        auto hole = HoleBuilder{scene, std::move(stack)}.build();
        if (!hole) continue;
        if (!fastener_head(*hole) && hole->confidence >= 1.0)
            hole->thread = thread_for_diameter(to_mm(hole->diameter));
        holes.push_back(std::move(*hole));
    }
    std::stable_sort(holes.begin(), holes.end(), [](const Feature& a, const Feature& b) {
        return a.place.faces < b.place.faces;
    });
    return holes;
}

}  // namespace millrace::facts
