// Planes and cylinders in a mesh (docs/algorithms/holes.md, "From a mesh").

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "millrace/geom/convex_hull.h"
#include "surface_patches.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr std::uint32_t kNone = ~std::uint32_t{0};
constexpr double kDegree = kPi / 180.0;
constexpr double kBendMin = 0.3 * kDegree;
constexpr double kBendMax = 35.0 * kDegree;  // twelve segments bend by 30°
constexpr double kPerpendicularSine = 0.03;  // 1.7°: facet normal against the axis

/// Triangles in one plane.
struct Flat {
    Vec3 normal;
    double area_mm2 = 0.0;
    std::vector<std::uint32_t> triangles;
    std::vector<std::uint32_t> bends;  ///< indices of Bend
};

/// All mesh edges between two flats.
struct Bend {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    double length_mm = 0.0;
    double dihedral_rad = 0.0;

    [[nodiscard]] bool smooth() const {
        return std::abs(dihedral_rad) > kBendMin && std::abs(dihedral_rad) < kBendMax;
    }
    [[nodiscard]] std::uint32_t other(std::uint32_t flat) const { return flat == a ? b : a; }
};

/// A cylinder while it grows, seen along its axis.
struct Cylinder {
    Vec3 axis;
    Vec3 u, v;
    double cx = 0.0, cy = 0.0;  ///< centre in (u, v)
    double radius = 0.0;
    bool concave = false;
    std::vector<std::uint32_t> flats;
    double low = 0.0, high = 0.0;  ///< along the axis
    double sweep = 0.0;
};

