#pragma once

// The two sides of a sheet, and their places in the plane. Internal to the module.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "millrace/facts/sheet.h"
#include "millrace/geom/boundary_model.h"

namespace millrace::facts::sheet {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;
/// Edges between faces that meet below this angle are smooth. Files that round coordinates to a
/// micrometre leave a hundredth of a radian where a bend of 10 mm begins.
inline constexpr double kSmooth_rad = 0.012;
/// Thickness may differ by this before it counts as another one.
inline constexpr double kThicknessTolerance_mm = 0.01;

struct Vec2 {
    double x = 0.0;
    double y = 0.0;
    constexpr Vec2 operator+(Vec2 b) const { return {x + b.x, y + b.y}; }
    constexpr Vec2 operator-(Vec2 b) const { return {x - b.x, y - b.y}; }
    constexpr Vec2 operator*(double f) const { return {x * f, y * f}; }
};
[[nodiscard]] constexpr double dot(Vec2 a, Vec2 b) { return a.x * b.x + a.y * b.y; }
[[nodiscard]] constexpr double cross(Vec2 a, Vec2 b) { return a.x * b.y - a.y * b.x; }
[[nodiscard]] inline double length(Vec2 a) { return std::sqrt(dot(a, a)); }
/// Turned by a quarter counter-clockwise.
[[nodiscard]] constexpr Vec2 quarter(Vec2 a) { return {-a.y, a.x}; }

/// Faces of a part that may be skin of a sheet of this thickness.
struct Mates {
    double thickness_mm = 0.0;
    /// Offset faces on the other side of the sheet, for every face of the model.
    std::vector<std::vector<std::uint32_t>> of;
    double area_mm2 = 0.0;  ///< of all faces that have a mate
};

/// The thickness that most of the part's area has, or 0 when it does not look like a sheet.
/// Cost: at most a few thousand pairs of faces.
[[nodiscard]] double likely_thickness(const geom::BoundaryModel& model);

/// Pairs planes at that distance and coaxial cylinders with that difference of radius.
[[nodiscard]] Mates find_mates(const geom::BoundaryModel& model, double thickness_mm);

/// One side: faces that run smoothly into each other.
struct Skin {
    std::vector<std::uint32_t> faces;  ///< ascending
    std::vector<bool> holds;           ///< for every face of the model
    std::uint32_t root = kNone;        ///< its largest plane
    double outward = 1.0;              ///< -1 on the far side, which is drawn as seen through
    double area_mm2 = 0.0;
};

/// "12.50": rounded to that many decimals, below 1e12.
[[nodiscard]] std::string fixed_text(double value, int decimals);

/// What lies across a use of an edge: a face, or nothing on an open shell.
[[nodiscard]] std::optional<std::uint32_t> across(const geom::Edge& edge, std::uint32_t face);
[[nodiscard]] bool smooth(const geom::Edge& edge);

/// Faces hidden behind a closed smooth loop of a plane: formed into it, not bent out of it.
[[nodiscard]] std::vector<bool> formed_faces(const geom::BoundaryModel& model, const Mates& mates);

[[nodiscard]] Skin grow_skin(const geom::BoundaryModel& model, const Mates& mates,
                             const std::vector<bool>& formed, std::uint32_t root, double outward);

/// Where a face of the skin lies in the flat pattern. A plane is moved; a cylinder is unrolled by
/// its neutral fibre.
struct Placed {
    bool known = false;
    bool bend = false;
    geom::Vec3 origin;  ///< a point of the plane, or on the axis
    geom::Vec3 along;   ///< unit: in the plane, or the axis
    geom::Vec3 beside;  ///< unit: quarter turn from `along` as drawn; cylinders: at turn zero,
                        ///< from the axis to the surface
    geom::Vec3 third;   ///< cylinders: quarter turn from `beside` around `along`
    Vec2 at;            ///< image of `origin`; cylinders: at turn zero
    Vec2 along2;
    Vec2 beside2;             ///< cylinders: direction of growing turn
    double neutral_mm = 0.0;  ///< cylinders: flat length for one radian

    /// Turn around the axis from `beside`, in (-pi, pi].
    [[nodiscard]] double turn(geom::Vec3 point) const;
    [[nodiscard]] Vec2 flat(geom::Vec3 point) const;
};

/// A connection of two faces in the order of the spanning tree.
struct Joint {
    std::uint32_t parent = kNone;
    std::uint32_t child = kNone;
    std::uint32_t edge = kNone;
};

struct Unfolded {
    std::vector<Placed> placed;  ///< for every face of the model
    std::vector<Joint> tree;     ///< parents before children
};

/// k-factor of a bend with this inside radius.
[[nodiscard]] double k_factor(double radius_mm, double thickness_mm, const SheetOptions& options);

/// Places all faces of a skin in the plane.
/// @return the refusal when a ring of bends does not close in the plane, or a face cannot be
/// placed.
[[nodiscard]] std::optional<SheetRefusal> unfold(const geom::BoundaryModel& model, const Skin& skin,
                                                 double thickness_mm, const SheetOptions& options,
                                                 Unfolded& out);

}  // namespace millrace::facts::sheet
