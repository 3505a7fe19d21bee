#include "mesh_bodies.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "millrace/geom/ray_scene.h"
#include "millrace/geom/winding_number.h"

namespace millrace::cad {
namespace {

struct Component {
    geom::TriangleMesh mesh;
    geom::Box box;
    double volume_mm3 = 0.0;
    std::unique_ptr<geom::WindingNumber> winding;  ///< made when first asked for
    std::unique_ptr<geom::RayScene> scene;

    double winding_at(geom::Vec3 point) {
        if (!winding) winding = std::make_unique<geom::WindingNumber>(mesh);
        return winding->at(point);
    }
};

bool apart(const geom::Box& a, const geom::Box& b) {
    for (int axis = 0; axis < 3; ++axis)
        if (a.max[axis] < b.min[axis] || b.max[axis] < a.min[axis]) return true;
    return false;
}

bool holds(const geom::Box& outer, const geom::Box& inner) {
    for (int axis = 0; axis < 3; ++axis)
        if (inner.min[axis] < outer.min[axis] || inner.max[axis] > outer.max[axis]) return false;
    return true;
}

/// True when some corners of `a` lie inside of `b` and others outside: where an edge crosses a
/// surface exactly on an edge of its triangles, no triangle crosses another one properly.
bool passes_through(const Component& a, Component& b) {
    constexpr std::size_t kLooks = 200;
    const std::size_t step = 1 + a.mesh.vertices.size() / kLooks;
    bool inside = false;
    bool outside = false;
    for (std::size_t v = 0; v < a.mesh.vertices.size() && !(inside && outside); v += step) {
        geom::Box point;
        point.add(a.mesh.vertices[v]);
        const bool in = !apart(point, b.box) && std::abs(b.winding_at(point.min)) > 0.5;
        (in ? inside : outside) = true;
    }
    return inside && outside;
}

/// True when two surfaces cross or come nearer than rounding leaves them apart.
bool meet(Component& a, Component& b, double tolerance) {
    for (const auto& [corners, surface] : {std::pair{&a, &b}, std::pair{&b, &a}}) {
        if (!surface->scene) surface->scene = std::make_unique<geom::RayScene>(surface->mesh);
        for (const geom::Vec3 p : corners->mesh.vertices)
            if (surface->scene->nearest(p, tolerance)) return true;
    }
    if (passes_through(a, b) || passes_through(b, a)) return true;
    geom::TriangleMesh both = a.mesh;
    const auto offset = static_cast<std::uint32_t>(both.vertices.size());
    both.vertices.insert(both.vertices.end(), b.mesh.vertices.begin(), b.mesh.vertices.end());
    for (auto triangle : b.mesh.triangles) {
        for (std::uint32_t& vertex : triangle) vertex += offset;
        both.triangles.push_back(triangle);
    }
    // Each may cross itself; only pairs of one triangle of each count.
    constexpr std::size_t kPairsMax = 10'000;
    const auto pairs = geom::self_intersections(both, kPairsMax);
    const auto first = static_cast<std::uint32_t>(a.mesh.triangles.size());
    return std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) {
        return (pair.first < first) != (pair.second < first);
    });
}

std::uint32_t root(std::vector<std::uint32_t>& parent, std::uint32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

/// The smallest component around `c`, when `c` lies in material; kNone when it lies in the open or
/// in a void.
constexpr std::uint32_t kNone = ~std::uint32_t{0};
std::uint32_t material_around(std::vector<Component>& all, std::uint32_t c) {
    double total = 0.0;
    std::uint32_t smallest = kNone;
    const geom::Vec3 point = all[c].mesh.vertices.front();
    for (std::uint32_t other = 0; other < all.size(); ++other) {
        if (other == c || !holds(all[other].box, all[c].box)) continue;
        const double winding = all[other].winding_at(point);
        if (std::abs(winding) < 0.5) continue;
        total += winding;
        if (winding > 0.0 &&
            (smallest == kNone || all[other].volume_mm3 < all[smallest].volume_mm3))
            smallest = other;
    }
    return total > 0.5 ? smallest : kNone;
}

}  // namespace

std::vector<std::uint32_t> bodies_of_components(const geom::TriangleMesh& mesh,
                                                const geom::Topology& topology) {
    std::vector<Component> all(topology.components);
    for (std::uint32_t c = 0; c < all.size(); ++c) {
        std::vector<bool> keep(mesh.triangles.size());
        for (std::size_t t = 0; t < keep.size(); ++t)
            keep[t] = topology.component_of_triangle[t] == c;
        all[c].mesh = geom::submesh(mesh, keep);
        all[c].box = geom::bounding_box(all[c].mesh);
        all[c].volume_mm3 = geom::mass_properties(all[c].mesh).volume_mm3;
    }
    std::vector<std::uint32_t> parent(all.size());
    std::iota(parent.begin(), parent.end(), 0U);
    const double tolerance = 1e-6 * geom::bounding_box(mesh).diagonal();
    for (std::uint32_t a = 0; a < all.size(); ++a) {
        const std::uint32_t around = material_around(all, a);
        if (around != kNone) parent[root(parent, a)] = root(parent, around);
        for (std::uint32_t b = 0; b < a; ++b) {
            if (root(parent, a) == root(parent, b) || apart(all[a].box, all[b].box)) continue;
            if (meet(all[a], all[b], tolerance)) parent[root(parent, a)] = root(parent, b);
        }
    }
    std::vector<std::uint32_t> body(all.size());
    std::vector<std::uint32_t> number(all.size(), kNone);
    std::uint32_t count = 0;
    for (std::uint32_t c = 0; c < all.size(); ++c) {
        std::uint32_t& n = number[root(parent, c)];
        if (n == kNone) n = count++;
        body[c] = n;
    }
    return body;
}

}  // namespace millrace::cad
