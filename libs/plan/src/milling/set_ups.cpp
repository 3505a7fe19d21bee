#include "milling/set_ups.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <compare>
#include <map>
#include <tuple>

#include "millrace/geom/ray_scene.h"

namespace millrace::plan::milling {

namespace {

using geom::Vec3;

using AxisMask = unsigned;  // bit i: direction i of the part's axes
constexpr AxisMask kNoAxis = 0;
constexpr AxisMask kAnyAxis = 0b111111;

constexpr double kFloorCos = 0.99905;       // within 2.5° of the tool axis
constexpr double kWallSin = 0.0436;         // within 2.5° of being along the tool axis
constexpr double kParallelCos = 0.99966;    // within 1.5°
constexpr double kGrazing = 0.02;           // triangles just past vertical still count as a wall
constexpr double kConcave_rad = 0.35;       // 20°; flatter inner edges need no standing tool
constexpr double kSharp_mm = 0.05;          // a smaller radius is a sharp edge
constexpr double kSameHeight_mm = 0.001;    // what rounding does to a wall as high as tools reach
constexpr double kOnTop_mm = 0.05;          // from the outermost plane of the part
constexpr double kRayOffset_mm = 0.01;      // lifts a line of sight off its own surface
constexpr std::size_t kSightsMax = 60'000;  // triangles whose lines of sight are followed
// A patch below this share of the area does not deserve a set-up of its own.
constexpr double kSliver = 5e-4;

// Directions that can cut something: any one of `any`, or both ends of an axis in `both`.
struct Need {
    AxisMask any = kNoAxis;
    AxisMask both = kNoAxis;

