#include "moulding_blocks.h"

#include <algorithm>
#include <cmath>

namespace millrace::facts {
namespace {

using geom::Vec3;

/// Cells of a block; everything outside is empty.
struct Cells {
    std::array<std::vector<double>, 3> grid;
    std::vector<bool> solid;

    [[nodiscard]] int count(int axis) const {
        return static_cast<int>(grid[static_cast<std::size_t>(axis)].size()) - 1;
    }
    [[nodiscard]] std::size_t index(const std::array<int, 3>& c) const {
        return static_cast<std::size_t>((c[2] * count(1) + c[1]) * count(0) + c[0]);
    }
    [[nodiscard]] bool at(const std::array<int, 3>& c) const {
        for (int a = 0; a < 3; ++a) {
            if (c[static_cast<std::size_t>(a)] < 0 || c[static_cast<std::size_t>(a)] >= count(a)) {
                return false;
            }
        }
        return solid[index(c)];
    }
    /// Nothing solid from `c` on in this sense.
    [[nodiscard]] bool free_from(std::array<int, 3> c, std::size_t axis, int step) const {
        for (; c[axis] >= 0 && c[axis] < count(static_cast<int>(axis)); c[axis] += step) {
            if (at(c)) return false;
        }
        return true;
    }
};

std::vector<double> random_grid(Rng& rng, double size, int cells) {
    std::vector<double> cuts{0.0};
    for (int k = 1; k < cells; ++k) cuts.push_back(size * (k + rng.uniform(-0.3, 0.3)) / cells);
    cuts.push_back(size);
    return cuts;
}

void cut(Cells& cells, const std::array<int, 3>& from, const std::array<int, 3>& to) {
    std::array<int, 3> c{};
    for (c[0] = from[0]; c[0] < to[0]; ++c[0])
        for (c[1] = from[1]; c[1] < to[1]; ++c[1])
            for (c[2] = from[2]; c[2] < to[2]; ++c[2]) cells.solid[cells.index(c)] = false;
}

/// A hole, slot or T-slot along or into a random axis.
void random_cut(Rng& rng, Cells& cells) {
    const auto axis = static_cast<std::size_t>(rng.below(3));
    const std::size_t u = (axis + 1) % 3;
    const std::size_t v = (axis + 2) % 3;
    const auto below = [&](int n) {
        return static_cast<int>(rng.below(static_cast<std::uint64_t>(n)));
    };
    std::array<int, 3> from{};
    std::array<int, 3> to{};
    const int nu = cells.count(static_cast<int>(u));
    const int nv = cells.count(static_cast<int>(v));
    const int na = cells.count(static_cast<int>(axis));
    from[u] = 1 + below(nu - 2);
    to[u] = from[u] + 1;
    from[v] = 1 + below(nv - 2);
    to[v] = from[v] + 1;
    const bool blind = rng.uniform() < 0.5;
    const int depth = blind ? 1 + below(na - 2) : na;
    const bool low = rng.uniform() < 0.5;
    from[axis] = low ? 0 : na - depth;
    to[axis] = low ? depth : na;
    const double kind = rng.uniform();
    if (kind < 0.4) {  // a hole
        cut(cells, from, to);
        return;
    }
    // A slot: the hole opened towards +v.
    to[v] = nv;
    cut(cells, from, to);
    if (kind < 0.7) return;
    // A T-slot: wider at its floor.
    to[v] = from[v] + 1;
    from[u] = std::max(1, from[u] - 1);
    to[u] = std::min(nu - 1, to[u] + 1);
    cut(cells, from, to);
}

/// The solid cell and the side that a triangle of block_part() belongs to.
std::array<int, 3> cell_behind(const Cells& cells, Vec3 inside) {
    std::array<int, 3> c{};
    for (std::size_t a = 0; a < 3; ++a) {
        const auto& grid = cells.grid[a];
        c[a] = static_cast<int>(
                   std::upper_bound(grid.begin(), grid.end(), inside[static_cast<int>(a)]) -
                   grid.begin()) -
               1;
    }
    return c;
}

/// Ear clipping; the polygon is simple and counter-clockwise.
std::vector<std::array<std::uint32_t, 3>> clip_ears(const std::vector<ProfileXz>& polygon) {
    std::vector<std::uint32_t> left(polygon.size());
    for (std::uint32_t i = 0; i < left.size(); ++i) left[i] = i;
    const auto turn = [&](std::uint32_t a, std::uint32_t b, std::uint32_t c) {
        return (polygon[b].x - polygon[a].x) * (polygon[c].z - polygon[a].z) -
               (polygon[b].z - polygon[a].z) * (polygon[c].x - polygon[a].x);
    };
    std::vector<std::array<std::uint32_t, 3>> triangles;
    while (left.size() > 3) {
        bool found = false;
        for (std::size_t i = 0; i < left.size() && !found; ++i) {
            const std::uint32_t a = left[(i + left.size() - 1) % left.size()];
            const std::uint32_t b = left[i];
            const std::uint32_t c = left[(i + 1) % left.size()];
            if (turn(a, b, c) <= 1e-12) continue;
            const bool empty = std::none_of(left.begin(), left.end(), [&](std::uint32_t p) {
                return p != a && p != b && p != c && turn(a, b, p) >= -1e-12 &&
                       turn(b, c, p) >= -1e-12 && turn(c, a, p) >= -1e-12;
            });
            if (!empty) continue;
            triangles.push_back({a, b, c});
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
            found = true;
        }
        if (!found) break;
    }
    if (left.size() == 3) triangles.push_back({left[0], left[1], left[2]});
    return triangles;
}

geom::BoundaryModel extrude(const std::vector<ProfileXz>& profile, double depth) {
    geom::BoundaryModel model;
    model.exact = true;
    const auto n = static_cast<std::uint32_t>(profile.size());
    auto& mesh = model.mesh;
    for (const double y : {0.0, depth}) {
        for (const ProfileXz& p : profile) mesh.vertices.push_back({p.x, y, p.z});
    }
    const auto add_face = [&](Vec3 normal, Vec3 at) {
        geom::Face face;
        face.kind = geom::SurfaceKind::Plane;
        face.normal = face.axis = normal;
        face.origin = at;
        model.faces.push_back(face);
        return static_cast<std::uint32_t>(model.faces.size() - 1);
    };
    const auto add = [&](std::array<std::uint32_t, 3> t, std::uint32_t face) {
        mesh.triangles.push_back(t);
        mesh.face_of_triangle.push_back(face);
        mesh.corner_normals.push_back(
            {model.faces[face].normal, model.faces[face].normal, model.faces[face].normal});
        model.faces[face].area_mm2 += length(area_normal(mesh, mesh.triangles.size() - 1)) / 2.0;
    };
    for (std::uint32_t i = 0; i < n; ++i) {
        const std::uint32_t j = (i + 1) % n;
        const double dx = profile[j].x - profile[i].x;
        const double dz = profile[j].z - profile[i].z;
        const std::uint32_t face = add_face(normalized(Vec3{dz, 0.0, -dx}), mesh.vertices[i]);
        add({i, n + j, j}, face);
        add({i, n + i, n + j}, face);
        geom::Edge edge;
        edge.kind = geom::CurveKind::Line;
        edge.start = mesh.vertices[j];
        edge.end = mesh.vertices[n + j];
        edge.middle = (edge.start + edge.end) / 2.0;
        edge.length_mm = depth;
        edge.left_face = face;
        edge.right_face = (i + 1) % n;
        const ProfileXz next = profile[(j + 1) % n];
        edge.dihedral_rad = std::atan2(dx * (next.z - profile[j].z) - dz * (next.x - profile[j].x),
                                       dx * (next.x - profile[j].x) + dz * (next.z - profile[j].z));
        model.edges.push_back(edge);
    }
    const std::uint32_t front = add_face({0, -1, 0}, mesh.vertices[0]);
    const std::uint32_t back = add_face({0, 1, 0}, mesh.vertices[n]);
    for (const auto& t : clip_ears(profile)) {
        add({t[0], t[1], t[2]}, front);
        add({n + t[0], n + t[2], n + t[1]}, back);
    }
    geom::Body body;
    body.solid = true;
    body.volume_mm3 = mass_properties(mesh).volume_mm3;
    body.area_mm2 = mass_properties(mesh).area_mm2;
    model.bodies = {body};
    return model;
}

/// Nothing of the profile above (or below) a point.
bool free_along_z(const std::vector<ProfileXz>& profile, double x, double z, bool up) {
    for (std::size_t i = 0; i < profile.size(); ++i) {
        const ProfileXz& a = profile[i];
        const ProfileXz& b = profile[(i + 1) % profile.size()];
        if (a.z != b.z || (a.x - x) * (b.x - x) >= 0.0) continue;
        if (up ? a.z > z : a.z < z) return false;
    }
    return true;
}

std::vector<ExtrudedProfile::Shadow> shadows(const std::vector<ProfileXz>& profile) {
    constexpr double kBeside = 1e-6;
    std::vector<ExtrudedProfile::Shadow> found;
    for (std::uint32_t i = 0; i < profile.size(); ++i) {
        const ProfileXz& a = profile[i];
        const ProfileXz& b = profile[(i + 1) % profile.size()];
        const bool flat = a.z == b.z;
        std::vector<double> cuts{flat ? a.x : a.z, flat ? b.x : b.z};
        for (const ProfileXz& p : profile) {
            const double at = flat ? p.x : p.z;
            if ((at - cuts[0]) * (at - cuts[1]) < 0.0) cuts.push_back(at);
        }
        std::sort(cuts.begin(), cuts.end());
        for (std::size_t k = 0; k + 1 < cuts.size(); ++k) {
            const double middle = (cuts[k] + cuts[k + 1]) / 2.0;
            bool free = false;
            if (flat) {
                const bool up = b.x < a.x;  // material on the left: a top runs towards -x
                free = free_along_z(profile, middle, a.z, up);
            } else {
                const double x = a.x + (b.z > a.z ? kBeside : -kBeside);
                free = free_along_z(profile, x, middle, true) ||
                       free_along_z(profile, x, middle, false);
            }
            if (!free) found.push_back({i, cuts[k], cuts[k + 1]});
        }
    }
    return found;
}

}  // namespace

GridBlock random_block(Rng& rng) {
    Cells cells;
    cells.grid = {random_grid(rng, 60, 7), random_grid(rng, 50, 6), random_grid(rng, 40, 6)};
    cells.solid.assign(static_cast<std::size_t>(cells.count(0) * cells.count(1) * cells.count(2)),
                       true);
    const auto cuts = 1 + rng.below(5);
    for (std::uint64_t k = 0; k < cuts; ++k) random_cut(rng, cells);
    GridBlock block;
    block.model = block_part(cells.grid[0], cells.grid[1], cells.grid[2], [&](int i, int j, int k) {
        return cells.at({i, j, k});
    });
    const auto& mesh = block.model.mesh;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        auto& undercut = block.undercut[axis];
        undercut.resize(mesh.triangles.size());
        for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
            const Vec3 normal = normalized(area_normal(mesh, t));
            const Vec3 middle = (mesh.corner(t, 0) + mesh.corner(t, 1) + mesh.corner(t, 2)) / 3.0;
            const std::array<int, 3> beside = cell_behind(cells, middle + normal * 1e-6);
            const double share = normal[static_cast<int>(axis)];
            const bool up = share > -0.5 && cells.free_from(beside, axis, 1);
            const bool down = share < 0.5 && cells.free_from(beside, axis, -1);
            undercut[t] = !up && !down;
        }
    }
    return block;
}

