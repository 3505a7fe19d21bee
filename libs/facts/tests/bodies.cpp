#include "bodies.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "millrace/geom/convex_hull.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

Vec3 polar(double r, double angle, double z) {
    return {r * std::cos(angle), r * std::sin(angle), z};
}

/// Adds a triangle with the exact normals of its corners.
void add(geom::TriangleMesh& mesh, std::array<std::uint32_t, 3> triangle, std::uint32_t face,
         std::array<Vec3, 3> normals) {
    mesh.triangles.push_back(triangle);
    mesh.face_of_triangle.push_back(face);
    mesh.corner_normals.push_back(normals);
}

void add_flat(geom::TriangleMesh& mesh, std::array<std::uint32_t, 3> triangle, std::uint32_t face,
              Vec3 normal) {
    add(mesh, triangle, face, {normal, normal, normal});
}

/// Fills what follows from the mesh: areas, centroids, mean normals, the one body.
void finish(geom::BoundaryModel& model) {
    model.exact = true;
    for (geom::Face& face : model.faces) face.area_mm2 = 0.0;
    for (std::size_t t = 0; t < model.mesh.triangles.size(); ++t) {
        geom::Face& face = model.faces[model.mesh.face_of_triangle[t]];
        const Vec3 n = area_normal(model.mesh, t);
        const double area = length(n) / 2.0;
        face.area_mm2 += area;
        face.normal += n;
        for (int k = 0; k < 3; ++k) face.centroid += model.mesh.corner(t, k) * (area / 3.0);
    }
    for (geom::Face& face : model.faces) {
        face.centroid = face.area_mm2 > 0.0 ? face.centroid / face.area_mm2 : Vec3{};
        face.normal = length(face.normal) < 1e-9 * face.area_mm2 ? Vec3{} : normalized(face.normal);
        if (face.kind != geom::SurfaceKind::Plane) continue;
        face.axis = face.normal;
    }
    for (std::size_t t = 0; t < model.mesh.triangles.size(); ++t) {
        geom::Face& face = model.faces[model.mesh.face_of_triangle[t]];
        if (face.kind == geom::SurfaceKind::Plane) face.origin = model.mesh.corner(t, 0);
    }
    const geom::MassProperties mass = mass_properties(model.mesh);
    geom::Body body;
    body.solid = true;
    body.volume_mm3 = mass.volume_mm3;
    body.area_mm2 = mass.area_mm2;
    body.centre_of_mass = mass.centre_of_mass;
    model.bodies = {body};
}

}  // namespace