    [[nodiscard]] AxisMask all() const { return any | both; }
    [[nodiscard]] bool met_by(AxisMask chosen) const {
        if ((any & chosen) != kNoAxis) return true;
        for (unsigned axis = 0; axis < 6; axis += 2) {
            const AxisMask ends = 3U << axis;
            if ((both & ends) == ends && (chosen & ends) == ends) return true;
        }
        return false;
    }
    auto operator<=>(const Need&) const = default;
};

// Something that has to be cut from one direction; a face, or the part of a face that looks one
// way.
struct Element {
    Need need;
    Vec3 normal_sum;  // area-weighted
    double area_mm2 = 0.0;
    std::uint32_t face = 0;
};

constexpr std::uint32_t kNoElement = 0xFFFFFFFF;

struct Elements {
    std::vector<Element> list;
    std::vector<std::uint32_t> of_triangle;  // kNoElement: nothing to mill there
};

AxisMask bit(int axis) { return 1U << static_cast<unsigned>(axis); }

std::vector<AxisMask> face_masks(const geom::BoundaryModel& model, const facts::PartFacts& facts) {
    std::vector<AxisMask> masks(model.faces.size(), kNoAxis);
    for (int axis = 0; axis < 6; ++axis) {
        for (const std::uint32_t face : facts.access.axes[static_cast<std::size_t>(axis)].faces) {
            if (face < masks.size()) masks[face] |= bit(axis);
        }
    }
    return masks;
}

bool stands_along(const geom::Face& face, Vec3 direction) {
    if (face.kind == geom::SurfaceKind::Plane) {
        return std::abs(dot(face.normal, direction)) < kWallSin;
    }
    return face.kind == geom::SurfaceKind::Cylinder &&
           std::abs(dot(face.axis, direction)) > kParallelCos;
}

// What each face needs, as far as it is one thing; and the directions along which it would be a
// wall higher than the tools reach. Up to twice as high such a wall is cut from both ends. A flat
// face that has no other side keeps its directions; a long cylinder is then cut lying down, patch
// by patch.
struct FaceNeeds {
    std::vector<Need> needs;
    std::vector<AxisMask> too_high;
};
FaceNeeds face_needs(const std::vector<AxisMask>& masks, const geom::BoundaryModel& model,
                     const PartAxes& axes, Length height_max) {
    std::vector<geom::Box> boxes(masks.size());
    for (std::size_t t = 0; t < model.mesh.face_of_triangle.size(); ++t) {
        const std::uint32_t face = model.mesh.face_of_triangle[t];
        if (face >= boxes.size()) continue;
        for (int k = 0; k < 3; ++k) boxes[face].add(axes.along(model.mesh.corner(t, k)));
    }
    FaceNeeds result{std::vector<Need>(masks.size()), std::vector<AxisMask>(masks.size(), kNoAxis)};
    for (std::size_t face = 0; face < masks.size(); ++face) {
        Need& need = result.needs[face];
        need.any = masks[face];
        for (int axis = 0; axis < 6; ++axis) {
            const double height = boxes[face].size()[axis / 2];
            if (height <= to_mm(height_max) + kSameHeight_mm) continue;
            const Vec3 direction = axes.direction[static_cast<std::size_t>(axis)];
            if (!stands_along(model.faces[face], direction)) continue;
            const bool seen = (masks[face] & bit(axis)) != kNoAxis;
            need.any &= ~bit(axis);
            if (seen && height <= 2.0 * to_mm(height_max) + kSameHeight_mm) need.both |= bit(axis);
            result.too_high[face] |= bit(axis);
        }
        const bool flat = model.faces[face].kind == geom::SurfaceKind::Plane;
        if (flat && need.all() == kNoAxis) need.any = masks[face];
    }
    return result;
}

AxisMask facing(const PartAxes& axes, Vec3 unit_normal) {
    AxisMask mask = kNoAxis;
    for (int axis = 0; axis < 6; ++axis) {
        if (dot(unit_normal, axes.direction[static_cast<std::size_t>(axis)]) >= -kGrazing) {
            mask |= bit(axis);
        }
    }
    return mask;
}

// Directions from which the middle of a triangle is in sight.
AxisMask in_sight(const PartAxes& axes, const geom::RayScene& scene, const geom::TriangleMesh& mesh,
                  std::size_t triangle, Vec3 unit_normal) {
    const Vec3 middle =
        (mesh.corner(triangle, 0) + mesh.corner(triangle, 1) + mesh.corner(triangle, 2)) / 3.0;
    const Vec3 origin = middle + unit_normal * kRayOffset_mm;
    AxisMask mask = facing(axes, unit_normal);
    for (int axis = 0; axis < 6; ++axis) {
        if ((mask & bit(axis)) == 0) continue;
        const Vec3 direction = axes.direction[static_cast<std::size_t>(axis)];
        if (scene.first_hit(origin, direction, kRayOffset_mm)) mask &= ~bit(axis);
    }
    return mask;
}

std::uint32_t face_of(const geom::TriangleMesh& mesh, std::size_t triangle) {
    return triangle < mesh.face_of_triangle.size() ? mesh.face_of_triangle[triangle] : 0;
}

// Facets on the wall of a hole that was recognised in a mesh, where no face names them.
std::vector<bool> drilled_facets(const geom::BoundaryModel& model, const facts::PartFacts& facts) {
    constexpr double kOnWall = 0.08;  // of the radius: sagitta of a wall of eight facets
    const auto& mesh = model.mesh;
    std::vector<bool> drilled(mesh.triangles.size(), false);
    for (const facts::Hole& hole : facts.holes) {
        const bool named = std::none_of(hole.faces.begin(), hole.faces.end(), [&](auto face) {
            return face >= model.faces.size() ||
                   model.faces[face].kind == geom::SurfaceKind::Facets;
        });
        if (named) continue;
        const double radius = to_mm(hole.diameter) / 2.0;
        const double half = to_mm(hole.depth) / 2.0 * 1.01;
        const auto on_wall = [&](Vec3 p) {
            const Vec3 from = p - hole.centre;
            const double up = dot(from, hole.axis);
            return std::abs(up) <= half &&
                   std::abs(geom::length(from - hole.axis * up) - radius) <= kOnWall * radius;
        };
        for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
            const Vec3 normal = geom::normalized(area_normal(mesh, t));
            if (std::abs(dot(normal, hole.axis)) > kWallSin) continue;
            if (on_wall(mesh.corner(t, 0)) && on_wall(mesh.corner(t, 1)) &&
                on_wall(mesh.corner(t, 2))) {
                drilled[t] = true;
            }
        }
    }
    return drilled;
}

// Faces seen whole from some direction are one element each. A face that no single direction sees
// whole (a full cylinder lying down, a mesh without faces) falls into patches in sight from the
// same directions; of a large mesh only every n-th line of sight is followed, and the rest are
// taken as free, which never asks for a set-up too many.
Elements make_elements(const geom::BoundaryModel& model, const facts::PartFacts& facts,
                       const PartAxes& axes, const FaceNeeds& of_face,
                       const std::vector<bool>& left_out) {
    Elements elements;
    const std::vector<Need>& needs = of_face.needs;
    const auto& mesh = model.mesh;
    elements.of_triangle.assign(mesh.triangles.size(), kNoElement);
    const auto seen_whole = [&](std::uint32_t face) {
        return face < needs.size() && needs[face].all() != kNoAxis;
    };
    const std::vector<bool> drilled = drilled_facets(model, facts);
    const auto skipped = [&](std::size_t t) {
        const std::uint32_t face = face_of(mesh, t);
        return drilled[t] || (face < left_out.size() && left_out[face]);
    };
    std::size_t broken_up = 0;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        if (!skipped(t) && !seen_whole(face_of(mesh, t))) ++broken_up;
    }
    const std::size_t stride = broken_up / kSightsMax + 1;
    std::optional<geom::RayScene> scene;
    if (broken_up > 0) scene.emplace(mesh);

