#include "bent_sheet.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace millrace::facts {
namespace {

using geom::Edge;
using geom::Face;
using geom::Vec3;

constexpr double kPi = 3.14159265358979323846;

/// Builds faces from loops of edges; edges with the same ends and middle are one.
class Builder {
public:
    explicit Builder(double thickness) : thickness_{thickness} {
        model_.exact = true;
        model_.bodies.resize(1);
        model_.bodies[0].solid = true;
    }

    struct Step {
        Edge edge;
    };
    static Edge line(Vec3 a, Vec3 b) {
        Edge edge;
        edge.kind = geom::CurveKind::Line;
        edge.start = a;
        edge.end = b;
        edge.middle = (a + b) / 2.0;
        edge.length_mm = geom::length(b - a);
        return edge;
    }
    static Edge arc(Vec3 a, Vec3 b, Vec3 middle, Vec3 centre, Vec3 axis, double angle) {
        Edge edge = line(a, b);
        edge.kind = geom::CurveKind::Circle;
        edge.middle = middle;
        edge.centre = centre;
        edge.axis = axis;
        edge.radius_mm = geom::length(a - centre);
        edge.length_mm = edge.radius_mm * angle;
        return edge;
    }
    static Edge turned(Edge edge) {
        std::swap(edge.start, edge.end);
        edge.axis = -edge.axis;
        return edge;
    }

    void add(Face face, const std::vector<std::vector<Edge>>& loops) {
        const auto index = static_cast<std::uint32_t>(model_.faces.size());
        for (std::size_t l = 0; l < loops.size(); ++l) {
            geom::Loop loop;
            loop.outer = l == 0;
            for (const Edge& edge : loops[l]) loop.edges.push_back(use(edge, index));
            face.loops.push_back(loop);
        }
        model_.bodies[0].area_mm2 += face.area_mm2;
        model_.faces.push_back(face);
    }

    void add_volume(double volume) { model_.bodies[0].volume_mm3 += volume; }

    geom::BoundaryModel take() {
        for (Edge& edge : model_.edges) {
            if (!edge.left_face || !edge.right_face) continue;
            const Vec3 a = normal(model_.faces[*edge.left_face], edge.middle);
            const Vec3 b = normal(model_.faces[*edge.right_face], edge.middle);
            Vec3 along = edge.end - edge.start;
            if (edge.kind == geom::CurveKind::Circle)
                along = cross(edge.axis, edge.middle - edge.centre);
            edge.dihedral_rad = std::atan2(dot(cross(a, b), geom::normalized(along)), dot(a, b));
        }
        return model_;
    }

private:
    static Vec3 normal(const Face& face, Vec3 p) {
        if (face.kind == geom::SurfaceKind::Plane) return face.axis;
        const Vec3 d = p - face.origin;
        const Vec3 radial = geom::normalized(d - face.axis * dot(d, face.axis));
        return face.concave ? -radial : radial;
    }

    geom::EdgeUse use(const Edge& edge, std::uint32_t face) {
        const auto key = [](Vec3 a, Vec3 b, Vec3 m) {
            std::array<long, 9> k{};
            int i = 0;
            for (const Vec3 p : {a, b, m})
                for (int axis = 0; axis < 3; ++axis)
                    k[static_cast<std::size_t>(i++)] = std::lround(p[axis] * 1e6);
            return k;
        };
        // A closed circle is used by a plane and a wall; the wall uses it the other way.
        if (const auto it = edges_.find(key(edge.end, edge.start, edge.middle));
            it != edges_.end() && !model_.edges[it->second].right_face) {
            model_.edges[it->second].right_face = face;
            return {it->second, false};
        }
        const auto number = static_cast<std::uint32_t>(model_.edges.size());
        edges_[key(edge.start, edge.end, edge.middle)] = number;
        model_.edges.push_back(edge);
        model_.edges.back().left_face = face;
        return {number, true};
    }

    double thickness_;
    geom::BoundaryModel model_;
    std::map<std::array<long, 9>, std::uint32_t> edges_;
};

/// A flange in space: x along its joint, y away from it, both on the drawn side.
struct Frame {
    Vec3 origin, x, y, up;
    double width = 0.0;
    double length = 0.0;
    [[nodiscard]] Vec3 at(double u, double v) const { return origin + x * u + y * v; }
};

Face plane(Vec3 point, Vec3 normal, double area, Vec3 centroid) {
    Face face;
    face.kind = geom::SurfaceKind::Plane;
    face.origin = point;
    face.axis = face.normal = normal;
    face.area_mm2 = area;
    face.centroid = centroid;
    return face;
}

class Sheet {
public:
    Sheet(double thickness, const std::vector<TestFlange>& flanges)
        : t_{thickness}, flanges_{flanges}, builder_{thickness} {}