geom::BoundaryModel turned_part(const std::vector<ProfilePoint>& profile, int segments) {
    geom::BoundaryModel model;
    const std::size_t n = profile.size();
    std::vector<std::uint32_t> first(n);
    for (std::size_t i = 0; i < n; ++i) {
        first[i] = static_cast<std::uint32_t>(model.mesh.vertices.size());
        const int count = profile[i].r_mm > 0.0 ? segments : 1;
        for (int k = 0; k < count; ++k) {
            model.mesh.vertices.push_back(
                polar(profile[i].r_mm, 2.0 * kTestPi * k / segments, profile[i].z_mm));
        }
    }
    std::vector<std::uint32_t> face_of(n, 0);
    for (std::size_t i = 0; i < n; ++i) {
        const ProfilePoint p = profile[i];
        const ProfilePoint q = profile[(i + 1) % n];
        if (p.r_mm == 0.0 && q.r_mm == 0.0) continue;  // along the axis: no surface
        geom::Face face;
        const double dr = q.r_mm - p.r_mm;
        const double dz = q.z_mm - p.z_mm;
        const double slant = std::hypot(dr, dz);
        face.axis = {0, 0, 1};
        face.origin = {0, 0, p.z_mm};
        face.concave = dz < 0.0;
        face.sweep_rad = 2.0 * kTestPi;
        face.axial_min_mm = std::min(0.0, dz);
        face.axial_max_mm = std::max(0.0, dz);
        face.radius_mm = p.r_mm;
        face.kind = dz == 0.0   ? geom::SurfaceKind::Plane
                    : dr == 0.0 ? geom::SurfaceKind::Cylinder
                                : geom::SurfaceKind::Cone;
        if (face.kind == geom::SurfaceKind::Cone) face.half_angle_rad = std::atan2(dr, dz);
        const auto index = static_cast<std::uint32_t>(model.faces.size());
        face_of[i] = index;
        model.faces.push_back(face);
        const auto normal = [&](int k) {
            return polar(dz / slant, 2.0 * kTestPi * k / segments, -dr / slant);
        };
        const auto vertex = [&](std::size_t ring, int k) {
            return first[ring] +
                   (profile[ring].r_mm > 0.0 ? static_cast<std::uint32_t>(k % segments) : 0U);
        };
        const std::size_t j = (i + 1) % n;
        for (int k = 0; k < segments; ++k) {
            if (p.r_mm > 0.0) {
                add(model.mesh, {vertex(i, k), vertex(i, k + 1), vertex(j, k)}, index,
                    {normal(k), normal(k + 1), normal(k)});
            }
            if (q.r_mm > 0.0) {
                add(model.mesh, {vertex(i, k + 1), vertex(j, k + 1), vertex(j, k)}, index,
                    {normal(k + 1), normal(k + 1), normal(k)});
            }
        }
    }
    for (std::size_t i = 0; i < n; ++i) {
        const ProfilePoint before = profile[(i + n - 1) % n];
        const ProfilePoint here = profile[i];
        const ProfilePoint after = profile[(i + 1) % n];
        if (here.r_mm == 0.0) continue;
        geom::Edge edge;
        edge.kind = geom::CurveKind::Circle;
        edge.length_mm = 2.0 * kTestPi * here.r_mm;
        edge.start = edge.end = {here.r_mm, 0, here.z_mm};
        edge.middle = {-here.r_mm, 0, here.z_mm};
        edge.centre = {0, 0, here.z_mm};
        edge.axis = {0, 0, 1};
        edge.radius_mm = here.r_mm;
        edge.left_face = face_of[(i + n - 1) % n];
        edge.right_face = face_of[i];
        const double ax = here.r_mm - before.r_mm;
        const double ay = here.z_mm - before.z_mm;
        const double bx = after.r_mm - here.r_mm;
        const double by = after.z_mm - here.z_mm;
        edge.dihedral_rad = std::atan2(ax * by - ay * bx, ax * bx + ay * by);
        model.edges.push_back(edge);
    }
    finish(model);
    return model;
}

namespace {

/// Builds the boundary of a set of cells.
class BlockBuilder {
public:
    BlockBuilder(const std::vector<double>& xs, const std::vector<double>& ys,
                 const std::vector<double>& zs, const std::function<bool(int, int, int)>& solid)
        : grid_{xs, ys, zs}, solid_{solid} {}

    geom::BoundaryModel build() {
        std::array<int, 3> cell{};
        for (cell[0] = 0; cell[0] < cells(0); ++cell[0])
            for (cell[1] = 0; cell[1] < cells(1); ++cell[1])
                for (cell[2] = 0; cell[2] < cells(2); ++cell[2])
                    for (int side = 0; side < 6; ++side) add_side(cell, side);
        name_faces();
        for (const Side& side : sides_) emit(side);
        add_edges();
        finish(model_);
        return model_;
    }

private:
    struct Side {
        std::array<int, 3> cell{};
        int side = 0;
        std::array<std::array<int, 3>, 4> corner{};  ///< outward
        std::uint32_t face = 0;
    };

    [[nodiscard]] int cells(int axis) const {
        return static_cast<int>(grid_[static_cast<std::size_t>(axis)].size()) - 1;
    }
    [[nodiscard]] bool is_solid(const std::array<int, 3>& c) const {
        for (int a = 0; a < 3; ++a) {
            if (c[static_cast<std::size_t>(a)] < 0 || c[static_cast<std::size_t>(a)] >= cells(a)) {
                return false;
            }
        }
        return solid_(c[0], c[1], c[2]);
    }

    void add_side(const std::array<int, 3>& cell, int side) {
        const auto axis = static_cast<std::size_t>(side / 2);
        const bool plus = side % 2 == 0;
        std::array<int, 3> beyond = cell;
        beyond[axis] += plus ? 1 : -1;
        if (!is_solid(cell) || is_solid(beyond)) return;
        Side s;
        s.cell = cell;
        s.side = side;
        const std::size_t u = (axis + 1) % 3;
        const std::size_t v = (axis + 2) % 3;
        const std::array<std::array<int, 2>, 4> steps = {{{0, 0}, {1, 0}, {1, 1}, {0, 1}}};
        for (std::size_t k = 0; k < 4; ++k) {
            const auto& step = steps[plus ? k : 3 - k];
            s.corner[k] = cell;
            s.corner[k][axis] += plus ? 1 : 0;
            s.corner[k][u] += step[0];
            s.corner[k][v] += step[1];
        }
        sides_.push_back(s);
    }