/// Numbers from the largest to the smallest. Sizes within a thousandth of each other are equal and
/// stay in the order of the file, which turning a part does not change.
template <class Size>
std::vector<std::uint32_t> largest_first(std::size_t count, const Size& size) {
    std::vector<std::pair<double, std::uint32_t>> keys;
    for (std::uint32_t i = 0; i < count; ++i) {
        const double value = size(i);
        keys.emplace_back(value > 0.0 ? -std::round(1'000.0 * std::log(value)) : 1e300, i);
    }
    std::sort(keys.begin(), keys.end());
    std::vector<std::uint32_t> order;
    for (const auto& [key, index] : keys) order.push_back(index);
    return order;
}

class Recogniser {
public:
    Recogniser(const Surface& surface, const std::vector<SharedEdge>& shared)
        : surface_{surface}, shared_{shared}, flat_of_(surface.mesh.triangles.size(), kNone) {}

    void run(Patches& patches) {
        grow_flats();
        collect_bends();
        cylinder_of_.assign(flats_.size(), kNone);
        find_cylinders();
        write_faces(patches);
        write_edges(patches);
    }

private:
    // --- flats ---------------------------------------------------------------------------------

    void grow_flats() {
        const auto& mesh = surface_.mesh;
        const std::size_t n = mesh.triangles.size();
        std::vector<std::array<std::uint32_t, 3>> next(n, {kNone, kNone, kNone});
        std::vector<std::uint8_t> used(n, 0);
        for (const SharedEdge& edge : shared_) {
            if (std::abs(edge.dihedral_rad) > 1.0 * kDegree) continue;
            if (used[edge.left] < 3) next[edge.left][used[edge.left]++] = edge.right;
            if (used[edge.right] < 3) next[edge.right][used[edge.right]++] = edge.left;
        }
        // The largest triangle has the best normal, so it starts its flat.
        const std::vector<std::uint32_t> order =
            largest_first(n, [&](std::size_t t) { return surface_.triangle_area_mm2[t]; });
        for (const std::uint32_t seed : order) {
            if (flat_of_[seed] != kNone) continue;
            const auto index = static_cast<std::uint32_t>(flats_.size());
            Flat flat;
            flat.normal = surface_.scene.normal(seed);
            flat_of_[seed] = index;
            flat.triangles.push_back(seed);
            const Vec3 origin = mesh.corner(seed, 0);
            Vec3 mean;
            for (std::size_t k = 0; k < flat.triangles.size(); ++k) {
                const std::uint32_t t = flat.triangles[k];
                flat.area_mm2 += surface_.triangle_area_mm2[t];
                mean += surface_.scene.normal(t) * surface_.triangle_area_mm2[t];
                for (const std::uint32_t other : next[t]) {
                    if (other == kNone || flat_of_[other] != kNone) continue;
                    if (!in_plane(other, flat.normal, origin)) continue;
                    flat_of_[other] = index;
                    flat.triangles.push_back(other);
                }
            }
            if (length(mean) > 0.0) flat.normal = normalized(mean);
            flats_.push_back(std::move(flat));
        }
    }

    [[nodiscard]] bool in_plane(std::uint32_t t, Vec3 normal, Vec3 origin) const {
        if (dot(surface_.scene.normal(t), normal) < 0.99985) return false;  // 1°
        for (int k = 0; k < 3; ++k) {
            const double off = dot(surface_.mesh.corner(t, k) - origin, normal);
            if (std::abs(off) > 5.0 * surface_.grain_mm) return false;
        }
        return true;
    }

    void collect_bends() {
        struct Piece {
            std::uint32_t low, high, edge;
        };
        std::vector<Piece> pieces;
        for (std::uint32_t e = 0; e < shared_.size(); ++e) {
            const std::uint32_t a = flat_of_[shared_[e].left];
            const std::uint32_t b = flat_of_[shared_[e].right];
            if (a != b) pieces.push_back({std::min(a, b), std::max(a, b), e});
        }
        std::sort(pieces.begin(), pieces.end(), [](const Piece& x, const Piece& y) {
            if (x.low != y.low) return x.low < y.low;
            if (x.high != y.high) return x.high < y.high;
            return x.edge < y.edge;
        });
        for (const Piece& piece : pieces) {
            if (bends_.empty() || bends_.back().a != piece.low || bends_.back().b != piece.high) {
                bends_.push_back({piece.low, piece.high, 0.0, 0.0});
            }
            const SharedEdge& edge = shared_[piece.edge];
            const double mm = edge_length(edge);
            bends_.back().length_mm += mm;
            bends_.back().dihedral_rad += mm * edge.dihedral_rad;
        }
        for (std::uint32_t k = 0; k < bends_.size(); ++k) {
            if (bends_[k].length_mm > 0.0) bends_[k].dihedral_rad /= bends_[k].length_mm;
            flats_[bends_[k].a].bends.push_back(k);
            flats_[bends_[k].b].bends.push_back(k);
        }
    }

    [[nodiscard]] double edge_length(const SharedEdge& edge) const {
        return length(surface_.mesh.vertices[edge.b] - surface_.mesh.vertices[edge.a]);
    }

    // --- cylinders -----------------------------------------------------------------------------

    void find_cylinders() {
        // Long straight bends first: they are the seams of real cylinders.
        const std::vector<std::uint32_t> order =
            largest_first(bends_.size(), [&](std::size_t k) { return bends_[k].length_mm; });
        std::vector<bool> tried(bends_.size(), false);
        for (const std::uint32_t k : order) {
            const Bend& bend = bends_[k];
            if (tried[k] || !bend.smooth() || cylinder_of_[bend.a] != kNone ||
                cylinder_of_[bend.b] != kNone) {
                continue;
            }
            Cylinder cylinder;
            if (!start(bend, cylinder)) continue;
            grow(cylinder);
            if (cylinder.flats.size() < 3 || !fit_circle(cylinder)) continue;
            grow(cylinder);  // again, with the better circle
            if (!fit_circle(cylinder)) continue;
            if (!plausible(cylinder)) {
                // No other bend of it would do better: a ball has thousands.
                for (const std::uint32_t flat : cylinder.flats) {
                    for (const std::uint32_t b : flats_[flat].bends) {
                        const Vec3 other = flats_[bends_[b].other(flat)].normal;
                        if (std::abs(dot(other, cylinder.axis)) < kPerpendicularSine) {
                            tried[b] = true;
                        }
                    }
                }
                continue;
            }
            for (const std::uint32_t flat : cylinder.flats) {
                cylinder_of_[flat] = static_cast<std::uint32_t>(cylinders_.size());
            }
            cylinders_.push_back(std::move(cylinder));
        }
    }

    struct Segment {
        double x0, y0, x1, y1;
    };

    /// A flat seen along the axis is a segment: its two ends.
    [[nodiscard]] Segment segment(const Cylinder& c, std::uint32_t flat) const {
        const Vec3 along = cross(c.axis, flats_[flat].normal);
        double low = 1e300;
        double high = -1e300;
        Segment s{};
        for (const std::uint32_t t : flats_[flat].triangles) {
            for (int k = 0; k < 3; ++k) {
                const Vec3 p = surface_.mesh.corner(t, k);
                const double at = dot(p, along);
                if (at < low) low = at, s.x0 = dot(p, c.u), s.y0 = dot(p, c.v);
                if (at > high) high = at, s.x1 = dot(p, c.u), s.y1 = dot(p, c.v);
            }
        }
        return s;
    }

    /// The circle through the three ends of two neighbouring segments.
    bool start(const Bend& bend, Cylinder& c) const {
        c.axis = normalized(cross(flats_[bend.a].normal, flats_[bend.b].normal));
        if (c.axis == Vec3{}) return false;
        const auto frame = geom::perpendicular_frame(c.axis);
        c.u = frame[0];
        c.v = frame[1];
        c.concave = bend.dihedral_rad < 0.0;
        const Segment s = segment(c, bend.a);
        const Segment t = segment(c, bend.b);
        // The farthest of the other segment's ends is the third point.
        const auto off = [&](double x, double y) {
            return std::min(std::hypot(x - s.x0, y - s.y0), std::hypot(x - s.x1, y - s.y1));
        };
        const bool first = off(t.x0, t.y0) > off(t.x1, t.y1);
        const double px = (first ? t.x0 : t.x1) - s.x0;
        const double py = (first ? t.y0 : t.y1) - s.y0;
        const double qx = s.x1 - s.x0;
        const double qy = s.y1 - s.y0;
        const double d = 2.0 * (qx * py - qy * px);
        if (!(std::abs(d) > 0.0)) return false;
        const double q2 = qx * qx + qy * qy;
        const double p2 = px * px + py * py;
        c.cx = s.x0 + (py * q2 - qy * p2) / d;
        c.cy = s.y0 + (qx * p2 - px * q2) / d;
        c.radius = std::hypot(c.cx - s.x0, c.cy - s.y0);
        if (!(c.radius > surface_.grain_mm) || c.radius > surface_.diagonal_mm) return false;
        c.flats = {bend.a, bend.b};
        return true;
    }

    [[nodiscard]] bool on_circle(const Cylinder& c, double x, double y) const {
        return std::abs(std::hypot(x - c.cx, y - c.cy) - c.radius) <=
               0.01 * c.radius + surface_.grain_mm;
    }

    void grow(Cylinder& c) const {
        std::vector<std::uint32_t> sorted = c.flats;
        std::sort(sorted.begin(), sorted.end());
        for (std::size_t k = 0; k < c.flats.size(); ++k) {
            for (const std::uint32_t index : flats_[c.flats[k]].bends) {
                const Bend& bend = bends_[index];
                if (!bend.smooth() || (bend.dihedral_rad < 0.0) != c.concave) continue;
                const std::uint32_t next = bend.other(c.flats[k]);
                const auto place = std::lower_bound(sorted.begin(), sorted.end(), next);
                if (place != sorted.end() && *place == next) continue;
                if (cylinder_of_[next] != kNone) continue;
                if (std::abs(dot(flats_[next].normal, c.axis)) > kPerpendicularSine) continue;
                const Segment s = segment(c, next);
                if (!on_circle(c, s.x0, s.y0) || !on_circle(c, s.x1, s.y1)) continue;
                sorted.insert(place, next);
                c.flats.push_back(next);
            }
        }
    }

    /// Improves axis, centre and radius from all flats: the axis is the direction of least spread
    /// of the normals, the circle a least-squares fit to the corners (Kåsa 1976).
    bool fit_circle(Cylinder& c) const {
        refine_axis(c);
        const auto frame = geom::perpendicular_frame(c.axis);
        c.u = frame[0];
        c.v = frame[1];
        std::vector<std::array<double, 2>> points;
        c.low = 1e300;
        c.high = -1e300;
        for (const std::uint32_t flat : c.flats) {
            for (const std::uint32_t t : flats_[flat].triangles) {
                for (int k = 0; k < 3; ++k) {
                    const Vec3 p = surface_.mesh.corner(t, k);
                    points.push_back({dot(p, c.u), dot(p, c.v)});
                    c.low = std::min(c.low, dot(p, c.axis));
                    c.high = std::max(c.high, dot(p, c.axis));
                }
            }
        }
        double mx = 0.0;
        double my = 0.0;
        for (const auto& [x, y] : points) mx += x, my += y;
        mx /= static_cast<double>(points.size());
        my /= static_cast<double>(points.size());
        double sxx = 0, sxy = 0, syy = 0, sxz = 0, syz = 0;
        for (const auto& [px, py] : points) {
            const double x = px - mx;
            const double y = py - my;
            const double z = x * x + y * y;
            sxx += x * x, sxy += x * y, syy += y * y, sxz += x * z, syz += y * z;
        }
        const double det = 2.0 * (sxx * syy - sxy * sxy);
        if (!(std::abs(det) > 1e-12 * sxx * syy)) return false;
        const double dx = (sxz * syy - syz * sxy) / det;
        const double dy = (syz * sxx - sxz * sxy) / det;
        c.cx = mx + dx;
        c.cy = my + dy;
        c.radius = std::sqrt(dx * dx + dy * dy + (sxx + syy) / static_cast<double>(points.size()));
        std::vector<double> angles;
        for (const auto& [x, y] : points) {
            if (!on_circle(c, x, y)) return false;
            angles.push_back(std::atan2(y - c.cy, x - c.cx));
        }
        c.sweep = sweep_of(angles);
        return true;
    }

    /// Least squares over all flats, each with its area: facets as long as the cylinder have exact
    /// normals, slivers at its ends none to speak of.
    void refine_axis(Cylinder& c) const {
        constexpr int kSteps = 3;  // the first axis is off by a few degrees at most
        for (int step = 0; step < kSteps; ++step) {
            const auto [u, v] = geom::perpendicular_frame(c.axis);
            double uu = 0.0, uv = 0.0, vv = 0.0, ua = 0.0, va = 0.0;
            for (const std::uint32_t flat : c.flats) {
                const Vec3 n = flats_[flat].normal;
                const double nu = dot(n, u);
                const double nv = dot(n, v);
                const double na = dot(n, c.axis);
                const double w = flats_[flat].area_mm2;
                uu += w * nu * nu, uv += w * nu * nv, vv += w * nv * nv;
                ua += w * nu * na, va += w * nv * na;
            }
            const double det = uu * vv - uv * uv;
            if (!(det > 1e-6 * (uu + vv) * (uu + vv))) return;
            c.axis = normalized(c.axis - u * ((ua * vv - va * uv) / det) -
                                v * ((va * uu - ua * uv) / det));
        }
    }

    /// Turn covered by the facets; the gaps of facets themselves are up to 35°.
    static double sweep_of(std::vector<double>& angles) {
        std::sort(angles.begin(), angles.end());
        double gap = angles.front() + 2.0 * kPi - angles.back();
        for (std::size_t k = 1; k < angles.size(); ++k) {
            gap = std::max(gap, angles[k] - angles[k - 1]);
        }
        return gap <= kBendMax ? 2.0 * kPi : 2.0 * kPi - gap;
    }

    [[nodiscard]] bool plausible(const Cylinder& c) const {
        if (c.flats.size() < 3 || c.sweep < 40.0 * kDegree) return false;
        // The belt of a ball or ring is a short cylinder between smooth neighbours.
        double smooth = 0.0;
        double all = 0.0;
        std::vector<std::uint32_t> sorted = c.flats;
        std::sort(sorted.begin(), sorted.end());
        for (const std::uint32_t flat : c.flats) {
            for (const std::uint32_t index : flats_[flat].bends) {
                const Bend& bend = bends_[index];
                const std::uint32_t next = bend.other(flat);
                if (std::binary_search(sorted.begin(), sorted.end(), next)) continue;
                // Straight sides that run on into tangent planes say nothing about a belt.
                if (std::abs(dot(flats_[next].normal, c.axis)) < kPerpendicularSine) continue;
                all += bend.length_mm;
                if (bend.smooth()) smooth += bend.length_mm;
            }
        }
        const bool belt = smooth > 0.6 * all && c.high - c.low < 0.5 * c.radius;
        return !belt;
    }

    // --- result --------------------------------------------------------------------------------

    [[nodiscard]] bool is_curved(const Flat& flat, std::uint32_t index) const {
        double around = 0.0;
        double curved = 0.0;
        for (const std::uint32_t k : flat.bends) {
            const Bend& bend = bends_[k];
            around += bend.length_mm;
            const std::uint32_t next = bend.other(index);
            const double ratio = flats_[next].area_mm2 / std::max(flat.area_mm2, 1e-300);
            if (bend.smooth() && cylinder_of_[next] == kNone && ratio > 0.25 && ratio < 4.0) {
                curved += bend.length_mm;
            }
        }
        return curved > 0.4 * around;
    }

    void write_faces(Patches& patches) {
        const auto flats = static_cast<std::uint32_t>(flats_.size());
        // Curved flats that are no cylinder are joined over their smooth bends.
        std::vector<std::uint32_t> root(flats);
        std::iota(root.begin(), root.end(), 0U);
        std::vector<bool> curved(flats, false);
        for (std::uint32_t f = 0; f < flats; ++f) {
            curved[f] = cylinder_of_[f] == kNone && is_curved(flats_[f], f);
        }
        const auto find = [&](std::uint32_t i) {
            while (root[i] != i) i = root[i] = root[root[i]];
            return i;
        };
        for (const Bend& bend : bends_) {
            if (bend.smooth() && curved[bend.a] && curved[bend.b])
                root[find(bend.a)] = find(bend.b);
        }
        // Patches are numbered by their first triangle.
        std::vector<std::uint32_t> patch_of_key(flats + cylinders_.size(), kNone);
        patches.patch_of_triangle.resize(flat_of_.size());
        for (std::uint32_t t = 0; t < flat_of_.size(); ++t) {
            const std::uint32_t flat = flat_of_[t];
            const std::uint32_t key =
                cylinder_of_[flat] != kNone ? flats + cylinder_of_[flat] : find(flat);
            std::uint32_t& patch = patch_of_key[key];
            if (patch == kNone) {
                patch = static_cast<std::uint32_t>(patches.faces.size());
                patches.faces.push_back(face_of(flat, curved[flat]));
            }
            geom::Face& face = patches.faces[patch];
            face.area_mm2 += surface_.triangle_area_mm2[t];
            face.normal += surface_.scene.normal(t) * surface_.triangle_area_mm2[t];
            patches.patch_of_triangle[t] = patch;
        }
        for (geom::Face& face : patches.faces) {
            const bool cancels = length(face.normal) < 0.01 * face.area_mm2;
            face.normal = cancels ? Vec3{} : normalized(face.normal);
        }
    }

    [[nodiscard]] geom::Face face_of(std::uint32_t flat, bool curved) const {
        geom::Face face;
        if (cylinder_of_[flat] != kNone) {
            const Cylinder& c = cylinders_[cylinder_of_[flat]];
            face.kind = geom::SurfaceKind::Cylinder;
            face.axis = c.axis;
            face.origin = c.u * c.cx + c.v * c.cy;
            face.radius_mm = c.radius;
            face.concave = c.concave;
            face.sweep_rad = c.sweep;
            face.axial_min_mm = c.low;
            face.axial_max_mm = c.high;
        } else if (!curved) {
            face.kind = geom::SurfaceKind::Plane;
            face.axis = flats_[flat].normal;
            face.origin = surface_.mesh.corner(flats_[flat].triangles.front(), 0);
        }
        return face;
    }

    /// Mesh edges between two patches, joined where they run on in a straight line.
    void write_edges(Patches& patches) const {
        struct Piece {
            std::uint32_t left, right, edge;
        };
        std::vector<Piece> pieces;
        for (std::uint32_t e = 0; e < shared_.size(); ++e) {
            const std::uint32_t a = patches.patch_of_triangle[shared_[e].left];
            const std::uint32_t b = patches.patch_of_triangle[shared_[e].right];
            if (a != b) pieces.push_back({std::min(a, b), std::max(a, b), e});
        }
        std::sort(pieces.begin(), pieces.end(), [](const Piece& x, const Piece& y) {
            if (x.left != y.left) return x.left < y.left;
            if (x.right != y.right) return x.right < y.right;
            return x.edge < y.edge;
        });
        std::multimap<std::uint32_t, std::size_t> end_at;  // vertex -> edge of this pair
        for (std::size_t k = 0; k < pieces.size(); ++k) {
            const Piece& piece = pieces[k];
            if (k == 0 || pieces[k - 1].left != piece.left || pieces[k - 1].right != piece.right) {
                end_at.clear();
            }
            add_piece(patches, piece.left, piece.right, shared_[piece.edge], end_at);
        }
        for (geom::Edge& edge : patches.edges) {
            edge.middle = (edge.start + edge.end) / 2.0;
            edge.length_mm = length(edge.end - edge.start);
            const Vec3 along = normalized(edge.end - edge.start);
            const bool straight = [&] {
                for (const std::uint32_t p : {*edge.left_face, *edge.right_face}) {
                    const geom::Face& face = patches.faces[p];
                    if (face.kind == geom::SurfaceKind::Plane) continue;
                    if (face.kind != geom::SurfaceKind::Cylinder) return false;
                    if (std::abs(dot(face.axis, along)) < 0.999) return false;
                }
                return true;
            }();
            edge.kind = straight ? geom::CurveKind::Line : geom::CurveKind::Freeform;
        }
    }

    void add_piece(Patches& patches, std::uint32_t left, std::uint32_t right,
                   const SharedEdge& shared,
                   std::multimap<std::uint32_t, std::size_t>& end_at) const {
        const Vec3 a = surface_.mesh.vertices[shared.a];
        const Vec3 b = surface_.mesh.vertices[shared.b];
        const Vec3 along = normalized(b - a);
        for (const auto& [vertex, far] : {std::pair{shared.a, shared.b}, {shared.b, shared.a}}) {
            const auto range = end_at.equal_range(vertex);
            for (auto it = range.first; it != range.second; ++it) {
                geom::Edge& edge = patches.edges[it->second];
                const Vec3 run = normalized(edge.end - edge.start);
                if (std::abs(dot(run, along)) < 0.9999) continue;
                if (std::abs(edge.dihedral_rad - shared.dihedral_rad) > 2.0 * kDegree) continue;
                const Vec3 here = surface_.mesh.vertices[vertex];
                (edge.start == here ? edge.start : edge.end) = surface_.mesh.vertices[far];
                const std::size_t index = it->second;
                end_at.erase(it);
                end_at.emplace(far, index);
                return;
            }
        }
        geom::Edge edge;
        edge.start = a;
        edge.end = b;
        edge.left_face = left;
        edge.right_face = right;
        edge.dihedral_rad = shared.dihedral_rad;
        end_at.emplace(shared.a, patches.edges.size());
        end_at.emplace(shared.b, patches.edges.size());
        patches.edges.push_back(edge);
    }

    const Surface& surface_;
    const std::vector<SharedEdge>& shared_;
    std::vector<std::uint32_t> flat_of_;
    std::vector<Flat> flats_;
    std::vector<Bend> bends_;
    std::vector<std::uint32_t> cylinder_of_;  ///< of each flat
    std::vector<Cylinder> cylinders_;
};

}  // namespace

void recognise_patches(const Surface& surface, const std::vector<SharedEdge>& shared,
                       Patches& patches) {
    Recogniser{surface, shared}.run(patches);
}

}  // namespace millrace::facts
