#include "recipe.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "placement.h"

namespace millrace::feature_parts {
namespace {

using facts::FaceClass;
using geom::Vec3;
using enum FaceClass;

constexpr double kPi = 3.14159265358979323846;

struct Limits {
    Room room;
    double over_mm = 0.0;  ///< how far cutters reach out of open sides
};

/// A class in the order features are made: what opens a side first, edge treatment last.
struct Plan {
    FaceClass face_class;
    int turn;
};

constexpr std::array kPlaneClasses = {Chamfer,
                                      TriangularPassage,
                                      RectangularPassage,
                                      SixSidesPassage,
                                      SlantedThroughStep,
                                      TriangularThroughSlot,
                                      RectangularThroughSlot,
                                      RectangularThroughStep,
                                      TwoSidesThroughStep,
                                      TriangularPocket,
                                      RectangularPocket,
                                      SixSidesPocket,
                                      RectangularBlindSlot,
                                      TriangularBlindStep,
                                      RectangularBlindStep};
constexpr std::array kRoundClasses = {ThroughHole,
                                      CircularThroughSlot,
                                      ORing,
                                      BlindHole,
                                      CircularEndPocket,
                                      VerticalCircularEndBlindSlot,
                                      HorizontalCircularEndBlindSlot,
                                      CircularBlindStep,
                                      Round};

int turn_of(FaceClass face_class) {
    switch (face_class) {
        case RectangularThroughStep:
        case TwoSidesThroughStep:
        case SlantedThroughStep:
        case TriangularBlindStep:
        case CircularBlindStep:
        case RectangularBlindStep: return 0;
        case TriangularThroughSlot:
        case RectangularThroughSlot:
        case CircularThroughSlot:
        case RectangularBlindSlot:
        case VerticalCircularEndBlindSlot:
        case HorizontalCircularEndBlindSlot: return 1;
        case ThroughHole:
        case TriangularPassage:
        case RectangularPassage:
        case SixSidesPassage: return 2;
        case BlindHole:
        case TriangularPocket:
        case RectangularPocket:
        case SixSidesPocket:
        case CircularEndPocket: return 3;
        case ORing: return 4;
        case Chamfer:
        case Round: return 5;
        case Stock: return 6;
    }
    return 6;
}

class PartMaker {
public:
    PartMaker(std::uint64_t seed, Style style) : rng_{seed}, style_{style}, piece_{make_stock()} {}

    Workpiece run() {
        if (style_ != Style::PlaneCube && style_ != Style::Block && style_ != Style::Disc) {
            add_bores();
        }
        std::vector<Plan> plans = draw_plans();
        for (const Plan& plan : plans) add(plan.face_class);
        return std::move(piece_);
    }

    Workpiece run_single(facts::FaceClass face_class) {
        rounding_ = false;
        add(face_class);
        return std::move(piece_);
    }

private:
    bool chance(double probability) { return rng_.uniform() < probability; }

    Workpiece make_stock() {
        limits_.room.shrink_max = 1.0;
        if (style_ == Style::PlaneCube) {
            set_limits(10.0, chance(0.75) ? 0.2 : rng_.uniform(0.08, 0.2));
            if (chance(0.7)) return Workpiece::block({10, 10, 10});
            return Workpiece::block({10, rng_.uniform(6.0, 20.0), rng_.uniform(6.0, 20.0)});
        }
        limits_.room.shrink_max = chance(0.5) ? 1.0 : 0.5;
        if (style_ == Style::Plate) {
            limits_.room.shrink_max = 0.4;
            return make_plate();
        }
        if (style_ == Style::Shaft) return make_shaft();
        if (style_ == Style::Prism) return make_prism();
        if (style_ == Style::Disc) {
            const double radius = rng_.uniform(8.0, 40.0);
            const double height = rng_.uniform(6.0, 60.0);
            set_limits(std::min(radius, height), rng_.uniform(0.06, 0.16));
            return Workpiece::disc(radius, height);
        }
        const Vec3 size{rng_.uniform(10.0, 50.0), rng_.uniform(10.0, 50.0),
                        rng_.uniform(5.0, 50.0)};
        set_limits(std::min({size.x, size.y, size.z}), rng_.uniform(0.06, 0.22));
        return Workpiece::block(size);
    }