    /// Sides of one direction that share an edge in one plane are one face.
    void name_faces() {
        std::map<std::tuple<int, std::array<int, 3>>, std::size_t> at;
        for (std::size_t i = 0; i < sides_.size(); ++i) at[{sides_[i].side, sides_[i].cell}] = i;
        std::vector<bool> done(sides_.size(), false);
        for (std::size_t i = 0; i < sides_.size(); ++i) {
            if (done[i]) continue;
            const auto face = static_cast<std::uint32_t>(model_.faces.size());
            geom::Face plane;
            plane.kind = geom::SurfaceKind::Plane;
            model_.faces.push_back(plane);
            std::vector<std::size_t> stack{i};
            done[i] = true;
            while (!stack.empty()) {
                const std::size_t s = stack.back();
                stack.pop_back();
                sides_[s].face = face;
                for (int axis = 0; axis < 3; ++axis) {
                    if (axis == sides_[s].side / 2) continue;
                    for (const int step : {-1, 1}) {
                        std::array<int, 3> cell = sides_[s].cell;
                        cell[static_cast<std::size_t>(axis)] += step;
                        const auto it = at.find({sides_[s].side, cell});
                        if (it == at.end() || done[it->second]) continue;
                        done[it->second] = true;
                        stack.push_back(it->second);
                    }
                }
            }
        }
    }

    [[nodiscard]] Vec3 place(const std::array<int, 3>& corner) const {
        return {grid_[0][static_cast<std::size_t>(corner[0])],
                grid_[1][static_cast<std::size_t>(corner[1])],
                grid_[2][static_cast<std::size_t>(corner[2])]};
    }

    void emit(const Side& side) {
        std::array<std::uint32_t, 4> v{};
        for (std::size_t k = 0; k < 4; ++k) {
            const auto [it, fresh] = vertex_.try_emplace(
                side.corner[k], static_cast<std::uint32_t>(model_.mesh.vertices.size()));
            if (fresh) model_.mesh.vertices.push_back(place(side.corner[k]));
            v[k] = it->second;
        }
        const Vec3 normal = geom::kAxisDirections[static_cast<std::size_t>(side.side)];
        add_flat(model_.mesh, {v[0], v[1], v[2]}, side.face, normal);
        add_flat(model_.mesh, {v[0], v[2], v[3]}, side.face, normal);
    }

    void add_edges() {
        using Segment = std::pair<std::array<int, 3>, std::array<int, 3>>;
        std::map<Segment, std::vector<std::size_t>> users;
        for (std::size_t i = 0; i < sides_.size(); ++i) {
            for (std::size_t k = 0; k < 4; ++k) {
                const auto& a = sides_[i].corner[k];
                const auto& b = sides_[i].corner[(k + 1) % 4];
                users[{std::min(a, b), std::max(a, b)}].push_back(i);
            }
        }
        std::map<std::tuple<std::uint32_t, std::uint32_t, int, int, int>, geom::Edge> edges;
        for (const auto& [segment, pair] : users) {
            if (pair.size() != 2 || sides_[pair[0]].face == sides_[pair[1]].face) continue;
            const Side& one = sides_[pair[0]];
            const Side& two = sides_[pair[1]];
            int axis = 0;
            while (segment.first[static_cast<std::size_t>(axis)] ==
                   segment.second[static_cast<std::size_t>(axis)]) {
                ++axis;
            }
            std::array<int, 3> fixed = segment.first;
            fixed[static_cast<std::size_t>(axis)] = -1 - axis;
            const Vec3 a = place(segment.first);
            const Vec3 b = place(segment.second);
            const auto key = std::tuple{std::min(one.face, two.face), std::max(one.face, two.face),
                                        fixed[0], fixed[1], fixed[2]};
            const auto [it, fresh] = edges.try_emplace(key);
            geom::Edge& edge = it->second;
            if (fresh) {
                edge.kind = geom::CurveKind::Line;
                edge.left_face = one.face;
                edge.right_face = two.face;
                edge.start = a;
                const Vec3 n = geom::kAxisDirections[static_cast<std::size_t>(one.side)];
                const Vec3 to = place(two.corner[0]) + place(two.corner[2]) - place(one.corner[0]) -
                                place(one.corner[2]);
                edge.dihedral_rad = dot(to, n) > 0.0 ? -kTestPi / 2 : kTestPi / 2;
            }
            edge.end = b;
        }
        for (auto& [key, edge] : edges) {
            edge.middle = (edge.start + edge.end) / 2.0;
            edge.length_mm = length(edge.end - edge.start);
            model_.edges.push_back(edge);
        }
    }