    std::map<std::pair<std::uint32_t, Need>, std::uint32_t> index;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const std::uint32_t face = face_of(mesh, t);
        const Vec3 normal = area_normal(mesh, t);
        const double doubled = length(normal);
        if (skipped(t) || doubled <= 0.0) continue;
        const bool followed = !seen_whole(face) && t % stride == 0;
        Need need;
        if (seen_whole(face)) {
            need = needs[face];
        } else {
            need.any = followed ? in_sight(axes, *scene, mesh, t, normal / doubled)
                                : facing(axes, normal / doubled);
            const AxisMask low_enough =
                face < of_face.too_high.size() ? need.any & ~of_face.too_high[face] : need.any;
            if (low_enough != kNoAxis) need.any = low_enough;
        }
        if (need.all() == kNoAxis) continue;  // the facts report it as unreachable
        const auto [entry, added] =
            index.try_emplace({face, need}, static_cast<std::uint32_t>(elements.list.size()));
        if (added) elements.list.push_back({need, {}, 0.0, face});
        Element& element = elements.list[entry->second];
        element.normal_sum += normal;
        element.area_mm2 += doubled / 2.0 * (followed ? static_cast<double>(stride) : 1.0);
        elements.of_triangle[t] = entry->second;
    }
    return elements;
}

// Directions from which an end mill leaves a concave edge between two flat faces square to each
// other sharp: along the normal of one of them, which is then the floor and the other one the wall.
AxisMask sharp_from(const geom::Edge& edge, const geom::BoundaryModel& model, const PartAxes& axes,
                    const std::vector<AxisMask>& masks) {
    if (!edge.left_face || !edge.right_face || edge.dihedral_rad > -kConcave_rad) return kNoAxis;
    const std::array<std::uint32_t, 2> sides = {*edge.left_face, *edge.right_face};
    AxisMask seen = kAnyAxis;
    AxisMask normals = kNoAxis;
    for (const std::uint32_t face : sides) {
        if (face >= masks.size() || model.faces[face].kind != geom::SurfaceKind::Plane) {
            return kNoAxis;
        }
        seen &= masks[face];
        if (const auto axis = axes.of(model.faces[face].normal)) normals |= bit(*axis);
    }
    return seen & normals;
}

bool is_sharp(const facts::InternalCorner& corner) { return to_mm(corner.radius) < kSharp_mm; }

