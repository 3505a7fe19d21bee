#include "millrace/geom/convex_hull.h"

#include <algorithm>
#include <cmath>

#include "millrace/base/assert.h"
#include "millrace/base/rng.h"

namespace millrace::geom {
namespace {

// Quickhull (Barber, Dobkin & Huhdanpaa 1996) on points rounded to a grid of 2^29 steps and shaken
// by up to 256 steps. All predicates are exact integers, so the surface stays closed whatever the
// input; the shaking takes exact coplanarity away, which real parts are full of and which is what
// breaks hull codes. The result uses the points as given.

__extension__ using Wide = __int128;  // determinants of 29-bit coordinates need 92 bits

constexpr std::int64_t kSteps = std::int64_t{1} << 29;
constexpr std::int64_t kShake = 256;
constexpr std::uint32_t kNone = ~std::uint32_t{0};

struct GridPoint {
    std::int64_t x, y, z;
};

struct Facet {
    std::array<std::uint32_t, 3> vertex{};
    std::array<std::uint32_t, 3> neighbour{};  ///< across the edge vertex[k], vertex[k + 1]
    std::int64_t nx = 0, ny = 0, nz = 0;       ///< outward, not normalised: below 2^60
    std::vector<std::uint32_t> outside;        ///< points this facet sees
    std::uint32_t farthest = kNone;
    double farthest_height = 0.0;
    bool alive = true;
    std::uint32_t seen_in = 0;  ///< round in which the facet was found visible
};

class HullBuilder {
public:
    explicit HullBuilder(std::span<const Vec3> points) : points_{points} { round_to_grid(); }

    TriangleMesh build() {
        if (!start()) return {};
        for (std::uint32_t next = 0; next < facets_.size(); ++next) {
            while (facets_[next].alive && !facets_[next].outside.empty()) grow(next);
        }
        return result();
    }

private:
    void round_to_grid() {
        Box box;
        for (const Vec3 p : points_) box.add(p);
        const Vec3 size = box.size();
        const double extent = std::max({size.x, size.y, size.z});
        if (points_.empty() || !(extent > 0.0)) return;
        const double scale = static_cast<double>(kSteps - 4 * kShake) / extent;
        Rng rng{20240611};
        const auto place = [&](double v, double low) {
            return static_cast<std::int64_t>((v - low) * scale) + kShake +
                   static_cast<std::int64_t>(rng.below(2 * kShake));
        };
        grid_.reserve(points_.size());
        for (const Vec3 p : points_) {
            grid_.push_back({place(p.x, box.min.x), place(p.y, box.min.y), place(p.z, box.min.z)});
        }
    }

    void set_normal(Facet& facet) const {
        const GridPoint a = grid_[facet.vertex[0]];
        const GridPoint b = grid_[facet.vertex[1]];
        const GridPoint c = grid_[facet.vertex[2]];
        const std::int64_t ux = b.x - a.x, uy = b.y - a.y, uz = b.z - a.z;
        const std::int64_t vx = c.x - a.x, vy = c.y - a.y, vz = c.z - a.z;
        facet.nx = uy * vz - uz * vy;
        facet.ny = uz * vx - ux * vz;
        facet.nz = ux * vy - uy * vx;
    }

    /// Height of a point over a facet, times the length of its normal: the sign is exact.
    [[nodiscard]] double height(const Facet& facet, std::uint32_t point) const {
        const GridPoint a = grid_[facet.vertex[0]];
        const GridPoint p = grid_[point];
        const double dx = static_cast<double>(p.x - a.x);
        const double dy = static_cast<double>(p.y - a.y);
        const double dz = static_cast<double>(p.z - a.z);
        const double mx = static_cast<double>(facet.nx) * dx;
        const double my = static_cast<double>(facet.ny) * dy;
        const double mz = static_cast<double>(facet.nz) * dz;
        const double sum = mx + my + mz;
        if (std::abs(sum) > 1e-14 * (std::abs(mx) + std::abs(my) + std::abs(mz))) return sum;
        const Wide exact = Wide{facet.nx} * (p.x - a.x) + Wide{facet.ny} * (p.y - a.y) +
                           Wide{facet.nz} * (p.z - a.z);
        return static_cast<double>(exact);
    }