    std::array<std::vector<double>, 3> grid_;
    const std::function<bool(int, int, int)>& solid_;
    geom::BoundaryModel model_;
    std::vector<Side> sides_;
    std::map<std::array<int, 3>, std::uint32_t> vertex_;
};

}  // namespace

geom::BoundaryModel block_part(const std::vector<double>& xs, const std::vector<double>& ys,
                               const std::vector<double>& zs,
                               const std::function<bool(int, int, int)>& solid) {
    return BlockBuilder{xs, ys, zs, solid}.build();
}

geom::BoundaryModel box_part(double x_mm, double y_mm, double z_mm) {
    return block_part({0, x_mm}, {0, y_mm}, {0, z_mm}, [](int, int, int) { return true; });
}

geom::BoundaryModel plate_with_holes(const PlateOptions& options) {
    geom::BoundaryModel model;
    geom::TriangleMesh& mesh = model.mesh;
    const int n = options.segments;
    const double half = options.cell_mm / 2.0;
    const double t = options.thickness_mm;
    enum : std::uint32_t { kTop, kBottom, kRight, kLeft, kBack, kFront };
    for (int k = 0; k < 6; ++k) {
        geom::Face plane;
        plane.kind = geom::SurfaceKind::Plane;
        model.faces.push_back(plane);
    }
    const auto cells = options.radii_mm.size();
    for (std::size_t c = 0; c < cells; ++c) {
        const double cx = (2.0 * static_cast<double>(c) + 1.0) * half;
        const double r = options.radii_mm[c];
        std::vector<std::uint32_t> holes;
        if (r > 0.0) {
            for (int part = 0; part < (options.split_holes ? 2 : 1); ++part) {
                geom::Face wall;
                wall.kind = geom::SurfaceKind::Cylinder;
                wall.axis = {0, 0, 1};
                wall.origin = {cx, half, 0};
                wall.radius_mm = r;
                wall.concave = true;
                wall.sweep_rad = options.split_holes ? kTestPi : 2.0 * kTestPi;
                wall.axial_min_mm = 0.0;
                wall.axial_max_mm = t;
                holes.push_back(static_cast<std::uint32_t>(model.faces.size()));
                model.faces.push_back(wall);
            }
        }
        for (int k = 0; k < n; ++k) {
            // Inner circle and outer square, at the same angles; below and above.
            const auto ring = [&](int i, bool outer, double z) {
                const double a = 2.0 * kTestPi * i / n;
                const double scale =
                    outer ? half / std::max(std::abs(std::cos(a)), std::abs(std::sin(a))) : r;
                mesh.vertices.push_back(Vec3{cx, half, 0} + polar(scale, a, z));
                return static_cast<std::uint32_t>(mesh.vertices.size() - 1);
            };
            const auto quad = [&](std::array<std::uint32_t, 4> v, std::uint32_t face,
                                  std::array<Vec3, 2> normals) {
                add(mesh, {v[0], v[1], v[2]}, face, {normals[0], normals[1], normals[1]});
                add(mesh, {v[0], v[2], v[3]}, face, {normals[0], normals[1], normals[0]});
            };
            const Vec3 up{0, 0, 1};
            const double a0 = 2.0 * kTestPi * k / n;
            const double a1 = 2.0 * kTestPi * (k + 1) / n;
            if (r > 0.0) {
                quad({ring(k, false, t), ring(k, true, t), ring(k + 1, true, t),
                      ring(k + 1, false, t)},
                     kTop, {up, up});
                quad({ring(k, true, 0), ring(k, false, 0), ring(k + 1, false, 0),
                      ring(k + 1, true, 0)},
                     kBottom, {-up, -up});
                const std::uint32_t wall = holes[options.split_holes && k >= n / 2 ? 1 : 0];
                const auto low0 = ring(k, false, 0), low1 = ring(k + 1, false, 0);
                const auto high0 = ring(k, false, t), high1 = ring(k + 1, false, t);
                add(mesh, {low0, high0, high1}, wall,
                    {-polar(1, a0, 0), -polar(1, a0, 0), -polar(1, a1, 0)});
                add(mesh, {low0, high1, low1}, wall,
                    {-polar(1, a0, 0), -polar(1, a1, 0), -polar(1, a1, 0)});
            } else {
                add_flat(mesh, {ring(k, false, t), ring(k, true, t), ring(k + 1, true, t)}, kTop,
                         up);
                add_flat(mesh, {ring(k, false, 0), ring(k + 1, true, 0), ring(k, true, 0)}, kBottom,
                         -up);
            }
            // Outer walls, where the cell borders on nothing.
            const double middle = (a0 + a1) / 2.0;
            const Vec3 out = std::abs(std::cos(middle)) > std::abs(std::sin(middle))
                                 ? Vec3{std::copysign(1.0, std::cos(middle)), 0, 0}
                                 : Vec3{0, std::copysign(1.0, std::sin(middle)), 0};
            if ((out.x > 0 && c + 1 < cells) || (out.x < 0 && c > 0)) continue;
            const std::uint32_t face = out.x > 0   ? kRight
                                       : out.x < 0 ? kLeft
                                       : out.y > 0 ? kBack
                                                   : kFront;
            quad({ring(k, true, 0), ring(k + 1, true, 0), ring(k + 1, true, t), ring(k, true, t)},
                 face, {out, out});
        }
    }
    mesh = welded(mesh, 1e-7);
    finish(model);
    return model;
}