// Directions a hole can be drilled from; none when it lies along no axis direction. Where sight
// says that only one side of a through hole is open, only that side counts.
AxisMask hole_from(const facts::Hole& hole, const PartAxes& axes,
                   const std::vector<AxisMask>& masks) {
    const auto axis = axes.of(hole.axis);
    if (!axis) return kNoAxis;
    if (!hole.through) return bit(*axis);
    const AxisMask both = bit(*axis) | bit(*axis ^ 1);
    AxisMask seen = both;
    for (const std::uint32_t face : hole.faces) {
        if (face < masks.size() && (masks[face] & both) != kNoAxis) seen &= masks[face];
    }
    return seen != kNoAxis ? seen : both;
}

// Smallest set of directions that meets every requirement.
AxisMask cover(const std::vector<Need>& needed, const facts::PartFacts& facts,
               const PartAxes& axes) {
    const Vec3 size = axes.box.size();
    const auto cost = [&](AxisMask mask) {
        double height = 0.0;
        double seen = 0.0;  // breaks ties between equally flat clampings
        for (int axis = 0; axis < 6; ++axis) {
            if ((mask & bit(axis)) == 0) continue;
            height += size[axis / 2];
            seen += to_mm2(facts.access.axes[static_cast<std::size_t>(axis)].visible);
        }
        // Rounding keeps equal areas equal on every machine.
        return std::tuple(std::popcount(mask), std::round(height * 1000.0), -std::round(seen),
                          kAnyAxis - mask);
    };
    AxisMask best = kAnyAxis;
    for (AxisMask mask = 1; mask <= kAnyAxis; ++mask) {
        const bool covers = std::all_of(needed.begin(), needed.end(),
                                        [&](const Need& need) { return need.met_by(mask); });
        if (covers && cost(mask) < cost(best)) best = mask;
    }
    return best;
}

bool concave_with_radius(const geom::Face& face, double& radius_mm) {
    if (!face.concave) return false;
    if (face.kind == geom::SurfaceKind::Torus) {
        radius_mm = face.minor_radius_mm;
    } else if (face.kind == geom::SurfaceKind::Cylinder || face.kind == geom::SurfaceKind::Sphere) {
        radius_mm = face.radius_mm;
    } else {
        return false;
    }
    return radius_mm > 0.0;
}

// The set-up whose tool looks most squarely at an element; the earlier one of equals. A cylinder is
// cut as a wall along its axis where one of them can: the side of an end mill does in seconds what
// a ball nose follows for minutes, and where the seams of its halves lie does not matter.
std::size_t best_set_up(const geom::BoundaryModel& model, const PartAxes& axes,
                        const std::vector<SetUp>& set_ups, const Element& element) {
    std::size_t best = 0;
    double most = -2.0;
    const Vec3 normal = element.normal_sum / std::max(1e-12, 2.0 * element.area_mm2);
    const bool cylinder = element.face < model.faces.size() &&
                          model.faces[element.face].kind == geom::SurfaceKind::Cylinder;
    for (std::size_t i = 0; i < set_ups.size(); ++i) {
        if ((element.need.all() & bit(set_ups[i].axis)) == 0) continue;
        const Vec3 tool = axes.direction[static_cast<std::size_t>(set_ups[i].axis)];
        const double wall = cylinder && stands_along(model.faces[element.face], tool) ? 2.0 : 0.0;
        const double along = dot(normal, tool) + wall;
        if (along > most + 1e-6) {
            best = i;
            most = along;
        }
    }
    return best;
}

bool at_the_top(Vec3 point, const geom::Box& box, int axis) {
    const bool positive = axis % 2 == 0;
    const double top = positive ? box.max[axis / 2] : box.min[axis / 2];
    return std::abs(point[axis / 2] - top) < kOnTop_mm;
}

// A curved face that does not stand along the tool is followed by a ball nose as a whole: which of
// its facets happen to lie flat or upright is chance.
bool lies_curved(const geom::BoundaryModel& model, std::size_t triangle, Vec3 tool) {
    if (!model.curved_at(triangle)) return false;
    const geom::Face& face = model.faces[model.mesh.face_of_triangle[triangle]];
    return face.kind != geom::SurfaceKind::Cylinder || length(cross(face.axis, tool)) > kWallSin;
}