    Workpiece make_plate() {
        const double thickness = rng_.uniform(3.0, 12.0);
        set_limits(thickness, rng_.uniform(0.4, 0.9));
        return Workpiece::block({rng_.uniform(40.0, 200.0), rng_.uniform(30.0, 150.0), thickness});
    }

    Workpiece make_shaft() {
        std::vector<Workpiece::Section> sections;
        const std::uint64_t count = 2 + rng_.below(4);
        double radius = rng_.uniform(6.0, 20.0);
        double least = radius;
        for (std::uint64_t k = 0; k < count; ++k) {
            sections.push_back({radius, rng_.uniform(5.0, 50.0)});
            least = std::min(least, radius);
            radius *= chance(0.5) ? rng_.uniform(0.6, 0.9) : rng_.uniform(1.1, 1.6);
        }
        set_limits(least, rng_.uniform(0.1, 0.2));
        return Workpiece::shaft(sections);
    }

    Workpiece make_prism() {
        const double radius = rng_.uniform(8.0, 40.0);
        const double height = radius * rng_.uniform(0.3, 3.0);
        set_limits(std::min(radius, height), rng_.uniform(0.1, 0.2));
        return Workpiece::prism(5 + static_cast<int>(rng_.below(4)), radius, height);
    }

    /// Holes, half of them with a counterbore: two cylinders and the ring between them.
    void add_bores() {
        const std::uint64_t count = rng_.below(style_ == Style::Plate ? 7 : 2);
        for (std::uint64_t k = 0; k < count; ++k) {
            Placement placement{piece_.model(), rng_};
            const auto site = placement.inside(limits_.room);
            if (!site) continue;
            const double radius = std::min({site->width_mm, site->height_mm, site->room_mm}) / 2.0;
            const bool counterbored = chance(0.5);
            const auto circle = [&](bool through, double r) {
                Cut cut = cut_at(placement, *site, through, through ? 1 : 2);
                cut.outline.start = {site->width_mm / 2.0, site->height_mm / 2.0};
                cut.outline.radius_mm = r;
                return cut;
            };
            auto next = piece_.cut(circle(true, radius * (counterbored ? 0.55 : 1.0)), ThroughHole);
            if (!next) continue;
            if (counterbored) next = next->cut(circle(false, radius), ThroughHole);
            if (next) piece_ = std::move(*next);
        }
    }

    void set_limits(double smallest_mm, double share) {
        limits_.room.size_min_mm = share * smallest_mm;
        limits_.room.clearance_mm = share * smallest_mm * rng_.uniform(0.25, 0.5);
        limits_.over_mm = 0.01 * smallest_mm;
    }

    std::vector<Plan> draw_plans() {
        std::vector<Plan> plans;
        const std::uint64_t count =
            style_ == Style::PlaneCube ? 1 + rng_.below(6) : 1 + rng_.below(9);
        for (std::uint64_t k = 0; k < count; ++k) {
            FaceClass face_class = kPlaneClasses[rng_.below(kPlaneClasses.size())];
            if (style_ != Style::PlaneCube && chance(0.5))
                face_class = kRoundClasses[rng_.below(kRoundClasses.size())];
            plans.push_back({face_class, turn_of(face_class)});
        }
        const bool in_order = chance(0.7);
        std::stable_sort(plans.begin(), plans.end(), [&](const Plan& a, const Plan& b) {
            if (!in_order) return (a.turn == 5) < (b.turn == 5);
            return a.turn < b.turn;
        });
        return plans;
    }

    void add(FaceClass face_class) {
        if (face_class == Chamfer || face_class == Round) {
            treat_edges(face_class);
            return;
        }
        Placement placement{piece_.model(), rng_};
        int cuts = 0;
        for (int attempt = 0; attempt < 60 && cuts < 4; ++attempt) {
            const auto cut = draw(placement, face_class);
            if (!cut) continue;
            ++cuts;
            auto next = piece_.cut(*cut, face_class);
            if (!next) continue;
            piece_ = std::move(*next);
            if (rounding_ && style_ != Style::PlaneCube && chance(0.3)) round_inside();
            return;
        }
    }