geom::BoundaryModel ball_mesh(double radius_mm, int rings) {
    std::vector<ProfilePoint> profile;
    for (int k = 0; k <= rings; ++k) {
        const double a = kTestPi * k / rings - kTestPi / 2;
        const bool pole = k == 0 || k == rings;
        profile.push_back({pole ? 0.0 : radius_mm * std::cos(a), radius_mm * std::sin(a)});
    }
    return as_mesh(turned_part(profile, 2 * rings));
}

geom::BoundaryModel wedge_part(double x_mm, double y_mm, double z_mm) {
    geom::BoundaryModel model;
    model.mesh.vertices = {{0, 0, 0},    {x_mm, 0, 0},    {0, 0, z_mm},
                           {0, y_mm, 0}, {x_mm, y_mm, 0}, {0, y_mm, z_mm}};
    const Vec3 slope = geom::normalized({z_mm, 0, x_mm});
    model.faces.resize(5);
    for (geom::Face& face : model.faces) face.kind = geom::SurfaceKind::Plane;
    add_flat(model.mesh, {0, 1, 2}, 0, {0, -1, 0});
    add_flat(model.mesh, {3, 5, 4}, 1, {0, 1, 0});
    add_flat(model.mesh, {0, 4, 1}, 2, {0, 0, -1});
    add_flat(model.mesh, {0, 3, 4}, 2, {0, 0, -1});
    add_flat(model.mesh, {0, 2, 5}, 3, {-1, 0, 0});
    add_flat(model.mesh, {0, 5, 3}, 3, {-1, 0, 0});
    add_flat(model.mesh, {1, 4, 5}, 4, slope);
    add_flat(model.mesh, {1, 5, 2}, 4, slope);
    const auto edge = [&](int a, int b, std::uint32_t left, std::uint32_t right, double included) {
        geom::Edge e;
        e.kind = geom::CurveKind::Line;
        e.start = model.mesh.vertices[static_cast<std::size_t>(a)];
        e.end = model.mesh.vertices[static_cast<std::size_t>(b)];
        e.middle = (e.start + e.end) / 2.0;
        e.length_mm = length(e.end - e.start);
        e.left_face = left;
        e.right_face = right;
        e.dihedral_rad = kTestPi - included;
        model.edges.push_back(e);
    };
    edge(0, 3, 2, 3, kTestPi / 2);
    edge(1, 4, 2, 4, std::atan2(z_mm, x_mm));
    edge(2, 5, 3, 4, std::atan2(x_mm, z_mm));
    finish(model);
    return model;
}

