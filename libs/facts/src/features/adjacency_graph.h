#pragma once

// The attributed adjacency graph of a B-rep (Joshi & Chang 1988): faces, and the edges between them
// with their signed dihedral angle, beside the box of stock that the part was cut from.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "millrace/facts/face_values.h"
#include "millrace/geom/boundary_model.h"

namespace millrace::facts {

enum class EdgeBend : std::uint8_t { Concave, Smooth, Convex };

/// An edge as one of its two faces sees it.
struct Arc {
    std::uint32_t face = 0;  ///< on the other side
    std::uint32_t edge = 0;
    double angle_rad = 0.0;  ///< > 0 convex
    double length_mm = 0.0;
    EdgeBend bend = EdgeBend::Smooth;
};

/// A box around the part whose sides follow its faces: the stock, whatever way the part lies.
struct StockBox {
    static constexpr int kNone = -1;
    std::array<geom::Vec3, 3> axes;
    std::array<double, 3> min_mm{};
    std::array<double, 3> max_mm{};
    [[nodiscard]] double size_mm(int axis) const {
        return max_mm[static_cast<std::size_t>(axis)] - min_mm[static_cast<std::size_t>(axis)];
    }
};

struct AdjacencyGraph {
    const geom::BoundaryModel* model = nullptr;
    std::vector<std::vector<Arc>> arcs;  ///< of every face, in the order of the model's edges
    std::vector<std::array<std::uint32_t, 2>> ends;  ///< vertex numbers of every edge
    double scale_mm = 1.0;                           ///< side of the cube with the part's area
    StockBox box;
    std::vector<int> side;      ///< of the box that a face lies in (axis * 2 + upper), or kNone
    std::vector<bool> on_hull;  ///< no point of the part lies beyond the face's surface
    /// Number of the surface a face lies on: faces of one plane or cylinder share it.
    std::vector<std::uint32_t> surface;

    [[nodiscard]] std::size_t faces() const { return arcs.size(); }
    [[nodiscard]] const geom::Face& face(std::size_t index) const { return model->faces[index]; }
};

/// The graph keeps a pointer to `model`, which has to outlive it.
[[nodiscard]] AdjacencyGraph make_graph(const geom::BoundaryModel& model);

/// The numbers of every face, from a graph that is there already.
[[nodiscard]] FaceValues face_values(const AdjacencyGraph& graph);

/// Faces that hang together over concave edges, or smoothly over a concave curved face.
struct Components {
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;
    std::vector<std::uint32_t> of_face;             ///< kNone for faces left out
    std::vector<std::vector<std::uint32_t>> faces;  ///< ascending
};
struct FloodOptions {
    bool without_stock_sides = false;  ///< leave out faces that lie in a side of the box
    bool join_surfaces = false;        ///< pieces of one surface belong together
};
[[nodiscard]] Components flood(const AdjacencyGraph& graph, const FloodOptions& options);

/// Whether an arc holds a feature together.
[[nodiscard]] bool binds(const AdjacencyGraph& graph, std::uint32_t from, const Arc& arc);

}  // namespace millrace::facts