void share_out_area(const geom::BoundaryModel& model, const facts::PartFacts& facts,
                    const PartAxes& axes, const Elements& elements, std::vector<SetUp>& set_ups) {
    std::vector<std::size_t> set_up_of(elements.list.size());
    std::vector<double> freeform_of(elements.list.size(), 0.0);
    for (std::size_t e = 0; e < elements.list.size(); ++e) {
        set_up_of[e] = best_set_up(model, axes, set_ups, elements.list[e]);
    }
    const double mesh_area = geom::mass_properties(model.mesh).area_mm2;
    const double scale = mesh_area > 0.0 ? to_mm2(facts.area) / mesh_area : 1.0;
    for (std::size_t t = 0; t < elements.of_triangle.size(); ++t) {
        const std::uint32_t e = elements.of_triangle[t];
        if (e == kNoElement) continue;
        SetUp& set_up = set_ups[set_up_of[e]];
        const Vec3 normal = area_normal(model.mesh, t);
        const Area area = from_mm2(length(normal) / 2.0 * scale);
        const Vec3 tool = axes.direction[static_cast<std::size_t>(set_up.axis)];
        const double along = dot(geom::normalized(normal), tool);
        const bool ball = lies_curved(model, t, tool);
        if (!ball && along > kFloorCos &&
            at_the_top(axes.along(model.mesh.corner(t, 0)), axes.box, set_up.axis)) {
            set_up.top += area;
        } else if (!ball && along > kFloorCos) {
            set_up.floor += area;
        } else if (!ball && std::abs(along) < kWallSin) {
            set_up.wall += area;
        } else {
            set_up.freeform += area;
            freeform_of[e] += to_mm2(area);
        }
    }
    const auto each_concave = [&](auto&& visit) {
        for (std::size_t e = 0; e < elements.list.size(); ++e) {
            double radius_mm = 0.0;
            const std::uint32_t face = elements.list[e].face;
            if (freeform_of[e] <= 0.0 || face >= model.faces.size()) continue;
            if (!concave_with_radius(model.faces[face], radius_mm)) continue;
            visit(set_ups[set_up_of[e]], radius_mm, freeform_of[e]);
        }
    };
    each_concave([](SetUp& set_up, double radius_mm, double) {
        const Length radius = from_mm(radius_mm);
        if (!set_up.concave_radius_min || radius < *set_up.concave_radius_min) {
            set_up.concave_radius_min = radius;
        }
    });
    each_concave([](SetUp& set_up, double radius_mm, double area_mm2) {
        if (radius_mm < 2.0 * to_mm(*set_up.concave_radius_min)) {
            set_up.concave_tight += from_mm2(area_mm2);
        }
    });
}

// Features go to the first set-up that can cut them, once the set-ups stand in order.
void share_out_features(const facts::PartFacts& facts, const std::vector<AxisMask>& masks,
                        const std::vector<AxisMask>& hole_masks, SetUpPlan& plan) {
    const auto first = [&](AxisMask mask) -> SetUp* {
        for (SetUp& set_up : plan.set_ups) {
            if ((mask & bit(set_up.axis)) != 0) return &set_up;
        }
        return nullptr;
    };
    for (std::uint32_t i = 0; i < facts.holes.size(); ++i) {
        if (SetUp* set_up = first(hole_masks[i])) set_up->holes.push_back(i);
    }
    for (std::uint32_t i = 0; i < facts.pockets.size(); ++i) {
        const auto axis = plan.axes.of(facts.pockets[i].direction);
        if (!axis) continue;
        if (SetUp* set_up = first(bit(*axis))) set_up->pockets.push_back(i);
    }
    for (std::uint32_t i = 0; i < facts.corners.size(); ++i) {
        const auto axis = plan.axes.of(facts.corners[i].axis);
        if (!axis || is_sharp(facts.corners[i])) continue;
        AxisMask along = bit(*axis) | bit(*axis ^ 1);
        AxisMask seen = kAnyAxis;
        for (const std::uint32_t face : facts.corners[i].place.faces) {
            if (face < masks.size() && masks[face] != kNoAxis) seen &= masks[face];
        }
        along &= seen;
        if (SetUp* set_up = first(along)) set_up->corners.push_back(i);
    }
}

}  // namespace