geom::BoundaryModel with_loops(geom::BoundaryModel model) {
    for (std::uint32_t f = 0; f < model.faces.size(); ++f) {
        std::vector<std::uint32_t> left;
        for (std::uint32_t e = 0; e < model.edges.size(); ++e) {
            if (model.edges[e].left_face == f || model.edges[e].right_face == f) left.push_back(e);
        }
        const auto same = [](geom::Vec3 a, geom::Vec3 b) { return length(a - b) < 1e-9; };
        std::vector<double> sizes;
        while (!left.empty()) {
            geom::Loop loop{false, {{left.back(), true}}};
            const geom::Vec3 first = model.edges[left.back()].start;
            geom::Vec3 at = model.edges[left.back()].end;
            geom::Box box;
            left.pop_back();
            box.add(first);
            box.add(at);
            while (!same(at, first)) {
                const auto next = std::find_if(left.begin(), left.end(), [&](std::uint32_t e) {
                    return same(model.edges[e].start, at) || same(model.edges[e].end, at);
                });
                if (next == left.end()) break;
                const bool forward = same(model.edges[*next].start, at);
                at = forward ? model.edges[*next].end : model.edges[*next].start;
                box.add(at);
                loop.edges.push_back({*next, forward});
                left.erase(next);
            }
            sizes.push_back(box.diagonal());
            model.faces[f].loops.push_back(std::move(loop));
        }
        if (sizes.empty()) continue;
        const auto widest = std::max_element(sizes.begin(), sizes.end()) - sizes.begin();
        model.faces[f].loops[static_cast<std::size_t>(widest)].outer = true;
    }
    return model;
}

geom::BoundaryModel plate_with_letters(const LetterOptions& options) {
    const std::map<char, std::array<const char*, 5>> font = {
        {'E', {"111", "100", "111", "100", "111"}},
        {'F', {"111", "100", "110", "100", "100"}},
        {'L', {"100", "100", "100", "100", "111"}},
        {'T', {"111", "010", "010", "010", "010"}}};
    const int columns = 4 * static_cast<int>(options.text.size()) + 1;
    std::vector<double> xs = {-5.0};
    std::vector<double> ys = {-5.0};
    for (int i = 0; i <= columns; ++i) xs.push_back(i * options.stroke_mm);
    for (int j = 0; j <= 5; ++j) ys.push_back(j * options.stroke_mm);
    xs.push_back(xs.back() + 5.0);
    ys.push_back(ys.back() + 5.0);
    const auto inked = [&](int i, int j) {
        const int column = i - 2;  // after the margin and a gap
        const int row = 5 - j;     // from the top
        if (column < 0 || row < 0 || row > 4 || column % 4 == 3) return false;
        const auto letter = static_cast<std::size_t>(column / 4);
        const auto known =
            letter < options.text.size() ? font.find(options.text[letter]) : font.end();
        return known != font.end() &&
               known->second[static_cast<std::size_t>(row)][column % 4] == '1';
    };
    const double low = options.raised ? 3.0 : 3.0 - options.relief_mm;
    return with_loops(
        block_part(xs, ys, {0.0, low, low + options.relief_mm},
                   [&](int i, int j, int k) { return k == 0 || inked(i, j) == options.raised; }));
}

geom::BoundaryModel as_mesh(geom::BoundaryModel model) {
    model.exact = false;
    geom::Face facets;
    facets.kind = geom::SurfaceKind::Facets;
    facets.area_mm2 = mass_properties(model.mesh).area_mm2;
    model.faces = {facets};
    model.edges.clear();
    model.mesh.corner_normals.clear();
    std::fill(model.mesh.face_of_triangle.begin(), model.mesh.face_of_triangle.end(), 0U);
    return model;
}

Placement random_placement(Rng& rng) {
    const Vec3 w = geom::normalized({rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-1, 1)});
    const auto [u, v] = geom::perpendicular_frame(w);
    const double a = rng.uniform(0, 2 * kTestPi);
    return {{u * std::cos(a) + v * std::sin(a), v * std::cos(a) - u * std::sin(a), w},
            {rng.uniform(-200, 200), rng.uniform(-200, 200), rng.uniform(-200, 200)}};
}

geom::BoundaryModel placed(geom::BoundaryModel model, const Placement& placement) {
    for (Vec3& p : model.mesh.vertices) p = placement.point(p);
    for (auto& normals : model.mesh.corner_normals) {
        for (Vec3& n : normals) n = placement.direction(n);
    }
    for (geom::Face& face : model.faces) {
        face.centroid = placement.point(face.centroid);
        face.origin = placement.point(face.origin);
        face.normal = placement.direction(face.normal);
        face.axis = placement.direction(face.axis);
    }
    for (geom::Edge& edge : model.edges) {
        for (Vec3* p : {&edge.start, &edge.end, &edge.middle, &edge.centre}) {
            *p = placement.point(*p);
        }
        edge.axis = placement.direction(edge.axis);
        for (Vec3& p : edge.points) p = placement.point(p);
    }
    for (geom::Body& body : model.bodies) {
        body.centre_of_mass = placement.point(body.centre_of_mass);
    }
    return model;
}

PartFacts facts_of(const geom::BoundaryModel& model) { return measure(model, {}).value(); }

}  // namespace millrace::facts