    void offer(Facet& facet, std::uint32_t point, double h) {
        facet.outside.push_back(point);
        if (facet.farthest == kNone || h > facet.farthest_height) {
            facet.farthest = point;
            facet.farthest_height = h;
        }
    }

    /// The first tetrahedron: extremes along x, then the farthest from the line, then the plane.
    bool start() {
        if (grid_.size() < 4) return false;
        std::uint32_t a = 0;
        std::uint32_t b = 0;
        for (std::uint32_t i = 0; i < grid_.size(); ++i) {
            const auto key = [&](std::uint32_t k) { return grid_[k].x + grid_[k].y + grid_[k].z; };
            if (key(i) < key(a)) a = i;
            if (key(i) > key(b)) b = i;
        }
        Facet facet;
        std::uint32_t c = kNone;
        double area_best = 0.0;
        for (std::uint32_t i = 0; i < grid_.size(); ++i) {
            facet.vertex = {a, b, i};
            set_normal(facet);
            const double area = static_cast<double>(facet.nx) * static_cast<double>(facet.nx) +
                                static_cast<double>(facet.ny) * static_cast<double>(facet.ny) +
                                static_cast<double>(facet.nz) * static_cast<double>(facet.nz);
            if (area > area_best) area_best = area, c = i;
        }
        if (c == kNone) return false;
        facet.vertex = {a, b, c};
        set_normal(facet);
        std::uint32_t d = kNone;
        double height_best = 0.0;
        for (std::uint32_t i = 0; i < grid_.size(); ++i) {
            const double h = std::abs(height(facet, i));
            if (h > height_best) height_best = h, d = i;
        }
        if (d == kNone) return false;
        if (height(facet, d) > 0.0) std::swap(b, c);  // d belongs below abc

        facets_.resize(4);
        facets_[0].vertex = {a, b, c};
        facets_[1].vertex = {b, a, d};
        facets_[2].vertex = {c, b, d};
        facets_[3].vertex = {a, c, d};
        facets_[0].neighbour = {1, 2, 3};
        facets_[1].neighbour = {0, 3, 2};
        facets_[2].neighbour = {0, 1, 3};
        facets_[3].neighbour = {0, 2, 1};
        for (Facet& f : facets_) set_normal(f);
        for (std::uint32_t i = 0; i < grid_.size(); ++i) {
            if (i == a || i == b || i == c || i == d) continue;
            for (Facet& f : facets_) {
                const double h = height(f, i);
                if (h > 0.0) {
                    offer(f, i, h);
                    break;
                }
            }
        }
        return true;
    }

    /// Adds the farthest point of a facet: removes what it sees, closes the hole with a cone.
    void grow(std::uint32_t seed) {
        const std::uint32_t apex = facets_[seed].farthest;
        ++round_;
        std::vector<std::uint32_t> visible{seed};
        facets_[seed].seen_in = round_;
        for (std::size_t k = 0; k < visible.size(); ++k) {
            for (const std::uint32_t n : facets_[visible[k]].neighbour) {
                if (facets_[n].seen_in == round_ || !(height(facets_[n], apex) > 0.0)) continue;
                facets_[n].seen_in = round_;
                visible.push_back(n);
            }
        }
        // Horizon edges a->b with the surviving facet beyond; each vertex starts exactly one.
        struct HorizonEdge {
            std::uint32_t a, b, beyond;
        };
        std::vector<HorizonEdge> horizon;
        for (const std::uint32_t f : visible) {
            for (std::size_t k = 0; k < 3; ++k) {
                const std::uint32_t n = facets_[f].neighbour[k];
                if (facets_[n].seen_in == round_) continue;
                horizon.push_back({facets_[f].vertex[k], facets_[f].vertex[(k + 1) % 3], n});
            }
        }
        const auto first = static_cast<std::uint32_t>(facets_.size());
        start_of_.resize(points_.size(), kNone);
        for (std::uint32_t k = 0; k < horizon.size(); ++k) start_of_[horizon[k].a] = first + k;
        for (std::uint32_t k = 0; k < horizon.size(); ++k) {
            const auto [a, b, beyond] = horizon[k];
            Facet facet;
            facet.vertex = {a, b, apex};
            facet.neighbour = {beyond, start_of_[b], kNone};
            set_normal(facet);
            facets_.push_back(std::move(facet));
            Facet& other = facets_[beyond];
            for (std::size_t e = 0; e < 3; ++e) {
                if (other.vertex[e] == b && other.vertex[(e + 1) % 3] == a) {
                    other.neighbour[e] = first + k;
                }
            }
        }
        for (std::uint32_t k = 0; k < horizon.size(); ++k) {
            facets_[start_of_[horizon[k].b]].neighbour[2] = first + k;
        }
        hand_over(visible, first, apex);
    }

