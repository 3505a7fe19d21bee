// Text: a row of small outlines on one plane face, all raised or sunk by the same little
// (docs/algorithms/lettering.md).
#include "lettering.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <optional>
#include <set>

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kParallelCos = 0.9998;
constexpr double kReliefMin_mm = 0.01;
constexpr double kReliefMax_mm = 3.0;
constexpr double kLetterMax_mm = 60.0;
constexpr double kStrokeShareMax = 0.4;  // stroke over the longer side of a letter
constexpr std::size_t kCharactersMin = 3;
constexpr std::size_t kOutlinesMax = 2'000;
// A wall may be drafted up to this.
constexpr double kWallSineMax = 0.6;

/// One closed outline on a base face with what stands or sinks inside it.
struct Glyph {
    double relief_mm = 0.0;  ///< signed: above the base is positive
    double area_mm2 = 0.0;   ///< of its top or floor
    double perimeter_mm = 0.0;
    double stroke_mm = 0.0;
    double draft_rad = std::numbers::pi / 2.0;
    double low_u = 1e300, high_u = -1e300, low_v = 1e300, high_v = -1e300;
    bool plain = false;  ///< a round or a rectangle, as holes, bosses and pockets are
    std::vector<std::uint32_t> faces;
    Vec3 at;

    [[nodiscard]] double longer() const { return std::max(high_u - low_u, high_v - low_v); }
};

/// Width of a band of this area and outline: a rectangle's narrow side; of a ring, which has no
/// ends, area over half of the outline.
double stroke_of(double area, double perimeter, bool ring) {
    const double half = perimeter / 2.0;
    if (!(half > 0.0)) return 0.0;
    if (ring) return area / half;
    return (half - std::sqrt(std::max(0.0, half * half - 4.0 * area))) / 2.0;
}

class Search {
public:
    explicit Search(const geom::BoundaryModel& model) : model_{model} {}

    std::vector<Lettering> run() const {
        std::vector<Lettering> found;
        for (std::uint32_t f = 0; f < model_.faces.size(); ++f) {
            const geom::Face& base = model_.faces[f];
            if (base.kind != geom::SurfaceKind::Plane || base.loops.size() < kCharactersMin + 1)
                continue;
            std::vector<Glyph> glyphs;
            for (const geom::Loop& loop : base.loops) {
                if (loop.outer || glyphs.size() >= kOutlinesMax) continue;
                if (auto glyph = glyph_of(f, loop)) glyphs.push_back(std::move(*glyph));
            }
            for (const auto& row : rows(glyphs)) {
                if (auto text = lettering(glyphs, row, base)) found.push_back(std::move(*text));
            }
        }
        return found;
    }

private:
    [[nodiscard]] std::optional<std::uint32_t> across(std::uint32_t edge,
                                                      std::uint32_t face) const {
        const geom::Edge& e = model_.edges[edge];
        if (e.left_face == face) return e.right_face;
        if (e.right_face == face) return e.left_face;
        return std::nullopt;
    }

    /// Faces that rise or sink from the outline; none when one of them is no wall.
    [[nodiscard]] std::set<std::uint32_t> walls_of(std::uint32_t base,
                                                   const geom::Loop& loop) const {
        std::set<std::uint32_t> walls;
        const Vec3 up = model_.faces[base].axis;
        for (const geom::EdgeUse& use : loop.edges) {
            const auto wall = across(use.edge, base);
            if (!wall || *wall == base) return {};
            const geom::Face& face = model_.faces[*wall];
            const bool steep = face.kind != geom::SurfaceKind::Plane ||
                               std::abs(dot(face.axis, up)) < kWallSineMax;
            if (!steep) return {};
            walls.insert(*wall);
        }
        return walls;
    }

