#include "fields/delaunay_flips.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace millrace::facts {
namespace {

using geom::Vec3;

// Relative: flatter, more alike and rounder than this cannot be told from rounding.
constexpr double kFlat = 1e-7;
constexpr double kSameNormal = 1.0 - 1e-9;
constexpr double kConvex = 1e-9;
constexpr double kGain = 1e-9;

constexpr std::uint32_t kNone = ~std::uint32_t{0};

using Key = std::uint64_t;

Key key_of(std::uint32_t a, std::uint32_t b) { return Key{std::min(a, b)} << 32U | std::max(a, b); }

class Flips {
public:
    explicit Flips(geom::TriangleMesh& mesh) : mesh_{mesh} {
        sides_.reserve(mesh.triangles.size() * 3 / 2);
        for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
            for (std::size_t k = 0; k < 3; ++k) {
                const Key key = key_of(mesh.triangles[t][k], mesh.triangles[t][(k + 1) % 3]);
                const auto [sides, added] = sides_.try_emplace(key, t, kNone);
                if (added) {
                    queue_.push_back(key);
                } else if (sides->second.second == kNone) {
                    sides->second.second = t;
                } else {
                    sides->second.first = kNone;  // more than two meet there
                }
            }
        }
    }

    std::size_t run(std::size_t flips_max) {
        std::size_t flips = 0;
        while (!queue_.empty() && flips < flips_max) {
            const Key key = queue_.back();
            queue_.pop_back();
            const auto sides = sides_.find(key);
            if (sides != sides_.end() && flip(sides->second.first, sides->second.second, key)) {
                ++flips;
            }
        }
        return flips;
    }

private:
    /// Triangle `t` seen from its edge between two vertices: which corner lies across.
    [[nodiscard]] std::size_t across(std::uint32_t t, Key key) const {
        const auto& corners = mesh_.triangles[t];
        for (std::size_t k = 0; k < 3; ++k) {
            if (key_of(corners[(k + 1) % 3], corners[(k + 2) % 3]) == key) return k;
        }
        return 3;
    }

    [[nodiscard]] bool in_one_plane(std::uint32_t t, std::uint32_t u, Vec3 normal) const {
        if (!mesh_.face_of_triangle.empty() &&
            mesh_.face_of_triangle[t] != mesh_.face_of_triangle[u]) {
            return false;
        }
        double longest = 0.0;
        double off = 0.0;
        for (const std::uint32_t triangle : {t, u}) {
            for (std::size_t k = 0; k < 3; ++k) {
                if (dot(mesh_.corner_normals[triangle][k], normal) < kSameNormal) return false;
                const Vec3 offset =
                    mesh_.corner(triangle, static_cast<int>(k)) - mesh_.corner(t, 0);
                longest = std::max(longest, length(offset));
                off = std::max(off, std::abs(dot(offset, normal)));
            }
        }
        return off <= kFlat * longest;
    }

    bool flip(std::uint32_t t, std::uint32_t u, Key key) {
        if (t == kNone || u == kNone || t == u) return false;
        const std::size_t i = across(t, key);
        const std::size_t j = across(u, key);
        if (i == 3 || j == 3) return false;
        const std::uint32_t c = mesh_.triangles[t][i];
        const std::uint32_t a = mesh_.triangles[t][(i + 1) % 3];
        const std::uint32_t b = mesh_.triangles[t][(i + 2) % 3];
        const std::uint32_t d = mesh_.triangles[u][j];
        // Both run the edge the other way; else the two face opposite ways.
        if (mesh_.triangles[u][(j + 1) % 3] != b || c == d) return false;
        const Vec3 normal = mesh_.corner_normals[t][i];
        if (!in_one_plane(t, u, normal) || sides_.contains(key_of(c, d))) return false;
        if (!is_convex(a, d, b, c, normal) || !is_flat_across(a, b, c, d)) return false;

        const auto normals_t = mesh_.corner_normals[t];
        const auto normals_u = mesh_.corner_normals[u];
        mesh_.triangles[t] = {a, d, c};
        mesh_.corner_normals[t] = {normals_t[(i + 1) % 3], normals_u[j], normals_t[i]};
        mesh_.triangles[u] = {d, b, c};
        mesh_.corner_normals[u] = {normals_u[j], normals_t[(i + 2) % 3], normals_t[i]};
        sides_.erase(key);
        sides_.emplace(key_of(c, d), std::pair{t, u});
        move_edge(key_of(b, c), t, u);
        move_edge(key_of(a, d), u, t);
        for (const Key outer : {key_of(a, c), key_of(b, c), key_of(a, d), key_of(b, d)})
            queue_.push_back(outer);
        return true;
    }

    void move_edge(Key key, std::uint32_t from, std::uint32_t to) {
        auto& sides = sides_.at(key);
        if (sides.first == from) {
            sides.first = to;
        } else if (sides.second == from) {
            sides.second = to;
        }
    }

    /// Whether both triangles over the other diagonal, from `d` to `c`, face the same way.
    [[nodiscard]] bool is_convex(std::uint32_t a, std::uint32_t d, std::uint32_t b, std::uint32_t c,
                                 Vec3 normal) const {
        const auto& p = mesh_.vertices;
        const double first = dot(cross(p[d] - p[a], p[c] - p[a]), normal);
        const double second = dot(cross(p[b] - p[d], p[c] - p[d]), normal);
        return std::min(first, second) > kConvex * (first + second);
    }

    /// Whether the angles at `c` and `d`, across the edge from `a` to `b`, are more than 180°
    /// together: then the circle around one triangle holds the corner of the other.
    [[nodiscard]] bool is_flat_across(std::uint32_t a, std::uint32_t b, std::uint32_t c,
                                      std::uint32_t d) const {
        const auto& p = mesh_.vertices;
        const Vec3 ca = p[a] - p[c];
        const Vec3 cb = p[b] - p[c];
        const Vec3 da = p[a] - p[d];
        const Vec3 db = p[b] - p[d];
        const double sine =
            length(cross(ca, cb)) * dot(da, db) + dot(ca, cb) * length(cross(da, db));
        return sine < -kGain * length(ca) * length(cb) * length(da) * length(db);
    }

    geom::TriangleMesh& mesh_;
    std::unordered_map<Key, std::pair<std::uint32_t, std::uint32_t>> sides_;
    std::vector<Key> queue_;
};

}  // namespace

std::size_t flip_to_delaunay(geom::TriangleMesh& mesh, std::size_t flips_max) {
    return Flips{mesh}.run(flips_max);
}

}  // namespace millrace::facts
