#include "millrace/facts/face_values.h"

#include <algorithm>
#include <cmath>

#include "component_values.h"
#include "surface.h"
#include "whole_faces.h"

namespace millrace::facts {
namespace {

constexpr double kDegrees = 180.0 / kPi;
constexpr std::size_t kNeighbours = 6;

double kind_code(geom::SurfaceKind kind) {
    switch (kind) {
        case geom::SurfaceKind::Plane: return 0.0;
        case geom::SurfaceKind::Cylinder: return 1.0;
        case geom::SurfaceKind::Cone: return 2.0;
        case geom::SurfaceKind::Sphere: return 3.0;
        case geom::SurfaceKind::Torus: return 4.0;
        case geom::SurfaceKind::Extrusion:
        case geom::SurfaceKind::Revolution:
        case geom::SurfaceKind::Freeform:
        case geom::SurfaceKind::Facets: return 5.0;
    }
    return 5.0;
}

/// A component of each kind of flood, with the shapes of all of them.
struct Flood {
    std::string name;
    Components components;
    std::vector<ComponentShape> shapes;
};

class ValueTable {
public:
    explicit ValueTable(const AdjacencyGraph& graph) : graph_{graph} {
        for (std::uint32_t f = 0; f < graph_.faces(); ++f) shapes_.push_back(face_shape(graph_, f));
        add_flood("all_", {});
        add_flood("cut_", {.without_stock_sides = true});
        add_flood("joined_", {.without_stock_sides = true, .join_surfaces = true});
        pieces_.assign(graph_.faces(), 0);
        for (const std::uint32_t surface : graph_.surface) ++pieces_[surface];
    }

    FaceValues run() {
        FaceValues out;
        for (std::uint32_t f = 0; f < graph_.faces(); ++f) {
            RowWriter row{out.rows, f == 0 ? &out.names : nullptr};
            add_own(row, f);
            add_place(row, f);
            for (const Flood& flood : floods_) add_component(row, flood, f);
            add_neighbours(row, f);
            add_means(row, f, EdgeBend::Concave, "concave");
            add_means(row, f, EdgeBend::Convex, "convex");
        }
        out.columns = out.names.size();
        return out;
    }

private:
    void add_flood(const std::string& name, const FloodOptions& options) {
        Flood result{name, flood(graph_, options), {}};
        for (std::uint32_t c = 0; c < result.components.faces.size(); ++c)
            result.shapes.push_back(component_shape(graph_, result.components, c, shapes_));
        floods_.push_back(std::move(result));
    }

    [[nodiscard]] double over_scale(double length_mm) const { return length_mm / graph_.scale_mm; }
    [[nodiscard]] double area(std::uint32_t f) const {
        return graph_.face(f).area_mm2 / (graph_.scale_mm * graph_.scale_mm);
    }
    [[nodiscard]] double compactness(std::uint32_t f) const {
        const double p = shapes_[f].perimeter_mm;
        return p > 0.0 ? 4.0 * kPi * graph_.face(f).area_mm2 / (p * p) : 0.0;
    }

    void add_own(RowWriter& row, std::uint32_t f) const {
        const geom::Face& face = graph_.face(f);
        const FaceShape& shape = shapes_[f];
        row.add("kind", kind_code(face.kind));
        row.add("hollow", face.kind != geom::SurfaceKind::Plane && face.concave ? 1.0 : 0.0);
        row.add("sweep_deg", face.sweep_rad * kDegrees);
        row.add("radius", over_scale(face.radius_mm));
        row.add("minor_radius", over_scale(face.minor_radius_mm));
        row.add("half_angle_deg", std::abs(face.half_angle_rad) * kDegrees);
        row.add("area", area(f));
        row.add("perimeter", over_scale(shape.perimeter_mm));
        row.add("compactness", compactness(f));
        row.add("edges", shape.edges);
        row.add("loops", static_cast<double>(face.loops.size()));
        row.add("neighbours", shape.neighbours);
        row.add("inner_loops", shape.inner_loops);
        row.add("inner_convex", shape.inner_convex);
        row.add("inner_concave", shape.inner_concave);
        row.add("corners", shape.corners);
        row.add("reflex_corners", shape.reflex_corners);
        row.add("corner_min_deg", shape.corner_min_deg);
        row.add("corner_max_deg", shape.corner_max_deg);
        row.add("convex", shape.convex);
        row.add("concave", shape.concave);
        row.add("smooth", shape.smooth);
        row.add("concave_share", shape.concave_share);
        row.add("smooth_share", shape.smooth_share);
        row.add("angle_min_deg", shape.angle_min_deg);
        row.add("angle_mean_deg", shape.angle_mean_deg);
        row.add("angle_max_deg", shape.angle_max_deg);
        for (std::size_t k = 0; k < 3; ++k)
            row.add("extent_" + std::to_string(k), shape.extents[k]);
        row.add("pieces", pieces_[graph_.surface[f]]);
    }