    /// The planes beyond the walls that lie beside the base, all at one height; empty otherwise.
    [[nodiscard]] std::set<std::uint32_t> caps_of(std::uint32_t base,
                                                  const std::set<std::uint32_t>& walls,
                                                  double& relief_mm) const {
        const geom::Face& ground = model_.faces[base];
        std::set<std::uint32_t> caps;
        std::optional<double> height;
        for (const std::uint32_t wall : walls) {
            for (const geom::Loop& loop : model_.faces[wall].loops) {
                for (const geom::EdgeUse& use : loop.edges) {
                    const auto next = across(use.edge, wall);
                    if (!next || *next == base || walls.contains(*next)) continue;
                    const geom::Face& face = model_.faces[*next];
                    if (face.kind != geom::SurfaceKind::Plane ||
                        dot(face.axis, ground.axis) < kParallelCos)
                        return {};
                    const double h = dot(face.origin - ground.origin, ground.axis);
                    if (std::abs(h) < kReliefMin_mm) continue;  // the inside of an O
                    if (height && std::abs(h - *height) > kReliefMin_mm) return {};
                    height = h;
                    caps.insert(*next);
                }
            }
        }
        relief_mm = height.value_or(0.0);
        return caps;
    }

    [[nodiscard]] std::optional<Glyph> glyph_of(std::uint32_t base, const geom::Loop& loop) const {
        const std::set<std::uint32_t> walls = walls_of(base, loop);
        if (walls.empty()) return std::nullopt;
        Glyph glyph;
        const std::set<std::uint32_t> caps = caps_of(base, walls, glyph.relief_mm);
        const double relief = std::abs(glyph.relief_mm);
        if (caps.empty() || relief > kReliefMax_mm) return std::nullopt;
        add_extent(model_.faces[base].axis, loop, glyph);
        if (glyph.longer() > kLetterMax_mm || relief > 0.7 * glyph.longer()) return std::nullopt;
        std::size_t loops = 0;
        for (const std::uint32_t cap : caps) {
            const geom::Face& face = model_.faces[cap];
            glyph.area_mm2 += face.area_mm2;
            loops += face.loops.size();
            for (const geom::Loop& rim : face.loops) {
                for (const geom::EdgeUse& use : rim.edges)
                    glyph.perimeter_mm += model_.edges[use.edge].length_mm;
            }
        }
        glyph.stroke_mm = stroke_of(glyph.area_mm2, glyph.perimeter_mm, loops > caps.size());
        glyph.plain = is_plain(loop);
        add_draft(walls, model_.faces[base].axis, glyph);
        glyph.faces.assign(walls.begin(), walls.end());
        glyph.faces.insert(glyph.faces.end(), caps.begin(), caps.end());
        return glyph;
    }

    void add_extent(Vec3 up, const geom::Loop& loop, Glyph& glyph) const {
        const Vec3 helper = std::abs(up.x) < 0.9 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
        const Vec3 u = geom::normalized(cross(up, helper));
        const Vec3 v = cross(up, u);
        Vec3 sum;
        double weight = 0.0;
        for (const geom::EdgeUse& use : loop.edges) {
            const geom::Edge& edge = model_.edges[use.edge];
            const auto add = [&](Vec3 p) {
                glyph.low_u = std::min(glyph.low_u, dot(p, u));
                glyph.high_u = std::max(glyph.high_u, dot(p, u));
                glyph.low_v = std::min(glyph.low_v, dot(p, v));
                glyph.high_v = std::max(glyph.high_v, dot(p, v));
            };
            for (const Vec3 p : {edge.start, edge.middle, edge.end}) add(p);
            for (const Vec3 p : edge.points) add(p);
            sum += edge.middle * edge.length_mm;
            weight += edge.length_mm;
        }
        glyph.at = weight > 0.0 ? sum / weight : sum;
    }

    [[nodiscard]] bool is_plain(const geom::Loop& loop) const {
        bool circles = true;
        bool lines = true;
        for (const geom::EdgeUse& use : loop.edges) {
            const geom::CurveKind kind = model_.edges[use.edge].kind;
            circles = circles && kind == geom::CurveKind::Circle;
            lines = lines && kind == geom::CurveKind::Line;
        }
        return (circles && loop.edges.size() <= 2) || (lines && loop.edges.size() <= 4);
    }