    void hand_over(const std::vector<std::uint32_t>& visible, std::uint32_t first,
                   std::uint32_t apex) {
        for (const std::uint32_t f : visible) {
            std::vector<std::uint32_t> orphans = std::move(facets_[f].outside);
            facets_[f].outside.clear();
            facets_[f].alive = false;
            for (const std::uint32_t p : orphans) {
                if (p == apex) continue;
                for (std::uint32_t n = first; n < facets_.size(); ++n) {
                    const double h = height(facets_[n], p);
                    if (h > 0.0) {
                        offer(facets_[n], p, h);
                        break;
                    }
                }
            }
        }
    }

    [[nodiscard]] TriangleMesh result() const {
        TriangleMesh hull;
        std::vector<std::uint32_t> index(points_.size(), kNone);
        for (const Facet& facet : facets_) {
            if (!facet.alive) continue;
            std::array<std::uint32_t, 3> triangle = facet.vertex;
            for (std::uint32_t& v : triangle) {
                if (index[v] == kNone) {
                    index[v] = static_cast<std::uint32_t>(hull.vertices.size());
                    hull.vertices.push_back(points_[v]);
                }
                v = index[v];
            }
            hull.triangles.push_back(triangle);
        }
        return hull;
    }

    std::span<const Vec3> points_;
    std::vector<GridPoint> grid_;
    std::vector<Facet> facets_;
    std::vector<std::uint32_t> start_of_;  ///< new facet whose horizon edge starts at a vertex
    std::uint32_t round_ = 0;
};

}  // namespace

TriangleMesh convex_hull(std::span<const Vec3> points) { return HullBuilder{points}.build(); }

std::vector<HullPlane> hull_planes(const TriangleMesh& hull) {
    struct FacetNormal {
        Vec3 normal;
        double area;
    };
    std::vector<FacetNormal> facets;
    double total = 0.0;
    for (std::size_t t = 0; t < hull.triangles.size(); ++t) {
        const Vec3 n = area_normal(hull, t);
        facets.push_back({normalized(n), length(n) / 2.0});
        total += facets.back().area;
    }
    std::stable_sort(facets.begin(), facets.end(),
                     [](const FacetNormal& a, const FacetNormal& b) { return a.area > b.area; });
    constexpr double kSame = 0.99996192;  // cos 0.5°
    constexpr std::size_t kPlanesMax = 256;
    std::vector<HullPlane> planes;
    for (const FacetNormal& facet : facets) {
        if (facet.area < 1e-6 * total) break;
        bool merged = false;
        for (HullPlane& plane : planes) {
            if (dot(plane.normal, facet.normal) < kSame) continue;
            plane.area_mm2 += facet.area;  // the largest facet has the best normal
            merged = true;
            break;
        }
        if (!merged && planes.size() < kPlanesMax) planes.push_back({facet.normal, facet.area});
    }
    std::stable_sort(planes.begin(), planes.end(), [](const HullPlane& a, const HullPlane& b) {
        return a.area_mm2 > b.area_mm2;
    });
    return planes;
}

}  // namespace millrace::geom
