#pragma once

// Where on a workpiece a feature can go: plane faces, their straight convex edges and corners, and
// how much material lies behind. Works on the boundary model alone.

#include <cstdint>
#include <optional>
#include <vector>

#include "millrace/base/rng.h"
#include "millrace/geom/boundary_model.h"
#include "sketch.h"

namespace millrace::feature_parts {

/// A rectangle on a plane face: u from 0 to width, v from 0 to height (into the face).
struct Site {
    Frame frame;
    double width_mm = 0.0;
    double height_mm = 0.0;
    double room_mm = 0.0;  ///< material straight below the rectangle, at its thinnest
};

struct Room {
    double size_min_mm = 0.0;   ///< smallest side
    double clearance_mm = 0.0;  ///< to borders of the face and to what lies behind
    double shrink_max = 1.0;    ///< a side keeps at least a tenth and at most this of the room
};

class Placement {
public:
    Placement(const geom::BoundaryModel& model, Rng& rng);

    /// Away from all borders.
    [[nodiscard]] std::optional<Site> inside(const Room& room);
    /// The side v = 0 lies on a straight convex edge.
    [[nodiscard]] std::optional<Site> at_edge(const Room& room);
    /// The sides u = 0 and v = 0 lie on convex edges that meet squarely.
    [[nodiscard]] std::optional<Site> at_corner(const Room& room);
    /// The sides u = 0, v = 0 and u = width lie on convex edges.
    [[nodiscard]] std::optional<Site> across(const Room& room);

    [[nodiscard]] double diagonal_mm() const { return diagonal_mm_; }

private:
    struct Side {
        std::uint32_t face, edge;
        geom::Vec3 from, to;
        bool square = false;  ///< convex by a right angle
        bool usable = false;  ///< straight and convex
    };
    /// Consecutive sides of the outer loop of plane faces.
    struct Corner {
        std::size_t first, second;
    };
    [[nodiscard]] bool covers(std::uint32_t face, geom::Vec3 p) const;
    /// The rectangle with its borders lies on the face; sides named open may reach its border.
    struct Open {
        bool left = false, bottom = false, right = false;
    };
    [[nodiscard]] bool fits(std::uint32_t face, const Site& site, double clearance_mm,
                            Open open) const;
    /// Nothing lies straight above the rectangle, and how much lies below.
    [[nodiscard]] bool measure_room(std::uint32_t face, Site& site, double clearance_mm) const;
    [[nodiscard]] double hit(geom::Vec3 from, geom::Vec3 along) const;
    [[nodiscard]] double pick(double low, double high, double shrink_max);
    [[nodiscard]] Frame frame_of(const Side& side) const;
    /// How far the inside of the face reaches from `from`.
    [[nodiscard]] double reach_in_face(std::uint32_t face, geom::Vec3 from, geom::Vec3 along) const;

    const geom::BoundaryModel& model_;
    Rng& rng_;
    std::vector<std::vector<std::uint32_t>> triangles_;  ///< of every face
    std::vector<std::uint32_t> planes_;
    std::vector<Side> sides_;
    std::vector<Corner> corners_;
    double diagonal_mm_ = 0.0;
};

}  // namespace millrace::feature_parts