    /// How far the walls lean so that the letter leaves a mould along the base's normal.
    void add_draft(const std::set<std::uint32_t>& walls, Vec3 up, Glyph& glyph) const {
        for (const std::uint32_t wall : walls) {
            const geom::Face& face = model_.faces[wall];
            double sine = 0.0;  // cylinders and extrusions stand square
            if (face.kind == geom::SurfaceKind::Plane) sine = dot(face.axis, up);
            if (face.kind == geom::SurfaceKind::Cone) {
                // Narrowing upwards, the outside leans up and the inside of a hole down.
                const double narrows = -dot(face.axis, up) * std::sin(face.half_angle_rad);
                sine = face.concave ? -narrows : narrows;
            }
            if (face.kind == geom::SurfaceKind::Freeform) sine = dot(face.normal, up);
            glyph.draft_rad = std::min(glyph.draft_rad, std::asin(std::clamp(sine, -1.0, 1.0)));
        }
    }

    /// Outlines of one relief, each nearer to the next than a letter is large.
    static std::vector<std::vector<std::size_t>> rows(const std::vector<Glyph>& glyphs) {
        std::vector<std::size_t> root(glyphs.size());
        std::iota(root.begin(), root.end(), std::size_t{0});
        const auto find = [&](std::size_t i) {
            while (root[i] != i) i = root[i] = root[root[i]];
            return i;
        };
        for (std::size_t i = 0; i < glyphs.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k) {
                const Glyph& a = glyphs[i];
                const Glyph& b = glyphs[k];
                if (std::abs(a.relief_mm - b.relief_mm) > kReliefMin_mm) continue;
                const double gap = std::max({0.0, a.low_u - b.high_u, b.low_u - a.high_u,
                                             a.low_v - b.high_v, b.low_v - a.high_v});
                if (gap <= std::max(a.longer(), b.longer()))
                    root[std::max(find(i), find(k))] = std::min(find(i), find(k));
            }
        }
        std::map<std::size_t, std::vector<std::size_t>> members;
        for (std::size_t i = 0; i < glyphs.size(); ++i) members[find(i)].push_back(i);
        std::vector<std::vector<std::size_t>> result;
        for (auto& [first, row] : members) result.push_back(std::move(row));
        return result;
    }

    static std::optional<Lettering> lettering(const std::vector<Glyph>& glyphs,
                                              const std::vector<std::size_t>& row,
                                              const geom::Face& base) {
        if (row.size() < kCharactersMin) return std::nullopt;
        std::size_t written = 0;  // outlines that look like letters
        std::set<std::pair<long, long>> shapes;
        for (const std::size_t i : row) {
            const Glyph& glyph = glyphs[i];
            if (!glyph.plain && glyph.stroke_mm < kStrokeShareMax * glyph.longer()) ++written;
            shapes.emplace(std::lround(50.0 * std::log(std::max(1e-9, glyph.area_mm2))),
                           std::lround(50.0 * std::log(std::max(1e-9, glyph.perimeter_mm))));
        }
        // A pattern repeats one shape; holes, bosses and slots are round or rectangles.
        if (2 * written < row.size() || shapes.size() < 2) return std::nullopt;
        Lettering text;
        const Glyph& first = glyphs[row.front()];
        text.raised = first.relief_mm > 0.0;
        text.relief = from_mm(std::abs(first.relief_mm));
        text.characters = static_cast<std::uint32_t>(row.size());
        text.normal = base.axis;
        double stroke = 1e300;
        double letter = 0.0;
        double draft = std::numbers::pi / 2.0;
        for (const std::size_t i : row) {
            const Glyph& glyph = glyphs[i];
            stroke = std::min(stroke, glyph.stroke_mm);
            letter = std::max(letter, glyph.longer());
            draft = std::min(draft, glyph.draft_rad);
            text.place.faces.insert(text.place.faces.end(), glyph.faces.begin(), glyph.faces.end());
        }
        text.stroke = from_mm(stroke);
        text.letter = from_mm(letter);
        text.draft = from_rad(draft);
        std::sort(text.place.faces.begin(), text.place.faces.end());
        text.place.points = {first.at};
        return text;
    }

    const geom::BoundaryModel& model_;
};

}  // namespace

std::vector<Lettering> find_lettering(const geom::BoundaryModel& model) {
    return model.exact ? Search{model}.run() : std::vector<Lettering>{};
}

}  // namespace millrace::facts