    // --- edges ---------------------------------------------------------------------------------

    /// Rounds the corners of the newest feature, as a milling cutter leaves them: those along one
    /// direction, or all inner edges.
    void round_inside() {
        const auto& model = piece_.model();
        std::vector<std::uint32_t> inner;
        for (std::uint32_t e = 0; e < model.edges.size(); ++e) {
            const geom::Edge& edge = model.edges[e];
            if (!edge.left_face || !edge.right_face || edge.seam) continue;
            if (edge.kind != geom::CurveKind::Line || edge.dihedral_rad > -0.3) continue;
            if (piece_.labels()[*edge.left_face].instance == piece_.features() &&
                piece_.labels()[*edge.right_face].instance == piece_.features())
                inner.push_back(e);
        }
        std::vector<std::uint32_t> edges;
        for (const std::uint32_t one : inner) {
            std::vector<std::uint32_t> parallel;
            for (const std::uint32_t other : inner) {
                const Vec3 a = normalized(model.edges[one].end - model.edges[one].start);
                const Vec3 b = normalized(model.edges[other].end - model.edges[other].start);
                if (std::abs(dot(a, b)) > 0.999) parallel.push_back(other);
            }
            if (parallel.size() > edges.size()) edges = parallel;
        }
        if (chance(0.25)) edges = inner;
        if (edges.empty()) return;
        auto next = piece_.rounded(edges, limits_.room.size_min_mm * rng_.uniform(0.1, 0.4));
        if (next) piece_ = std::move(*next);
    }

    void treat_edges(FaceClass face_class) {
        const auto& model = piece_.model();
        const bool hollow = face_class == Round && chance(0.3);
        const bool anywhere = chance(0.25);
        std::vector<std::uint32_t> edges;
        for (std::uint32_t e = 0; e < model.edges.size(); ++e) {
            const geom::Edge& edge = model.edges[e];
            if (!edge.left_face || !edge.right_face || edge.seam) continue;
            const double angle = hollow ? -edge.dihedral_rad : edge.dihedral_rad;
            if (angle < 0.3 || (face_class == Chamfer && std::abs(angle - kPi / 2) > 1e-6))
                continue;
            const bool stock = piece_.labels()[*edge.left_face].instance == 0 &&
                               piece_.labels()[*edge.right_face].instance == 0;
            if (!stock && !hollow && !anywhere) continue;
            edges.push_back(e);
        }
        if (edges.empty()) return;
        const double leg = limits_.room.size_min_mm * rng_.uniform(0.3, 1.6);
        std::vector<std::uint32_t> chosen;
        const std::uint64_t count = 1 + rng_.below(chance(0.7) ? 1 : 4);
        for (std::uint64_t k = 0; k < count; ++k) {
            const std::uint32_t edge = edges[rng_.below(edges.size())];
            if (std::ranges::find(chosen, edge) == chosen.end()) chosen.push_back(edge);
        }
        for (const double size : {leg, leg * 0.5, leg * 0.2}) {
            auto next = face_class == Chamfer ? piece_.chamfered(chosen, size)
                                              : piece_.rounded(chosen, size);
            if (!next) continue;
            piece_ = std::move(*next);
            return;
        }
    }

    // --- cuts ----------------------------------------------------------------------------------

