// Which side of every triangle is outside. Neighbours agree by flood fill; which way a patch faces
// is decided by its volume when it is closed, and by rays when it is open or ends at edges of more
// than two triangles: a ray from an outward side meets the surface an even number of times
// (K. Takayama, A. Jacobson, L. Kavan, O. Sorkine-Hornung: A simple method for correcting facet
// orientations in polygon meshes based on ray casting, JCGT 2014).
#include <algorithm>
#include <array>
#include <cmath>

#include "millrace/base/rng.h"
#include "millrace/geom/ray_scene.h"
#include "surface.h"

namespace millrace::geom::mending {
namespace {

struct Patch {
    std::vector<std::uint32_t> triangles;
    bool closed = true;
    bool at_branch = false;  ///< touches an edge of more than two triangles
};

/// Triangles connected through mates, with the sense that makes neighbours agree.
class Flood {
public:
    explicit Flood(Surface& surface) : surface_{surface} {}

    std::vector<Patch> run() {
        const std::size_t count = surface_.mesh.triangles.size();
        sense_.assign(count, -1);
        std::vector<Patch> patches;
        for (std::uint32_t seed = 0; seed < count; ++seed)
            if (sense_[seed] < 0) patches.push_back(grow(seed));
        return patches;
    }
    [[nodiscard]] bool one_sided() const { return one_sided_; }

    /// Turns the smaller part of every patch. @return how many triangles.
    std::size_t apply(const std::vector<Patch>& patches) {
        std::size_t turned = 0;
        for (const Patch& patch : patches) {
            const auto minority = static_cast<std::size_t>(
                std::count_if(patch.triangles.begin(), patch.triangles.end(),
                              [&](std::uint32_t t) { return sense_[t] == 1; }));
            const signed char wrong = minority * 2 > patch.triangles.size() ? 0 : 1;
            for (const std::uint32_t t : patch.triangles) {
                if (sense_[t] != wrong) continue;
                turn(surface_.mesh, t);
                ++turned;
            }
        }
        return turned;
    }

private:
    Patch grow(std::uint32_t seed) {
        Patch patch;
        patch.triangles = {seed};
        sense_[seed] = 0;
        for (std::size_t i = 0; i < patch.triangles.size(); ++i) {
            const std::uint32_t t = patch.triangles[i];
            for (std::uint32_t h = 3 * t; h < 3 * t + 3; ++h) {
                const std::uint32_t g = surface_.mate[h];
                if (g == kNone) {
                    patch.closed = false;
                    continue;
                }
                const bool differ = surface_.from(h) == surface_.from(g);
                const auto wanted = static_cast<signed char>(sense_[t] ^ (differ ? 1 : 0));
                signed char& other = sense_[g / 3];
                if (other < 0) {
                    other = wanted;
                    patch.triangles.push_back(g / 3);
                } else if (other != wanted) {
                    one_sided_ = true;
                }
            }
        }
        std::sort(patch.triangles.begin(), patch.triangles.end());
        return patch;
    }

    Surface& surface_;
    std::vector<signed char> sense_;
    bool one_sided_ = false;
};

/// Directions spread over the sphere, from a fixed seed.
std::vector<Vec3> directions(std::size_t count) {
    Rng rng{20180806};
    std::vector<Vec3> result;
    while (result.size() < count) {
        const Vec3 d{rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-1, 1)};
        if (length(d) > 0.1 && length(d) < 1.0) result.push_back(normalized(d));
    }
    return result;
}

class SideVote {
public:
    explicit SideVote(const TriangleMesh& mesh)
        : mesh_{mesh}, scene_{mesh}, slack_{4e-6 * bounding_box(mesh).diagonal()} {}

    /// Share of rays from the front and from the back of a patch that start inside the part.
    struct Inside {
        double front = 0.0;
        double back = 0.0;
    };
    [[nodiscard]] Inside of(const Patch& patch) const {
        constexpr std::size_t kSamples = 12;
        constexpr std::size_t kRays = 24;
        static const std::vector<Vec3> kDirections = directions(kRays);
        Inside inside;
        double front = 0.0;
        double back = 0.0;
        for (const std::uint32_t t : samples(patch, kSamples)) {
            const Vec3 normal = scene_.normal(t);
            const Vec3 middle =
                (mesh_.corner(t, 0) + mesh_.corner(t, 1) + mesh_.corner(t, 2)) / 3.0;
            for (const Vec3 direction : kDirections) {
                const double cosine = dot(direction, normal);
                if (std::abs(cosine) < 0.2) continue;  // grazing rays meet their own neighbours
                const bool odd = crossings(middle, direction) % 2 != 0;
                (cosine > 0.0 ? front : back) += 1.0;
                if (odd) (cosine > 0.0 ? inside.front : inside.back) += 1.0;
            }
        }
        if (front > 0.0) inside.front /= front;
        if (back > 0.0) inside.back /= back;
        return inside;
    }

