// Sheet metal: from a boundary model to bends, flanges, cut-outs and the flat pattern
// (docs/algorithms/unfolding.md).
#include "measure_sheet.h"

#include <algorithm>
#include <cmath>

#include "bends.h"
#include "refold.h"

namespace millrace::facts {
namespace {

using namespace sheet;  // the internals of this folder

// A refolded pattern farther from the part than this is not its pattern.
constexpr double kRefoldMax_mm = 0.02;
// Volume that skin times thickness may miss before a part is no sheet at all, and before it is one
// that is not worked from constant thickness.
constexpr double kSheetLike = 0.75;
constexpr double kConstant = 0.12;
constexpr double kSkinShareMin = 0.4;

std::uint32_t largest_plane(const geom::BoundaryModel& model, const Mates& mates,
                            const std::vector<bool>& formed) {
    std::uint32_t best = kNone;
    for (std::uint32_t f = 0; f < model.faces.size(); ++f) {
        const geom::Face& face = model.faces[f];
        if (face.kind != geom::SurfaceKind::Plane || mates.of[f].empty() || formed[f]) continue;
        if (best == kNone || face.area_mm2 > model.faces[best].area_mm2) best = f;
    }
    return best;
}

std::uint32_t largest_mate(const geom::BoundaryModel& model, const Mates& mates,
                           std::uint32_t face) {
    return *std::max_element(mates.of[face].begin(), mates.of[face].end(),
                             [&](std::uint32_t a, std::uint32_t b) {
                                 return model.faces[a].area_mm2 < model.faces[b].area_mm2;
                             });
}

/// Length of bends towards the side minus those away from it.
double upward(const geom::BoundaryModel& model, const Skin& skin) {
    double sum = 0.0;
    for (const std::uint32_t f : skin.faces) {
        const geom::Face& face = model.faces[f];
        if (face.kind == geom::SurfaceKind::Cylinder)
            sum += (face.axial_max_mm - face.axial_min_mm) * (face.concave ? 1.0 : -1.0);
    }
    return sum;
}

struct Sides {
    Skin near;
    Skin far;
    bool bent = false;
};

Sides find_sides(const geom::BoundaryModel& model, const Mates& mates,
                 const std::vector<bool>& formed, std::uint32_t root) {
    const std::uint32_t other = largest_mate(model, mates, root);
    Sides sides{grow_skin(model, mates, formed, root, 1.0),
                grow_skin(model, mates, formed, other, -1.0)};
    // Drawn from the side that most bends fold up to.
    if (upward(model, sides.near) < -1e-9) {
        sides = {grow_skin(model, mates, formed, other, 1.0),
                 grow_skin(model, mates, formed, root, -1.0)};
    }
    sides.bent = std::any_of(
        sides.near.faces.begin(), sides.near.faces.end(),
        [&](std::uint32_t f) { return model.faces[f].kind == geom::SurfaceKind::Cylinder; });
    return sides;
}

/// Mated faces that neither side reached, largest first, at most ten.
std::vector<std::uint32_t> left_over(const geom::BoundaryModel& model, const Mates& mates,
                                     const Sides& sides) {
    std::vector<std::uint32_t> faces;
    for (std::uint32_t f = 0; f < model.faces.size(); ++f) {
        if (!sides.near.holds[f] && !sides.far.holds[f] && !mates.of[f].empty()) faces.push_back(f);
    }
    std::sort(faces.begin(), faces.end(), [&](std::uint32_t a, std::uint32_t b) {
        const double x = model.faces[a].area_mm2;
        const double y = model.faces[b].area_mm2;
        return x != y ? x > y : a < b;
    });
    if (faces.size() > 10) faces.resize(10);
    return faces;
}

/// A sharp inner edge between a flange and another plane of the same thickness.
std::optional<SheetRefusal> sharp_bend(const geom::BoundaryModel& model, const Mates& mates,
                                       const Sides& sides) {
    for (const geom::Edge& edge : model.edges) {
        if (!edge.left_face || !edge.right_face || edge.dihedral_rad > -0.1) continue;
        if (edge.kind != geom::CurveKind::Line) continue;
        for (const auto& [in, out] : {std::pair{*edge.left_face, *edge.right_face},
                                      std::pair{*edge.right_face, *edge.left_face}}) {
            const bool from_skin = sides.near.holds[in] || sides.far.holds[in];
            if (!from_skin || sides.near.holds[out] || sides.far.holds[out]) continue;
            if (mates.of[out].empty()) continue;
            // As large as a flange, not the wall of a notch.
            const geom::Face& flange = model.faces[out];
            if (flange.kind != geom::SurfaceKind::Plane) continue;
            if (flange.area_mm2 < 2.0 * edge.length_mm * mates.thickness_mm) continue;
            return SheetRefusal{"sharp_bend",
                                "Faces " + std::to_string(in) + " and " + std::to_string(out) +
                                    " meet at a sharp inner edge; a bend needs an inside radius "
                                    "to be unfolded.",
                                {in, out}};
        }
    }
    return std::nullopt;
}

/// A surface curved in two directions that continues a flange smoothly.
std::optional<SheetRefusal> doubly_curved(const geom::BoundaryModel& model, const Sides& sides,
                                          const std::vector<bool>& formed) {
    for (const geom::Edge& edge : model.edges) {
        if (!edge.left_face || !edge.right_face || edge.seam || !smooth(edge)) continue;
        for (const auto& [in, out] : {std::pair{*edge.left_face, *edge.right_face},
                                      std::pair{*edge.right_face, *edge.left_face}}) {
            if (!sides.near.holds[in] || sides.near.holds[out] || formed[out]) continue;
            const geom::SurfaceKind kind = model.faces[out].kind;
            if (kind == geom::SurfaceKind::Plane || kind == geom::SurfaceKind::Cylinder) continue;
            // Rounded sheet edges are no wider than the sheet is thick.
            const geom::Face& face = model.faces[out];
            if (face.area_mm2 < 3.0 * edge.length_mm * 0.5) continue;
            return SheetRefusal{"doubly_curved",
                                "Face " + std::to_string(out) +
                                    " continues a flange and is curved in two directions; sheet "
                                    "stretches there and has no exact flat pattern.",
                                {out}};
        }
    }
    return std::nullopt;
}

std::optional<SheetRefusal> make_outline(const geom::BoundaryModel& model,
                                         const std::vector<Piece>& pieces,
                                         std::vector<ChainedLoop>& loops) {
    std::optional<std::uint32_t> open;
    loops = chain(pieces, open);
    if (open) {
        const Piece& piece = pieces[*open];
        const auto wall = across(model.edges[piece.edge], piece.face).value_or(piece.face);
        return SheetRefusal{"open_outline",
                            "The outline of the flat pattern stays open at face " +
                                std::to_string(wall) +
                                ": the sheet's edge there is neither a square cut nor a chamfer.",
                            {wall}};
    }
    if (loops.empty()) {
        return SheetRefusal{"open_outline", "The flat pattern has no outline.", {}};
    }
    std::stable_sort(loops.begin(), loops.end(), [](const auto& a, const auto& b) {
        return std::abs(a.area_mm2) > std::abs(b.area_mm2);
    });
    for (std::size_t i = 0; i < loops.size(); ++i) {
        ChainedLoop& loop = loops[i];
        if ((loop.area_mm2 > 0.0) == (i == 0)) continue;
        reverse(loop.loop);
        loop.area_mm2 = -loop.area_mm2;
    }
    return std::nullopt;
}

std::optional<SheetRefusal> find_overlap(const std::vector<geom::OutlineLoop>& loops,
                                         const Skin& skin) {
    const auto where = crossing(loops);
    if (!where) return std::nullopt;
    return SheetRefusal{"overlap",
                        "Unfolded, the sheet would cover itself near (" + fixed_text(where->x, 2) +
                            ", " + fixed_text(where->y, 2) +
                            ") mm of the flat pattern; it cannot be cut from one piece.",
                        {skin.root}};
}

/// An emboss shows on both sides of the sheet, as two sets of faces that are mates.
void add_forms(const Walls& walls, const Mates& mates, Sheet& out) {
    std::vector<bool> told(walls.list.size(), false);
    for (std::size_t i = 0; i < walls.list.size(); ++i) {
        const Wall& wall = walls.list[i];
        if (wall.form.empty() || told[i]) continue;
        FormedFeature form{wall.form, wall.faces};
        if (wall.formed) {
            for (const std::uint32_t face : wall.faces) {
                for (const std::uint32_t mate : mates.of[face]) {
                    const std::uint32_t other = walls.of_face[mate];
                    if (other == kNone || other == i || told[other]) continue;
                    if (!walls.list[other].formed) continue;
                    told[other] = true;
                    const auto& more = walls.list[other].faces;
                    form.faces.insert(form.faces.end(), more.begin(), more.end());
                }
            }
            std::sort(form.faces.begin(), form.faces.end());
        }
        out.formed.push_back(std::move(form));
    }
}

/// Why the two sides are no sheet of one thickness: empty when they are.
struct Verdict {
    bool none = false;  ///< not like sheet at all
    std::optional<SheetRefusal> refusal;
};

Verdict judge(const geom::BoundaryModel& model, const Mates& mates, const Sides& sides,
              const std::vector<bool>& formed) {
    const double skin = (sides.near.area_mm2 + sides.far.area_mm2) / 2.0;
    // Thicker than a fifth of its extent a plate is a block.
    if (skin < 25.0 * mates.thickness_mm * mates.thickness_mm) return {true, {}};
    for (const std::uint32_t f : sides.near.faces) {
        if (!sides.far.holds[f]) continue;
        return {false, SheetRefusal{"one_sided",
                                    "Both sides of the sheet run into each other at face " +
                                        std::to_string(f) + "; its edge is rounded over.",
                                    {f}}};
    }
    if (auto refusal = doubly_curved(model, sides, formed)) return {false, std::move(refusal)};
    const double miss = skin * mates.thickness_mm / model.bodies[0].volume_mm3 - 1.0;
    if (std::abs(miss) <= kConstant) return {};
    if (auto refusal = sharp_bend(model, mates, sides)) return {false, std::move(refusal)};
    if (!sides.bent) return {true, {}};
    return {false,
            SheetRefusal{"not_constant_thickness",
                         "Flanges joined by bends make up " + fixed_text(100.0 * (miss + 1.0), 0) +
                             " % of the volume at " + fixed_text(mates.thickness_mm, 3) +
                             " mm thickness; the rest meets them without a bend or has "
                             "another thickness.",
                         left_over(model, mates, sides)}};
}

/// Both sides in the plane, and what lies between them.
struct Pattern {
    Unfolded near_flat;
    Unfolded far_flat;
    Walls walls;
    std::vector<Piece> near_pieces;
    std::vector<Piece> far_pieces;
    std::vector<ChainedLoop> outline;  ///< the first is the outer one
    std::vector<geom::OutlineLoop> loops;
    double refold_mm = 0.0;
};

/// Pieces of the other side's holes that something raised hides on this one.
void add_hidden(const std::vector<Piece>& from, const Walls& walls, bool Wall::*raised,
                std::vector<Piece>& to) {
    std::vector<Piece> hidden;
    for (const Piece& piece : from) {
        if (piece.wall == kNone || !walls.list[piece.wall].bore.empty()) continue;
        if (walls.list[piece.wall].*raised) hidden.push_back(piece);
    }
    to.insert(to.end(), hidden.begin(), hidden.end());
}

std::optional<SheetRefusal> flatten(const geom::BoundaryModel& model, const Mates& mates,
                                    const Sides& sides, const std::vector<bool>& formed,
                                    const SheetOptions& options, Pattern& out) {
    const double thickness = mates.thickness_mm;
    if (auto refusal = unfold(model, sides.near, thickness, options, out.near_flat)) return refusal;
    if (auto refusal = unfold(model, sides.far, thickness, options, out.far_flat)) return refusal;
    out.walls = find_walls(model, sides.near, sides.far, formed, thickness);
    out.near_pieces = outline_pieces(model, sides.near, sides.far, out.near_flat, out.walls, true);
    out.far_pieces = outline_pieces(model, sides.far, sides.near, out.far_flat, out.walls, false);
    // A pressed-in nut or a collar hides the hole on its side; the other side shows it.
    const std::vector<Piece> near_own = out.near_pieces;
    add_hidden(out.far_pieces, out.walls, &Wall::raised_near, out.near_pieces);
    add_hidden(near_own, out.walls, &Wall::raised_far, out.far_pieces);
    if (auto refusal = make_outline(model, out.near_pieces, out.outline)) return refusal;
    for (const ChainedLoop& loop : out.outline) out.loops.push_back(loop.loop);
    if (auto refusal = find_overlap(out.loops, sides.near)) return refusal;
    const RefoldError refold = refold_error(model, sides.near, out.near_flat, out.near_pieces,
                                            sides.far, out.far_flat, out.far_pieces, mates);
    out.refold_mm = refold.largest_mm;
    if (refold.largest_mm <= kRefoldMax_mm) return std::nullopt;
    return SheetRefusal{
        "refold",
        "Folded up again, the flat pattern misses the part by " + fixed_text(refold.largest_mm, 3) +
            " mm at face " + std::to_string(refold.faces.front()) + "; the limit is " +
            fixed_text(kRefoldMax_mm, 2) + " mm. A cut there is not square to the sheet.",
        refold.faces};
}

/// Sizes of the pattern, moved to the lower left.
Move2 measure_flat(Pattern& pattern, FlatPattern& flat) {
    const Move2 move = to_lower_left(pattern.loops);
    for (geom::OutlineLoop& loop : pattern.loops) apply(move, loop);
    const Extent x = extent(std::span{pattern.loops}.first(1), {1.0, 0.0});
    const Extent y = extent(std::span{pattern.loops}.first(1), {0.0, 1.0});
    flat.length = from_mm(x.high - x.low);
    flat.width = from_mm(y.high - y.low);
    double area = 0.0;
    double cut = 0.0;
    for (const geom::OutlineLoop& loop : pattern.loops) {
        area += signed_area(loop);
        cut += perimeter(loop);
    }
    double chord = 0.0;
    for (const Piece& piece : pattern.near_pieces) chord = std::max(chord, piece.chord_error_mm);
    flat.area = from_mm2(area);
    flat.cut_length = from_mm(cut);
    flat.refold_error = from_mm(pattern.refold_mm);
    flat.chord_error = from_mm(chord);
    return move;
}

}  // namespace

SheetFacts measure_sheet(const geom::BoundaryModel& model, const SheetOptions& options) {
    const double thickness = likely_thickness(model);
    if (!(thickness > 0.0)) return std::monostate{};
    const Mates mates = find_mates(model, thickness);
    if (mates.area_mm2 < kSkinShareMin * model.bodies[0].area_mm2 ||
        mates.area_mm2 * thickness / 2.0 < kSheetLike * model.bodies[0].volume_mm3) {
        return std::monostate{};
    }
    const std::vector<bool> formed = formed_faces(model, mates);
    const std::uint32_t root = largest_plane(model, mates, formed);
    if (root == kNone) return std::monostate{};
    const Sides sides = find_sides(model, mates, formed, root);
    Verdict verdict = judge(model, mates, sides, formed);
    if (verdict.none) return std::monostate{};
    if (verdict.refusal) return *std::move(verdict.refusal);
    Pattern pattern;
    if (auto refusal = flatten(model, mates, sides, formed, options, pattern))
        return *std::move(refusal);

    Sheet out;
    out.thickness = from_mm(thickness);
    const Move2 move = measure_flat(pattern, out.flat);
    const BendSet bends =
        find_bends(model, sides.near, pattern.near_flat, thickness, options, move);
    out.bends = bends.bends;
    out.flanges = find_flanges(model, sides.near, pattern.near_flat, bends, thickness);
    out.cut_outs = find_cut_outs(model, pattern.near_pieces, pattern.walls, pattern.outline);
    add_forms(pattern.walls, mates, out);
    out.flat.loops = std::move(pattern.loops);
    return out;
}

SheetFacts measure_mesh_sheet(double volume_mm3, double area_mm2, double median_wall_mm) {
    if (!(volume_mm3 > 0.0) || !(area_mm2 > 0.0) || !(median_wall_mm > 0.0))
        return std::monostate{};
    // A sheet's volume is half its surface times its thickness, but for the cut edges.
    const double mean = 2.0 * volume_mm3 / area_mm2;
    const bool even = mean > 0.85 * median_wall_mm && mean < 1.02 * median_wall_mm;
    if (!even || mean > 6.0 || mean > 0.04 * std::sqrt(area_mm2 / 2.0)) return std::monostate{};
    return SheetRefusal{"mesh",
                        "The part looks like sheet of " + fixed_text(median_wall_mm, 2) +
                            " mm, but its file is a mesh, whose facets do not say where bends "
                            "begin; a STEP file of it can be unfolded.",
                        {}};
}

double k_factor_din6935(Length inside_radius, Length thickness) {
    const double ratio = std::max(to_mm(inside_radius) / to_mm(thickness), 0.1);
    return std::min(1.0, 0.65 + 0.5 * std::log10(ratio)) / 2.0;
}

Length bend_allowance(Angle angle, Length inside_radius, Length thickness, double k_factor) {
    return (inside_radius + thickness * k_factor) * to_rad(angle);
}

}  // namespace millrace::facts