std::optional<int> PartAxes::of(Vec3 unit) const {
    for (int axis = 0; axis < 6; ++axis) {
        if (dot(unit, direction[static_cast<std::size_t>(axis)]) > kParallelCos) return axis;
    }
    return std::nullopt;
}

PartAxes part_axes(const geom::BoundaryModel& model, const facts::PartFacts& facts) {
    PartAxes axes;
    axes.direction = facts::axis_directions(facts.set_ups.frame);
    axes.model = axes.direction == geom::kAxisDirections;
    if (axes.model) {
        axes.box = facts.box;
        return axes;
    }
    for (std::size_t t = 0; t < model.mesh.triangles.size(); ++t) {
        for (int k = 0; k < 3; ++k) axes.box.add(axes.along(model.mesh.corner(t, k)));
    }
    return axes;
}

SetUpPlan choose_set_ups(const geom::BoundaryModel& model, const facts::PartFacts& facts,
                         Length wall_height_max) {
    SetUpPlan plan;
    plan.axes = part_axes(model, facts);
    const PartAxes& axes = plan.axes;
    const std::vector<AxisMask> masks = face_masks(model, facts);
    std::vector<bool> left_out(model.faces.size(), false);
    for (const std::uint32_t face : facts.access.unreachable_faces) {
        if (face < left_out.size()) left_out[face] = true;
    }
    std::vector<Need> needed;
    std::vector<AxisMask> hole_masks;
    for (std::uint32_t i = 0; i < facts.holes.size(); ++i) {
        for (const std::uint32_t face : facts.holes[i].faces) {
            const bool own =
                face < left_out.size() && model.faces[face].kind != geom::SurfaceKind::Facets;
            if (own) left_out[face] = true;
        }
        hole_masks.push_back(hole_from(facts.holes[i], axes, masks));
        if (hole_masks.back() == kNoAxis) {
            plan.angled_holes.push_back(i);
        } else {
            needed.push_back({hole_masks.back(), kNoAxis});
        }
    }
    for (std::uint32_t i = 0; i < facts.corners.size(); ++i) {
        if (is_sharp(facts.corners[i])) plan.sharp_corners.push_back(i);
    }
    for (const geom::Edge& edge : model.edges) {
        const AxisMask mask = sharp_from(edge, model, axes, masks);
        if (mask != kNoAxis) needed.push_back({mask, kNoAxis});
    }
    const Elements elements = make_elements(
        model, facts, axes, face_needs(masks, model, axes, wall_height_max), left_out);
    for (const Element& element : elements.list) {
        if (element.area_mm2 > kSliver * to_mm2(facts.area)) needed.push_back(element.need);
    }
    const AxisMask chosen = cover(needed, facts, axes);
    for (int axis = 0; axis < 6; ++axis) {
        if ((chosen & bit(axis)) == 0) continue;
        plan.set_ups.emplace_back();
        plan.set_ups.back().axis = axis;
    }
    const auto visible = [&](const SetUp& set_up) {
        return facts.access.axes[static_cast<std::size_t>(set_up.axis)].visible;
    };
    std::stable_sort(plan.set_ups.begin(), plan.set_ups.end(),
                     [&](const SetUp& a, const SetUp& b) { return visible(a) > visible(b); });
    share_out_area(model, facts, axes, elements, plan.set_ups);
    share_out_features(facts, masks, hole_masks, plan);
    Area freeform;
    Area all;
    for (const SetUp& set_up : plan.set_ups) {
        freeform += set_up.freeform;
        all += set_up.area();
    }
    plan.freeform_share = to_mm2(all) > 0.0 ? freeform / all : 0.0;
    return plan;
}

}  // namespace millrace::plan::milling