    /// Whether a closed patch lies inside the others: rays from it, not counting its own triangles.
    [[nodiscard]] bool nested(const Patch& patch) const {
        std::size_t odd = 0;
        std::size_t all = 0;
        static const std::vector<Vec3> kDirections = directions(7);
        for (const std::uint32_t t : samples(patch, 3)) {
            const Vec3 middle =
                (mesh_.corner(t, 0) + mesh_.corner(t, 1) + mesh_.corner(t, 2)) / 3.0;
            for (const Vec3 direction : kDirections) {
                odd += crossings(middle, direction, &patch) % 2;
                ++all;
            }
        }
        return odd * 2 > all;
    }

private:
    /// The largest triangles: their middles are farthest from edges.
    [[nodiscard]] std::vector<std::uint32_t> samples(const Patch& patch, std::size_t count) const {
        std::vector<std::uint32_t> result = patch.triangles;
        const auto larger = [&](std::uint32_t a, std::uint32_t b) {
            const double area_a = length(area_normal(mesh_, a));
            const double area_b = length(area_normal(mesh_, b));
            return area_a != area_b ? area_a > area_b : a < b;
        };
        const std::size_t n = std::min(count, result.size());
        std::partial_sort(result.begin(), result.begin() + static_cast<std::ptrdiff_t>(n),
                          result.end(), larger);
        result.resize(n);
        return result;
    }

    [[nodiscard]] std::size_t crossings(Vec3 origin, Vec3 direction,
                                        const Patch* without = nullptr) const {
        constexpr int kHitsMax = 256;
        std::size_t count = 0;
        double distance = slack_;
        for (int i = 0; i < kHitsMax; ++i) {
            const auto hit = scene_.first_hit(origin, direction, distance);
            if (!hit) break;
            if (without == nullptr || !std::binary_search(without->triangles.begin(),
                                                          without->triangles.end(), hit->triangle))
                ++count;
            distance = std::max(hit->distance_mm, distance) + slack_;
        }
        return count;
    }

    const TriangleMesh& mesh_;
    RayScene scene_;
    double slack_;
};

double volume_of(const TriangleMesh& mesh, const Patch& patch, Vec3 about) {
    double volume = 0.0;
    for (const std::uint32_t t : patch.triangles) {
        volume += dot(mesh.corner(t, 0) - about,
                      cross(mesh.corner(t, 1) - about, mesh.corner(t, 2) - about));
    }
    return volume / 6.0;
}

void mark_branches(const Surface& surface, std::vector<Patch>& patches) {
    std::vector<std::uint32_t> patch_of(surface.mesh.triangles.size());
    for (std::uint32_t p = 0; p < patches.size(); ++p)
        for (const std::uint32_t t : patches[p].triangles) patch_of[t] = p;
    for (const auto& branch : surface.branches)
        for (const std::uint32_t h : branch) patches[patch_of[h / 3]].at_branch = true;
}

}  // namespace

Oriented orient(Surface& surface) {
    Oriented result;
    Flood flood{surface};
    std::vector<Patch> patches = flood.run();
    result.one_sided = flood.one_sided();
    if (const std::size_t turned = flood.apply(patches); turned > 0) {
        result.turned = RepairStep{RepairKind::TurnedTriangles, turned, 0.0};
        connect(surface);
    }
    mark_branches(surface, patches);
    const Vec3 centre = bounding_box(surface.mesh).centre();
    std::optional<SideVote> vote;  // costs a tree: only made when it is needed
    const TriangleMesh before = surface.mesh;
    const auto votes = [&]() -> const SideVote& {
        if (!vote) vote.emplace(before);
        return *vote;
    };
    std::vector<bool> keep(surface.mesh.triangles.size(), true);
    std::size_t bodies = 0;
    std::size_t walls = 0;
    for (const Patch& patch : patches) {
        bool wrong = false;
        if (patch.closed) {
            // A body that counts negative is inside out, unless it is the wall of a void.
            wrong = volume_of(surface.mesh, patch, centre) < 0.0 &&
                    (patches.size() == 1 || !votes().nested(patch));
        } else {
            const SideVote::Inside inside = votes().of(patch);
            const double margin = inside.back - inside.front;
            if (patch.at_branch && std::abs(margin) < 0.3) {
                for (const std::uint32_t t : patch.triangles) keep[t] = false;
                walls += patch.triangles.size();
                continue;
            }
            wrong = std::abs(margin) > 0.1 ? margin < 0.0
                                           : volume_of(surface.mesh, patch, centre) < 0.0;
        }
        if (!wrong) continue;
        ++bodies;
        for (const std::uint32_t t : patch.triangles) turn(surface.mesh, t);
    }
    if (walls == surface.mesh.triangles.size()) {
        walls = 0;  // nothing bounds anything: leave it to the caller to say so
        keep.assign(keep.size(), true);
    }
    if (bodies > 0) result.bodies = RepairStep{RepairKind::TurnedBodies, bodies, 0.0};
    if (walls > 0) {
        result.walls = RepairStep{RepairKind::RemovedWalls, walls, 0.0};
        keep_triangles(surface, keep);
    } else {
        connect(surface);
    }
    return result;
}

}  // namespace millrace::geom::mending