    /// Where the face lies in the stock box; the box turns with the part.
    void add_place(RowWriter& row, std::uint32_t f) const {
        const geom::Face& face = graph_.face(f);
        row.add("on_box_side", graph_.side[f] != StockBox::kNone ? 1.0 : 0.0);
        row.add("on_hull", graph_.on_hull[f] ? 1.0 : 0.0);
        std::array<double, 3> along{};
        for (std::size_t k = 0; k < 3; ++k) along[k] = std::abs(dot(face.axis, graph_.box.axes[k]));
        double ahead = -1.0;
        double behind = -1.0;
        for (std::size_t k = 0; k < 3; ++k) {
            if (along[k] < 0.99999 || face.kind != geom::SurfaceKind::Plane) continue;
            const double at = dot(face.origin, graph_.box.axes[k]);
            ahead = over_scale(graph_.box.max_mm[k] - at);
            behind = over_scale(at - graph_.box.min_mm[k]);
            if (dot(face.axis, graph_.box.axes[k]) < 0.0) std::swap(ahead, behind);
        }
        row.add("ahead", ahead);
        row.add("behind", behind);
        std::sort(along.begin(), along.end());
        for (std::size_t k = 0; k < 3; ++k) row.add("along_" + std::to_string(k), along[k]);
    }

    void add_component(RowWriter& row, const Flood& flood, std::uint32_t f) const {
        static const ComponentShape kNothing;
        const std::uint32_t number = flood.components.of_face[f];
        const bool some = number != Components::kNone;
        const ComponentShape& c = some ? flood.shapes[number] : kNothing;
        const std::string& p = flood.name;
        row.add(p, "faces", c.faces);
        row.add(p, "surfaces", c.surfaces);
        row.add(p, "planes", c.planes);
        row.add(p, "hollow", c.hollow);
        row.add(p, "bulging", c.bulging);
        row.add(p, "area", c.area);
        row.add(p, "concave_arcs", c.concave_arcs);
        row.add(p, "convex_arcs", c.convex_arcs);
        row.add(p, "parallel", c.parallel);
        row.add(p, "facing", c.facing);
        row.add(p, "rims", c.rims);
        row.add(p, "rim_edges", c.rim_edges);
        row.add(p, "outside_faces", c.outside_faces);
        row.add(p, "outside_surfaces", c.outside_surfaces);
        row.add(p, "box_sides", c.box_sides);
        row.add(p, "opposite_sides", c.opposite_sides);
        row.add(p, "faces_on_sides", c.faces_on_sides);
        row.add(p, "degree_min", c.degree_min);
        row.add(p, "degree_max", c.degree_max);
        row.add(p, "hubs", c.hubs);
        row.add(p, "angle_min_deg", c.angle_min_deg);
        row.add(p, "angle_max_deg", c.angle_max_deg);
        row.add(p, "angle_mean_deg", c.angle_mean_deg);
        row.add(p, "prismatic", c.prismatic);
        row.add(p, "directions", c.directions);
        row.add(p, "across_prism", some ? std::abs(dot(c.prism_axis, graph_.face(f).axis)) : 0.0);
        row.add(p, "share", c.area > 0.0 ? area(f) / c.area : 0.0);
        for (std::size_t k = 0; k < 3; ++k) row.add(p, "extent_" + std::to_string(k), c.extents[k]);
        for (std::size_t k = 0; k < 4; ++k)
            row.add(p, "corners_" + std::to_string(k + 3), c.by_corners[k]);
        for (std::size_t k = 0; k < 3; ++k)
            row.add(p, "degree_" + std::to_string(k + 1), c.by_degree[k]);
    }