    geom::BoundaryModel build() {
        for (std::size_t i = 0; i < flanges_.size(); ++i) frames_.push_back(frame(i));
        for (std::size_t i = 0; i < flanges_.size(); ++i) {
            add_flange(i);
            if (i > 0) add_bend(i);
        }
        return builder_.take();
    }

private:
    struct Joint {
        Vec3 from, to;  ///< tangent line on the parent, counter-clockwise
        Vec3 out, up, along, axis_point;
        double angle = 0.0, near_radius = 0.0;
        bool rises = true;
    };

    [[nodiscard]] Joint joint(std::size_t child) const {
        const TestFlange& f = flanges_[child];
        const Frame& p = frames_[static_cast<std::size_t>(f.parent)];
        const std::array corners = {p.at(0, 0), p.at(p.width, 0), p.at(p.width, p.length),
                                    p.at(0, p.length)};
        const auto side = static_cast<std::size_t>(f.side);
        Joint j;
        j.along = geom::normalized(corners[(side + 1) % 4] - corners[side]);
        j.from = corners[side] + j.along * f.from_mm;
        j.to = corners[side] + j.along * f.to_mm;
        j.up = p.up;
        j.out = cross(j.along, j.up);
        j.angle = f.angle_deg * kPi / 180.0;
        j.rises = f.up;
        j.near_radius = f.up ? f.radius_mm : f.radius_mm + t_;
        j.axis_point = j.from + j.up * (f.up ? j.near_radius : -j.near_radius);
        return j;
    }

    /// A point of the bend's drawn side after a turn, over the `from` end of its tangent line.
    [[nodiscard]] static Vec3 turned(const Joint& j, double turn, double depth) {
        const double s = j.rises ? 1.0 : -1.0;
        const Vec3 up = j.up * std::cos(turn) - j.out * (s * std::sin(turn));
        return j.axis_point - up * (s * (j.near_radius + s * depth));
    }

    [[nodiscard]] Frame frame(std::size_t i) const {
        const TestFlange& f = flanges_[i];
        if (f.parent < 0)
            return {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, f.width_mm, f.length_mm};
        const Joint j = joint(i);
        const double s = j.rises ? 1.0 : -1.0;
        Frame frame;
        frame.up = j.up * std::cos(j.angle) - j.out * (s * std::sin(j.angle));
        frame.y = j.out * std::cos(j.angle) + j.up * (s * std::sin(j.angle));
        frame.x = -j.along;
        frame.origin = turned(j, j.angle, 0.0) + (j.to - j.from);
        frame.width = f.to_mm - f.from_mm;
        frame.length = f.length_mm;
        return frame;
    }

    void add_flange(std::size_t index) {
        const Frame& f = frames_[index];
        const std::array corners = {f.at(0, 0), f.at(f.width, 0), f.at(f.width, f.length),
                                    f.at(0, f.length)};
        std::vector<Edge> near;
        std::vector<Edge> far;
        const Vec3 down = f.up * -t_;
        for (std::size_t side = 0; side < 4; ++side) {
            const Vec3 a = corners[side];
            const Vec3 b = corners[(side + 1) % 4];
            const Vec3 along = geom::normalized(b - a);
            std::vector<std::pair<double, double>> bent;
            if (side == 0 && index > 0) bent.emplace_back(0.0, f.width);
            for (const TestFlange& child : flanges_) {
                if (child.parent == static_cast<int>(index) &&
                    child.side == static_cast<int>(side)) {
                    bent.emplace_back(child.from_mm, child.to_mm);
                }
            }
            std::sort(bent.begin(), bent.end());
            double at = 0.0;
            const auto stretch = [&](double to, bool wall) {
                if (to - at < 1e-9) return;
                const Vec3 p = a + along * at;
                const Vec3 q = a + along * to;
                near.push_back(Builder::line(p, q));
                far.push_back(Builder::line(q + down, p + down));
                if (wall) {
                    builder_.add(plane(p, cross(along, f.up), (to - at) * t_, (p + q + down) / 2.0),
                                 {{Builder::line(q, p), Builder::line(p, p + down),
                                   Builder::line(p + down, q + down), Builder::line(q + down, q)}});
                }
                at = to;
            };
            for (const auto& [from, to] : bent) {
                stretch(from, true);
                stretch(to, false);
            }
            stretch(geom::length(b - a), true);
        }
        std::reverse(far.begin(), far.end());
        std::vector<std::vector<Edge>> near_loops{near};
        std::vector<std::vector<Edge>> far_loops{far};
        double area = f.width * f.length;
        for (const TestHole& hole : flanges_[index].holes) {
            const Vec3 centre = f.at(hole.x_mm, hole.y_mm);
            const Vec3 r = f.x * hole.radius_mm;
            const Edge top =
                Builder::arc(centre + r, centre + r, centre - r, centre, -f.up, 2.0 * kPi);
            const Edge bottom = Builder::arc(centre + r + down, centre + r + down,
                                             centre - r + down, centre + down, f.up, 2.0 * kPi);
            near_loops.push_back({top});
            far_loops.push_back({bottom});
            Face wall;
            wall.kind = geom::SurfaceKind::Cylinder;
            wall.origin = wall.centroid = centre;
            wall.axis = f.up;
            wall.radius_mm = hole.radius_mm;
            wall.concave = true;
            wall.sweep_rad = 2.0 * kPi;
            wall.axial_min_mm = -t_;
            wall.area_mm2 = 2.0 * kPi * hole.radius_mm * t_;
            holes_.push_back({wall, Builder::turned(top), Builder::turned(bottom)});
            area -= kPi * hole.radius_mm * hole.radius_mm;
        }
        const Vec3 centre = f.at(f.width / 2, f.length / 2);
        builder_.add(plane(f.origin, f.up, area, centre), near_loops);
        builder_.add(plane(f.origin + down, -f.up, area, centre + down), far_loops);
        builder_.add_volume(area * t_);
        for (const HoleWall& hole : holes_) builder_.add(hole.face, {{hole.top}, {hole.bottom}});
        holes_.clear();
    }

