#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adjacency_graph.h"

namespace millrace::facts {

/// Collects one row of numbers; the first row also gives the names of the columns.
class RowWriter {
public:
    RowWriter(std::vector<float>& values, std::vector<std::string>* names)
        : values_{values}, names_{names} {}
    /// Values are rounded to a grid so that a turned part falls on the same side of a threshold.
    void add(std::string_view name, double value) { add({}, name, value); }
    void add(std::string_view group, std::string_view name, double value);

private:
    std::vector<float>& values_;
    std::vector<std::string>* names_;
};

/// What one face looks like on its own.
struct FaceShape {
    double perimeter_mm = 0.0;
    int edges = 0;
    int neighbours = 0;
    int inner_loops = 0;
    int corners = 0;         ///< of the outer loop where the border turns
    int reflex_corners = 0;  ///< of them inward
    double corner_min_deg = 0.0;
    double corner_max_deg = 0.0;
    int convex = 0, concave = 0, smooth = 0;
    double concave_share = 0.0, smooth_share = 0.0;  ///< of the perimeter
    double angle_min_deg = 0.0, angle_mean_deg = 0.0, angle_max_deg = 0.0;
    int inner_convex = 0, inner_concave = 0;  ///< arcs on inner loops
    std::array<double, 3> extents{};          ///< in the stock box's axes, over the scale, sorted
};
[[nodiscard]] FaceShape face_shape(const AdjacencyGraph& graph, std::uint32_t face);

/// What a component of faces looks like as a whole.
struct ComponentShape {
    double faces = 0, surfaces = 0, planes = 0, hollow = 0, bulging = 0, area = 0;
    double concave_arcs = 0, convex_arcs = 0;
    double parallel = 0, facing = 0;  ///< pairs of planes
    double rims = 0, rim_edges = 0, outside_faces = 0, outside_surfaces = 0;
    double box_sides = 0, opposite_sides = 0, faces_on_sides = 0;
    double degree_min = 0, degree_max = 0;
    double hubs = 0;  ///< faces that touch all others of the component
    double angle_min_deg = 0, angle_max_deg = 0, angle_mean_deg = 0;
    double prismatic = 0;  ///< all planes contain one direction
    double directions = 0;
    geom::Vec3 prism_axis;
    std::array<double, 3> extents{};
    std::array<double, 4> by_corners{};  ///< faces with 3, 4, 5, more corners
    std::array<double, 3> by_degree{};   ///< faces with 1, 2, 3 concave arcs
};
[[nodiscard]] ComponentShape component_shape(const AdjacencyGraph& graph,
                                             const Components& components, std::uint32_t component,
                                             std::span<const FaceShape> shapes);

}  // namespace millrace::facts