ExtrudedProfile random_profile(Rng& rng) {
    // Counter-clockwise from the lower left: bottom, right side, top with T-slots, left side.
    const double width = rng.uniform(60, 120);
    const double height = rng.uniform(25, 45);
    std::vector<ProfileXz> p{{0, 0}, {width, 0}};
    if (rng.uniform() < 0.6) {
        const double low = rng.uniform(3, 8);
        const double high = low + rng.uniform(2, 8);
        const double deep = rng.uniform(3, 12);
        p.insert(p.end(), {{width, low}, {width - deep, low}, {width - deep, high}, {width, high}});
    }
    p.push_back({width, height});
    const auto slots = 1 + rng.below(3);
    double right = width - 14.0;
    for (std::uint64_t k = 0; k < slots && right > 32.0; ++k) {
        const double mouth = rng.uniform(3, 8);
        const double left_wing = rng.uniform(0.5, 6);
        const double right_wing = rng.uniform(0.5, 6);
        const double lip = height - rng.uniform(2, 6);
        const double floor = lip - rng.uniform(2, 8);
        const double a = right - right_wing;  // the mouth runs from b to a
        const double b = a - mouth;
        p.insert(p.end(), {{a, height},
                           {a, lip},
                           {a + right_wing, lip},
                           {a + right_wing, floor},
                           {b - left_wing, floor},
                           {b - left_wing, lip},
                           {b, lip},
                           {b, height}});
        right = b - left_wing - rng.uniform(3, 6);
    }
    p.push_back({0, height});
    ExtrudedProfile made;
    made.profile = p;
    made.depth_mm = rng.uniform(20, 60);
    made.model = extrude(p, made.depth_mm);
    made.undercut = shadows(p);
    return made;
}

}  // namespace millrace::facts