    void add_bend(std::size_t index) {
        const Joint j = joint(index);
        const double width = geom::length(j.to - j.from);
        const Vec3 shift = j.to - j.from;
        const double s = j.rises ? 1.0 : -1.0;
        const Vec3 axis = j.rises ? -j.along : j.along;  // the bend turns right-handed around it
        const auto arc = [&](double depth, Vec3 move) {
            return Builder::arc(turned(j, 0, depth) + move, turned(j, j.angle, depth) + move,
                                turned(j, j.angle / 2, depth) + move, j.axis_point + move, axis,
                                j.angle);
        };
        const auto cylinder = [&](double depth, bool concave) {
            Face face;
            face.kind = geom::SurfaceKind::Cylinder;
            face.origin = j.axis_point;
            face.axis = j.along;
            face.radius_mm = j.near_radius + s * depth;
            face.concave = concave;
            face.sweep_rad = j.angle;
            face.axial_max_mm = width;
            face.area_mm2 = face.radius_mm * j.angle * width;
            face.centroid = turned(j, j.angle / 2, depth) + shift / 2.0;
            const Vec3 radial = geom::normalized(turned(j, j.angle / 2, depth) - j.axis_point);
            face.normal = concave ? -radial : radial;
            return face;
        };
        const auto across = [&](double turn, double depth) {
            return Builder::line(turned(j, turn, depth), turned(j, turn, depth) + shift);
        };
        // The drawn side, then the other one, each counter-clockwise from outside.
        builder_.add(cylinder(0.0, j.rises),
                     {{Builder::turned(across(0, 0)), arc(0, {}), across(j.angle, 0),
                       Builder::turned(arc(0, shift))}});
        builder_.add(cylinder(t_, !j.rises),
                     {{across(0, t_), arc(t_, shift), Builder::turned(across(j.angle, t_)),
                       Builder::turned(arc(t_, {}))}});
        const double inner = std::min(j.near_radius, j.near_radius + s * t_);
        const double section = j.angle / 2.0 * ((inner + t_) * (inner + t_) - inner * inner);
        builder_.add_volume(section * width);
        for (const bool end : {false, true}) {
            const Vec3 move = end ? shift : Vec3{};
            const auto down = [&](double turn) {
                return Builder::line(turned(j, turn, 0) + move, turned(j, turn, t_) + move);
            };
            std::vector<Edge> loop = {Builder::turned(arc(0, move)), down(0), arc(t_, move),
                                      Builder::turned(down(j.angle))};
            if (end) {
                std::reverse(loop.begin(), loop.end());
                for (Edge& edge : loop) edge = Builder::turned(edge);
            }
            builder_.add(plane(j.from + move, end ? j.along : -j.along, section,
                               turned(j, j.angle / 2, t_ / 2) + move),
                         {loop});
        }
    }

    struct HoleWall {
        Face face;
        Edge top, bottom;
    };
    double t_;
    const std::vector<TestFlange>& flanges_;
    Builder builder_;
    std::vector<Frame> frames_;
    std::vector<HoleWall> holes_;
};

}  // namespace

geom::BoundaryModel bent_sheet(double thickness_mm, const std::vector<TestFlange>& flanges) {
    return Sheet{thickness_mm, flanges}.build();
}

}  // namespace millrace::facts