    std::optional<Cut> draw(Placement& placement, FaceClass face_class) {
        switch (face_class) {
            case ThroughHole: return draw_circle(placement, true);
            case BlindHole: return draw_circle(placement, false);
            case ORing: return draw_ring(placement);
            case TriangularPassage: return draw_triangle(placement, true);
            case TriangularPocket: return draw_triangle(placement, false);
            case RectangularPassage: return draw_rectangle(placement, true);
            case RectangularPocket: return draw_rectangle(placement, false);
            case SixSidesPassage: return draw_hexagon(placement, true);
            case SixSidesPocket: return draw_hexagon(placement, false);
            case CircularEndPocket: return draw_stadium(placement);
            case TriangularThroughSlot:
            case RectangularThroughSlot:
            case CircularThroughSlot:
            case RectangularBlindSlot:
            case VerticalCircularEndBlindSlot:
            case HorizontalCircularEndBlindSlot: return draw_slot(placement, face_class);
            case RectangularThroughStep:
                return chance(0.3) ? draw_corner(placement, face_class)
                                   : draw_step(placement, face_class);
            case TwoSidesThroughStep:
            case SlantedThroughStep: return draw_step(placement, face_class);
            case TriangularBlindStep:
            case CircularBlindStep:
            case RectangularBlindStep: return draw_corner(placement, face_class);
            case Chamfer:
            case Round:
            case Stock: return std::nullopt;
        }
        return std::nullopt;
    }

    /// A cut of a site; blind ones end in the material, others go through everything.
    Cut cut_at(const Placement& placement, const Site& site, bool through, std::size_t faces) {
        Cut cut;
        cut.frame = site.frame;
        cut.above_mm = limits_.over_mm;
        cut.through = through;
        cut.faces = faces;
        const double deepest = site.room_mm - limits_.room.clearance_mm;
        const double least = std::min(limits_.room.size_min_mm, deepest);
        cut.depth_mm = through ? 2.0 * placement.diagonal_mm() : rng_.uniform(least, deepest);
        return cut;
    }

    static Outline polygon(const std::vector<Point2>& points) {
        Outline outline;
        outline.start = points.back();
        for (const Point2 p : points) outline.pieces.push_back({p, std::nullopt});
        return outline;
    }

    std::optional<Cut> draw_circle(Placement& placement, bool through) {
        const auto site = placement.inside(limits_.room);
        if (!site) return std::nullopt;
        Cut cut = cut_at(placement, *site, through, through ? 1 : 2);
        const double radius = std::min(site->width_mm, site->height_mm) / 2.0;
        const Point2 centre{site->width_mm / 2.0, site->height_mm / 2.0};
        if (chance(0.2)) {  // two half cylinders, as some programs write them
            cut.outline.start = {centre.u + radius, centre.v};
            cut.outline.pieces.push_back(
                {{centre.u - radius, centre.v}, Point2{centre.u, centre.v + radius}});
            cut.outline.pieces.push_back(
                {{centre.u + radius, centre.v}, Point2{centre.u, centre.v - radius}});
            ++cut.faces;
            return cut;
        }
        cut.outline.start = centre;
        cut.outline.radius_mm = radius;
        if (!through && chance(0.4)) {
            cut.drill_tip_mm = std::min(radius * 0.6, limits_.room.clearance_mm * 0.8);
        }
        return cut;
    }

    std::optional<Cut> draw_ring(Placement& placement) {
        const auto site = placement.inside(limits_.room);
        if (!site) return std::nullopt;
        Cut cut = cut_at(placement, *site, false, 3);
        cut.outline.start = {site->width_mm / 2.0, site->height_mm / 2.0};
        cut.outline.radius_mm = std::min(site->width_mm, site->height_mm) / 2.0;
        cut.outline.inner_radius_mm = cut.outline.radius_mm * rng_.uniform(0.3, 0.9);
        if (chance(0.5)) cut.depth_mm *= rng_.uniform(0.1, 0.5);
        return cut;
    }

    std::optional<Cut> draw_triangle(Placement& placement, bool through) {
        const auto site = placement.inside(limits_.room);
        if (!site) return std::nullopt;
        Cut cut = cut_at(placement, *site, through, through ? 3 : 4);
        const double w = site->width_mm;
        const double h = site->height_mm;
        if (chance(0.4)) {
            cut.outline = polygon({{0, 0}, {w, 0}, {rng_.uniform(0.0, w), h}});
            return cut;
        }
        cut.outline = polygon(around(w, h, 3, 0.35));
        return cut;
    }

