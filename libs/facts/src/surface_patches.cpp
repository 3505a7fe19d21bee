#include "surface_patches.h"

#include <algorithm>

namespace millrace::facts {
namespace {

void index_triangles(const geom::BoundaryModel& model, Patches& patches) {
    patches.triangles.assign(patches.faces.size(), {});
    patches.model_faces.assign(patches.faces.size(), {});
    for (std::uint32_t t = 0; t < patches.patch_of_triangle.size(); ++t) {
        patches.triangles[patches.patch_of_triangle[t]].push_back(t);
    }
    for (std::uint32_t p = 0; p < patches.faces.size(); ++p) {
        if (patches.exact) {
            patches.model_faces[p] = {p};
            continue;
        }
        auto& faces = patches.model_faces[p];
        if (model.mesh.face_of_triangle.empty()) continue;
        for (const std::uint32_t t : patches.triangles[p]) {
            faces.push_back(model.mesh.face_of_triangle[t]);
        }
        std::sort(faces.begin(), faces.end());
        faces.erase(std::unique(faces.begin(), faces.end()), faces.end());
    }
}

}  // namespace

bool Patches::meet_at_convex_edge(std::uint32_t a, std::uint32_t b) const {
    return std::binary_search(convex_neighbours.begin(), convex_neighbours.end(),
                              std::pair{std::min(a, b), std::max(a, b)});
}

Patches make_patches(const geom::BoundaryModel& model, const Surface& surface,
                     const std::vector<SharedEdge>& shared) {
    Patches patches;
    patches.exact = model.exact && !model.faces.empty() && !model.mesh.face_of_triangle.empty();
    if (patches.exact) {
        patches.faces = model.faces;
        patches.edges = model.edges;
        patches.patch_of_triangle = model.mesh.face_of_triangle;
    } else {
        recognise_patches(surface, shared, patches);
    }
    index_triangles(model, patches);
    for (const SharedEdge& edge : shared) {
        const std::uint32_t a = patches.patch_of_triangle[edge.left];
        const std::uint32_t b = patches.patch_of_triangle[edge.right];
        if (a == b || edge.dihedral_rad < 15.0 * kPi / 180.0) continue;
        patches.convex_neighbours.emplace_back(std::min(a, b), std::max(a, b));
    }
    auto& pairs = patches.convex_neighbours;
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return patches;
}

}  // namespace millrace::facts
