// Angles are written in radians as they are stored: a detour through degrees would not come back to
// the same bits, and stored facts must plan to the same cent.
#include "archive.h"
#include "facts_set_up_fields.h"
#include "facts_sheet_fields.h"
#include "feature_fields.h"
#include "millrace/codec/codec.h"
#include "moulding_fields.h"
#include "pmi_fields.h"

namespace millrace::codec {

template <>
struct EnumNames<dfm::Severity> {
    static constexpr std::array all = {dfm::Severity::RequiredChange, dfm::Severity::Advisory,
                                       dfm::Severity::NotChecked};
    static std::string_view name(dfm::Severity value) {
        switch (value) {
            case dfm::Severity::RequiredChange: return "required_change";
            case dfm::Severity::Advisory: return "advisory";
            case dfm::Severity::NotChecked: return "not_checked";
        }
        return "unknown";
    }
};

template <class A>
void fields(A& a, Ref<A, geom::Box> v) {
    a("min_mm", v.min);
    a("max_mm", v.max);
}

template <class A>
void fields(A& a, Ref<A, facts::Place> v) {
    a("faces", v.faces);
    a("points_mm", v.points);
}

template <class A>
void fields(A& a, Ref<A, facts::Hole> v) {
    a("centre_mm", v.centre);
    a("axis", v.axis);
    a("diameter_mm", v.diameter);
    a("depth_mm", v.depth);
    a("through", v.through);
    a("flat_bottom", v.flat_bottom);
    a("faces", v.faces);
}

template <class A>
void fields(A& a, Ref<A, facts::Pin> v) {
    a("centre_mm", v.centre);
    a("axis", v.axis);
    a("diameter_mm", v.diameter);
    a("length_mm", v.length);
    a("faces", v.faces);
}

template <class A>
void fields(A& a, Ref<A, facts::InternalCorner> v) {
    a("radius_mm", v.radius);
    a("depth_mm", v.depth);
    a("axis", v.axis);
    a("place", v.place);
}

// Without the field over the vertices: it belongs to the viewer's model.
template <class A>
void fields(A& a, Ref<A, facts::WallThickness> v) {
    a("minimum_mm", v.minimum);
    a("p01_mm", v.p01);
    a("median_mm", v.median);
    a("minimum_at_mm", v.minimum_at);
    a("minimum_triangle", v.minimum_triangle);
}

template <class A>
void fields(A& a, Ref<A, facts::BuildDirection> v) {
    a("up", v.up);
    a("height_mm", v.height);
    a("footprint_mm2", v.footprint);
    a("contact_mm2", v.contact);
    a("overhang_mm2", v.overhang);
    a("support_mm3", v.support);
    a("overhang_worst_rad", v.overhang_worst);
}

template <class A>
void fields(A& a, Ref<A, facts::AxisAccess> v) {
    a("direction", v.direction);
    a("visible_mm2", v.visible);
    a("faces", v.faces);
}

template <class A>
void fields(A& a, Ref<A, facts::Access> v) {
    a("axes", v.axes);
    a("unreachable_faces", v.unreachable_faces);
    a("unreachable_mm2", v.unreachable);
}

template <class A>
void fields(A& a, Ref<A, facts::Pocket> v) {
    a("direction", v.direction);
    a("depth_mm", v.depth);
    a("width_mm", v.width);
    a("place", v.place);
}

template <class A>
void fields(A& a, Ref<A, facts::MeshDefects> v) {
    a("open_edges", v.open_edges);
    a("non_manifold_edges", v.non_manifold_edges);
    a("flipped_edges", v.flipped_edges);
    a("degenerate_triangles", v.degenerate_triangles);
    a("duplicate_triangles", v.duplicate_triangles);
    a("inside_out", v.inside_out);
}

template <class A>
void fields(A& a, Ref<A, facts::FaceTypeCounts> v) {
    a("plane", v.plane);
    a("cylinder", v.cylinder);
    a("cone", v.cone);
    a("sphere", v.sphere);
    a("torus", v.torus);
    a("freeform", v.freeform);
    a("facets", v.facets);
}

// Without the values at the vertices, as above.
template <class A>
void fields(A& a, Ref<A, facts::Field> v) {
    a("name", v.name);
    a("unit", v.unit);
    a("min", v.min);
    a("p01", v.p01);
    a("p50", v.p50);
    a("max", v.max);
    a("at_mm", v.at);
    a("error", v.error);
}

template <class A>
void fields(A& a, Ref<A, facts::PartFacts> v) {
    a("volume_mm3", v.volume);
    a("area_mm2", v.area);
    a("centre_of_mass_mm", v.centre_of_mass);
    a("box", v.box);
    a("oriented_axes", v.oriented_axes);
    a("oriented_size_mm", v.oriented_size);
    a("convex_hull_volume_mm3", v.convex_hull_volume);
    a("bodies", v.bodies);
    a("enclosed_voids", v.enclosed_voids);
    a("closed", v.closed);
    a("defects", v.defects);
    a("triangles", v.triangles);
    a("exact", v.exact);
    a("chord_error_mm", v.chord_error);
    a("face_types", v.face_types);
    a("freeform_area_mm2", v.freeform_area);
    a("holes", v.holes);
    a("pins", v.pins);
    a("corners", v.corners);
    a("pockets", v.pockets);
    a("wall", v.wall);
    a("builds", v.builds);
    a("access", v.access);
    a("sharpest_outer_edge_rad", v.sharpest_outer_edge);
    a("sharpest_outer_edge_at", v.sharpest_outer_edge_at);
    a("features", v.features);
    a("fields", v.fields);
    a("set_ups", v.set_ups);
    a("turning", v.turning);
    a("moulding", v.moulding);
    sheet_fields(a, v.sheet);
    pmi_fields<A>(a, v.pmi);
}

template <class A>
void fields(A& a, Ref<A, dfm::Finding> v) {
    a("rule", v.rule);
    a("process", v.process);
    a("severity", v.severity);
    a("measured", v.measured);
    a("limit", v.limit);
    a("unit", v.unit);
    a("message", v.message);
    a("reason", v.reason);
    a("remedy", v.remedy);
    a("place", v.place);
    a("source", v.source);
}

template <class A>
void fields(A& a, Ref<A, dfm::CheckResult> v) {
    a("findings", v.findings);
    a("not_checked", v.not_checked);
}

std::string facts_to_json(const facts::PartFacts& facts) { return to_text(facts); }

Result<facts::PartFacts> facts_from_json(std::string_view json) {
    return from_text<facts::PartFacts>(json, "facts", NotFinite::Allow);
}

std::string checks_to_json(const std::map<std::string, dfm::CheckResult>& checks) {
    return to_text(checks);
}

Result<std::map<std::string, dfm::CheckResult>> checks_from_json(std::string_view json) {
    return from_text<std::map<std::string, dfm::CheckResult>>(json, "checks", NotFinite::Allow);
}

}  // namespace millrace::codec