    /// Corners on the ellipse in a rectangle, evenly spread but for `jitter` of the step.
    std::vector<Point2> around(double w, double h, int corners, double jitter) {
        std::vector<Point2> points;
        const double first = rng_.uniform(0.0, 2.0 * kPi);
        const bool circle = chance(0.7);
        const double a = circle ? std::min(w, h) / 2.0 : w / 2.0;
        const double b = circle ? std::min(w, h) / 2.0 : h / 2.0;
        for (int k = 0; k < corners; ++k) {
            const double angle = first + 2.0 * kPi / corners * (k + rng_.uniform(0.0, jitter));
            points.push_back({w / 2.0 + a * std::cos(angle), h / 2.0 + b * std::sin(angle)});
        }
        return points;
    }

    std::optional<Cut> draw_rectangle(Placement& placement, bool through) {
        const auto site = placement.inside(limits_.room);
        if (!site) return std::nullopt;
        Cut cut = cut_at(placement, *site, through, through ? 4 : 5);
        const double w = site->width_mm;
        const double h = site->height_mm;
        cut.outline = polygon({{0, 0}, {w, 0}, {w, h}, {0, h}});
        return cut;
    }

    std::optional<Cut> draw_hexagon(Placement& placement, bool through) {
        const auto site = placement.inside(limits_.room);
        if (!site) return std::nullopt;
        Cut cut = cut_at(placement, *site, through, through ? 6 : 7);
        cut.outline = polygon(around(site->width_mm, site->height_mm, 6, chance(0.6) ? 0.0 : 0.3));
        return cut;
    }

    std::optional<Cut> draw_stadium(Placement& placement) {
        const auto site = placement.inside(limits_.room);
        if (!site) return std::nullopt;
        Cut cut = cut_at(placement, *site, false, 5);
        const double w = std::max(site->width_mm, site->height_mm);
        const double h = std::min(site->width_mm, site->height_mm);
        if (w < 1.15 * h) return std::nullopt;
        const bool upright = site->height_mm > site->width_mm;
        const double r = h / 2.0;
        const auto at = [&](double u, double v) {
            return upright ? Point2{h - v, u} : Point2{u, v};
        };
        cut.outline.start = at(r, 0);
        cut.outline.pieces = {{at(w - r, 0), std::nullopt},
                              {at(w - r, h), at(w, r)},
                              {at(r, h), std::nullopt},
                              {at(r, 0), at(0, r)}};
        return cut;
    }

    std::optional<Cut> draw_slot(Placement& placement, FaceClass face_class) {
        const auto site = placement.at_edge(limits_.room);
        if (!site) return std::nullopt;
        const double w = site->width_mm;
        const double h = site->height_mm;
        const double o = limits_.over_mm;
        const auto with = [&](bool through, std::size_t faces, std::vector<Outline::Piece> pieces) {
            Cut cut = cut_at(placement, *site, through, faces);
            cut.outline.start = {0, -o};
            cut.outline.pieces = std::move(pieces);
            cut.outline.pieces.push_back({{0, -o}, std::nullopt});
            return cut;
        };
        switch (face_class) {
            case TriangularThroughSlot:
                return with(
                    true, 2,
                    {{{w, -o}, {}}, {{w, 0}, {}}, {{rng_.uniform(0.0, w), h}, {}}, {{0, 0}, {}}});
            case RectangularThroughSlot:
                return with(true, 3, {{{w, -o}, {}}, {{w, h}, {}}, {{0, h}, {}}});
            case RectangularBlindSlot:
                return with(false, 4, {{{w, -o}, {}}, {{w, h}, {}}, {{0, h}, {}}});
            case CircularThroughSlot: {
                const double r = std::min(w / 2.0, h);
                const double m = w / 2.0;
                Cut cut = with(true, 1,
                               {{{m + r, -o}, {}},
                                {{m + r, 0}, {}},
                                {{m - r, 0}, Point2{m, r}},
                                {{m - r, -o}, {}}});
                cut.outline.start = {m - r, -o};
                cut.outline.pieces.pop_back();
                return cut;
            }
            case VerticalCircularEndBlindSlot: {
                const double r = w / 2.0;
                if (h < r * 1.1) return std::nullopt;
                return with(false, 4,
                            {{{w, -o}, {}}, {{w, h - r}, {}}, {{0, h - r}, Point2{r, h}}});
            }
            case HorizontalCircularEndBlindSlot: {
                const double r = std::min(h, w / 2.0 * rng_.uniform(0.5, 0.95));
                const double d = r * (1.0 - std::sqrt(0.5));
                return with(false, 4,
                            {{{w, -o}, {}},
                             {{w, 0}, {}},
                             {{w - r, r}, Point2{w - d, r - d}},
                             {{r, r}, {}},
                             {{0, 0}, Point2{d, r - d}}});
            }
            default: return std::nullopt;
        }
    }