    /// The neighbours with the most concave and the most convex edges, in the order of the angle.
    void add_neighbours(RowWriter& row, std::uint32_t f) const {
        std::vector<Arc> arcs = graph_.arcs[f];
        std::stable_sort(arcs.begin(), arcs.end(), [&](const Arc& a, const Arc& b) {
            const double x = std::round(a.angle_rad * 1e4);
            const double y = std::round(b.angle_rad * 1e4);
            if (x != y) return x < y;
            const double p = std::round(over_scale(a.length_mm) * 1e4);
            const double q = std::round(over_scale(b.length_mm) * 1e4);
            if (p != q) return p > q;
            return a.edge < b.edge;
        });
        const Flood& cut = floods_[1];
        for (std::size_t k = 0; k < kNeighbours; ++k) {
            const std::string p = "n" + std::to_string(k) + "_";
            const bool some = k < arcs.size();
            const std::uint32_t n = some ? arcs[k].face : 0;
            const std::uint32_t component = some ? cut.components.of_face[n] : Components::kNone;
            const auto value = [&](double v) { return some ? v : -1.0; };
            row.add(p, "angle_deg", some ? arcs[k].angle_rad * kDegrees : -999.0);
            row.add(p, "length", value(some ? over_scale(arcs[k].length_mm) : 0.0));
            row.add(p, "kind", value(kind_code(graph_.face(n).kind)));
            row.add(p, "area", value(area(n)));
            row.add(p, "edges", value(shapes_[n].edges));
            row.add(p, "corners", value(shapes_[n].corners));
            row.add(p, "on_side", value(graph_.side[n] != StockBox::kNone ? 1.0 : 0.0));
            row.add(p, "concave", value(shapes_[n].concave));
            row.add(p, "component",
                    component == Components::kNone ? -1.0 : cut.shapes[component].faces);
            row.add(p, "same",
                    value(component != Components::kNone && component == cut.components.of_face[f]
                              ? 1.0
                              : 0.0));
        }
    }

    void add_means(RowWriter& row, std::uint32_t f, EdgeBend bend, const std::string& name) const {
        constexpr std::size_t kValues = 9;
        static constexpr std::array<const char*, kValues> kNames = {
            "area",    "edges", "corners", "on_side", "compactness",
            "concave", "loops", "hollow",  "on_hull"};
        std::array<double, kValues> low{};
        std::array<double, kValues> high{};
        std::array<double, kValues> sum{};
        double count = 0.0;
        for (const Arc& arc : graph_.arcs[f]) {
            if (arc.bend != bend) continue;
            const std::uint32_t n = arc.face;
            const geom::Face& face = graph_.face(n);
            const std::array<double, kValues> values = {
                area(n),
                static_cast<double>(shapes_[n].edges),
                static_cast<double>(shapes_[n].corners),
                graph_.side[n] != StockBox::kNone ? 1.0 : 0.0,
                compactness(n),
                static_cast<double>(shapes_[n].concave),
                static_cast<double>(face.loops.size()),
                face.kind != geom::SurfaceKind::Plane && face.concave ? 1.0 : 0.0,
                graph_.on_hull[n] ? 1.0 : 0.0};
            for (std::size_t k = 0; k < kValues; ++k) {
                low[k] = count == 0.0 ? values[k] : std::min(low[k], values[k]);
                high[k] = count == 0.0 ? values[k] : std::max(high[k], values[k]);
                sum[k] += values[k];
            }
            count += 1.0;
        }
        for (std::size_t k = 0; k < kValues; ++k) {
            const std::string p = name + "_" + kNames[k];
            row.add(p, "_min", count > 0.0 ? low[k] : -1.0);
            row.add(p, "_mean", count > 0.0 ? sum[k] / count : -1.0);
            row.add(p, "_max", count > 0.0 ? high[k] : -1.0);
        }
    }

    const AdjacencyGraph& graph_;
    std::vector<FaceShape> shapes_;
    std::vector<Flood> floods_;
    std::vector<double> pieces_;  ///< how many faces share a surface, by surface number
};

}  // namespace

FaceValues face_values(const geom::BoundaryModel& model) {
    if (!model.exact || model.faces.empty()) return {};
    const auto whole = join_pieces(model);
    if (!whole) return face_values(make_graph(model));
    FaceValues joined = face_values(make_graph(whole->model));
    std::vector<float> rows;
    for (const std::uint32_t face : whole->whole_of) {
        const auto first = joined.rows.begin() + static_cast<std::ptrdiff_t>(face * joined.columns);
        rows.insert(rows.end(), first, first + static_cast<std::ptrdiff_t>(joined.columns));
    }
    joined.rows = std::move(rows);
    return joined;
}

FaceValues face_values(const AdjacencyGraph& graph) { return ValueTable{graph}.run(); }

}  // namespace millrace::facts