    std::optional<Cut> draw_corner(Placement& placement, FaceClass face_class) {
        const auto site = placement.at_corner(limits_.room);
        if (!site) return std::nullopt;
        const double w = site->width_mm;
        const double h = site->height_mm;
        const double o = limits_.over_mm;
        if (face_class == RectangularThroughStep || face_class == RectangularBlindStep) {
            const bool through = face_class == RectangularThroughStep;
            Cut cut = cut_at(placement, *site, through, through ? 2 : 3);
            cut.outline = polygon({{-o, -o}, {w, -o}, {w, h}, {-o, h}});
            return cut;
        }
        Cut cut = cut_at(placement, *site, false, 2);
        if (face_class == TriangularBlindStep) {
            cut.outline = polygon({{-o, -o}, {w, -o}, {w, 0}, {0, h}, {-o, h}});
            return cut;
        }
        const double r = std::min(w, h);
        cut.outline.start = {-o, -o};
        cut.outline.pieces = {{{r, -o}, {}},
                              {{r, 0}, {}},
                              {{0, r}, Point2{r * std::sqrt(0.5), r * std::sqrt(0.5)}},
                              {{-o, r}, {}},
                              {{-o, -o}, {}}};
        return cut;
    }

    std::optional<Cut> draw_step(Placement& placement, FaceClass face_class) {
        const auto site = placement.across(limits_.room);
        if (!site) return std::nullopt;
        const double w = site->width_mm;
        const double h = site->height_mm;
        const double o = limits_.over_mm;
        Cut cut = cut_at(placement, *site, false, face_class == TwoSidesThroughStep ? 3 : 2);
        if (face_class == RectangularThroughStep) {
            cut.outline = polygon({{-o, -o}, {w + o, -o}, {w + o, h}, {-o, h}});
            return cut;
        }
        if (face_class == SlantedThroughStep) {
            double left = h;
            double right = h * rng_.uniform(0.2, 0.92);
            if (chance(0.5)) std::swap(left, right);
            const double slope = (right - left) / w;
            cut.outline = polygon(
                {{-o, -o}, {w + o, -o}, {w + o, right + slope * o}, {-o, left - slope * o}});
            return cut;
        }
        const double low = h * rng_.uniform(0.2, 0.92);
        const double middle = chance(0.7) ? w / 2.0 : rng_.uniform(0.25, 0.75) * w;
        const double slope_l = (h - low) / middle;
        const double slope_r = (h - low) / (w - middle);
        cut.outline = polygon({{-o, -o},
                               {w + o, -o},
                               {w + o, low - slope_r * o},
                               {middle, h},
                               {-o, low - slope_l * o}});
        return cut;
    }

    Rng rng_;
    Style style_;
    Limits limits_;
    bool rounding_ = true;  ///< of inner corners
    Workpiece piece_;
};

}  // namespace

Workpiece make_part(std::uint64_t seed, Style style) { return PartMaker{seed, style}.run(); }

Workpiece make_single(std::uint64_t seed, facts::FaceClass face_class) {
    while (true) {
        Workpiece piece = PartMaker{seed++, Style::Block}.run_single(face_class);
        if (piece.features() > 0) return piece;
    }
}

}  // namespace millrace::feature_parts
