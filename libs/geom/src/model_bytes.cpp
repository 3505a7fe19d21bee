#include "millrace/geom/model_bytes.h"

#include <cstdint>
#include <string>

#include "millrace/base/byte_stream.h"

namespace millrace::geom {
namespace {

constexpr std::uint32_t kMagic = 0x424d524d;  // "MRMB"
constexpr std::uint32_t kVersion = 3;
constexpr std::uint32_t kFirstVersionWithPmi = 2;
constexpr std::uint32_t kFirstVersionWithEdgePoints = 3;

void put(ByteWriter& out, Vec3 v) {
    out.f64(v.x);
    out.f64(v.y);
    out.f64(v.z);
}

Vec3 get_vec(ByteReader& in) {
    const double x = in.f64();
    const double y = in.f64();
    const double z = in.f64();
    return {x, y, z};
}

void put(ByteWriter& out, const std::optional<Colour>& colour) {
    out.u8(colour ? 1 : 0);
    if (!colour) return;
    out.f32(colour->r);
    out.f32(colour->g);
    out.f32(colour->b);
}

std::optional<Colour> get_colour(ByteReader& in) {
    if (!in.flag()) return std::nullopt;
    Colour colour;
    colour.r = in.f32();
    colour.g = in.f32();
    colour.b = in.f32();
    return colour;
}

/// An optional index below `limit`.
void put(ByteWriter& out, const std::optional<std::uint32_t>& index) {
    out.u8(index ? 1 : 0);
    if (index) out.u32(*index);
}

std::uint32_t get_index(ByteReader& in, std::size_t limit) {
    const std::uint32_t index = in.u32();
    if (index >= limit) {
        in.mark_invalid();
        return 0;
    }
    return index;
}

std::optional<std::uint32_t> get_optional_index(ByteReader& in, std::size_t limit) {
    if (!in.flag()) return std::nullopt;
    return get_index(in, limit);
}

void put(ByteWriter& out, const Body& body) {
    out.text(body.name);
    out.u8(body.solid ? 1 : 0);
    out.f64(body.volume_mm3);
    out.f64(body.area_mm2);
    put(out, body.centre_of_mass);
    out.u32(body.shells);
    put(out, body.colour);
}

Body get_body(ByteReader& in) {
    Body body;
    body.name = in.text();
    body.solid = in.flag();
    body.volume_mm3 = in.f64();
    body.area_mm2 = in.f64();
    body.centre_of_mass = get_vec(in);
    body.shells = in.u32();
    body.colour = get_colour(in);
    return body;
}

void put(ByteWriter& out, const Face& face) {
    out.u8(static_cast<std::uint8_t>(face.kind));
    out.u32(face.body);
    out.f64(face.area_mm2);
    put(out, face.centroid);
    put(out, face.normal);
    put(out, face.origin);
    put(out, face.axis);
    out.f64(face.radius_mm);
    out.f64(face.minor_radius_mm);
    out.f64(face.half_angle_rad);
    out.u8(face.concave ? 1 : 0);
    out.f64(face.sweep_rad);
    out.f64(face.axial_min_mm);
    out.f64(face.axial_max_mm);
    out.text(face.name);
    out.u8(face.step_id ? 1 : 0);
    if (face.step_id) out.u64(*face.step_id);
    put(out, face.colour);
    out.u64(face.loops.size());
    for (const Loop& loop : face.loops) {
        out.u8(loop.outer ? 1 : 0);
        out.u64(loop.edges.size());
        for (const EdgeUse& use : loop.edges) {
            out.u32(use.edge);
            out.u8(use.forward ? 1 : 0);
        }
    }
}

Face get_face(ByteReader& in, std::size_t bodies, std::size_t edges) {
    Face face;
    face.kind =
        static_cast<SurfaceKind>(in.enumerator(static_cast<std::uint8_t>(SurfaceKind::Facets) + 1));
    face.body = get_index(in, bodies);
    face.area_mm2 = in.f64();
    face.centroid = get_vec(in);
    face.normal = get_vec(in);
    face.origin = get_vec(in);
    face.axis = get_vec(in);
    face.radius_mm = in.f64();
    face.minor_radius_mm = in.f64();
    face.half_angle_rad = in.f64();
    face.concave = in.flag();
    face.sweep_rad = in.f64();
    face.axial_min_mm = in.f64();
    face.axial_max_mm = in.f64();
    face.name = in.text();
    if (in.flag()) face.step_id = in.u64();
    face.colour = get_colour(in);
    face.loops.resize(in.count(9));
    for (Loop& loop : face.loops) {
        loop.outer = in.flag();
        loop.edges.resize(in.count(5));
        for (EdgeUse& use : loop.edges) {
            use.edge = get_index(in, edges);
            use.forward = in.flag();
        }
    }
    return face;
}

void put(ByteWriter& out, const Edge& edge) {
    out.u8(static_cast<std::uint8_t>(edge.kind));
    out.f64(edge.length_mm);
    put(out, edge.start);
    put(out, edge.end);
    put(out, edge.middle);
    put(out, edge.centre);
    put(out, edge.axis);
    out.f64(edge.radius_mm);
    put(out, edge.left_face);
    put(out, edge.right_face);
    out.f64(edge.dihedral_rad);
    out.u8(edge.seam ? 1 : 0);
}

Edge get_edge(ByteReader& in, std::size_t faces) {
    Edge edge;
    edge.kind =
        static_cast<CurveKind>(in.enumerator(static_cast<std::uint8_t>(CurveKind::Freeform) + 1));
    edge.length_mm = in.f64();
    edge.start = get_vec(in);
    edge.end = get_vec(in);
    edge.middle = get_vec(in);
    edge.centre = get_vec(in);
    edge.axis = get_vec(in);
    edge.radius_mm = in.f64();
    edge.left_face = get_optional_index(in, faces);
    edge.right_face = get_optional_index(in, faces);
    edge.dihedral_rad = in.f64();
    edge.seam = in.flag();
    return edge;
}

void put(ByteWriter& out, const TriangleMesh& mesh) {
    out.u64(mesh.vertices.size());
    for (const Vec3 vertex : mesh.vertices) put(out, vertex);
    out.u64(mesh.triangles.size());
    for (const auto& triangle : mesh.triangles)
        for (const std::uint32_t vertex : triangle) out.u32(vertex);
    out.u8(mesh.face_of_triangle.empty() ? 0 : 1);
    for (const std::uint32_t face : mesh.face_of_triangle) out.u32(face);
    out.u8(mesh.corner_normals.empty() ? 0 : 1);
    for (const auto& corners : mesh.corner_normals) {
        for (const Vec3 normal : corners) {
            out.f32(static_cast<float>(normal.x));
            out.f32(static_cast<float>(normal.y));
            out.f32(static_cast<float>(normal.z));
        }
    }
}

TriangleMesh get_mesh(ByteReader& in, std::size_t faces) {
    TriangleMesh mesh;
    mesh.vertices.resize(in.count(24));
    for (Vec3& vertex : mesh.vertices) vertex = get_vec(in);
    mesh.triangles.resize(in.count(12));
    for (auto& triangle : mesh.triangles)
        for (std::uint32_t& vertex : triangle) vertex = get_index(in, mesh.vertices.size());
    if (in.flag()) {
        mesh.face_of_triangle.resize(mesh.triangles.size());
        for (std::uint32_t& face : mesh.face_of_triangle) face = get_index(in, faces);
    }
    if (in.flag()) {
        mesh.corner_normals.resize(mesh.triangles.size());
        for (auto& corners : mesh.corner_normals) {
            for (Vec3& normal : corners) {
                normal.x = static_cast<double>(in.f32());
                normal.y = static_cast<double>(in.f32());
                normal.z = static_cast<double>(in.f32());
            }
        }
    }
    return mesh;
}

void put(ByteWriter& out, const std::optional<double>& value) {
    out.u8(value ? 1 : 0);
    if (value) out.f64(*value);
}

std::optional<double> get_number(ByteReader& in) {
    if (!in.flag()) return std::nullopt;
    return in.f64();
}

void put(ByteWriter& out, const std::vector<std::string>& texts) {
    out.u64(texts.size());
    for (const std::string& text : texts) out.text(text);
}

std::vector<std::string> get_texts(ByteReader& in) {
    std::vector<std::string> texts(in.count(4));
    for (std::string& text : texts) text = in.text();
    return texts;
}

void put(ByteWriter& out, const Pmi& pmi) {
    out.u8(static_cast<std::uint8_t>(pmi.kind));
    out.text(pmi.type);
    out.text(pmi.text);
    out.u8(pmi.angular ? 1 : 0);
    put(out, pmi.nominal);
    put(out, pmi.upper);
    put(out, pmi.lower);
    put(out, pmi.modifiers);
    put(out, pmi.datums);
    out.u64(pmi.faces.size());
    for (const std::uint32_t face : pmi.faces) out.u32(face);
    out.u64(pmi.step_id);
}

Pmi get_pmi(ByteReader& in, std::size_t faces) {
    Pmi pmi;
    pmi.kind = static_cast<PmiKind>(in.enumerator(static_cast<std::uint8_t>(PmiKind::Note) + 1));
    pmi.type = in.text();
    pmi.text = in.text();
    pmi.angular = in.flag();
    pmi.nominal = get_number(in);
    pmi.upper = get_number(in);
    pmi.lower = get_number(in);
    pmi.modifiers = get_texts(in);
    pmi.datums = get_texts(in);
    pmi.faces.resize(in.count(4));
    for (std::uint32_t& face : pmi.faces) face = get_index(in, faces);
    pmi.step_id = in.u64();
    return pmi;
}

/// Points along edges, of those edges that have any, in ascending order.
void put_edge_points(ByteWriter& out, const std::vector<Edge>& edges) {
    std::uint64_t count = 0;
    for (const Edge& edge : edges) count += edge.points.empty() ? 0 : 1;
    out.u64(count);
    for (std::uint32_t e = 0; e < edges.size(); ++e) {
        if (edges[e].points.empty()) continue;
        out.u32(e);
        out.u64(edges[e].points.size());
        for (const Vec3 point : edges[e].points) put(out, point);
    }
}

void get_edge_points(ByteReader& in, std::vector<Edge>& edges) {
    constexpr std::size_t kBytesMin = 4 + 8 + 24;
    const std::size_t count = in.count(kBytesMin);
    std::size_t next = 0;
    for (std::size_t i = 0; i < count && !in.failed(); ++i) {
        const std::uint32_t e = get_index(in, edges.size());
        std::vector<Vec3> points(in.count(24));
        for (Vec3& point : points) point = get_vec(in);
        if (in.failed() || e < next || points.empty()) return in.mark_invalid();
        edges[e].points = std::move(points);
        next = std::size_t{e} + 1;
    }
}

}  // namespace

std::vector<std::byte> model_to_bytes(const BoundaryModel& model) {
    ByteWriter out;
    out.u32(kMagic);
    out.u32(kVersion);
    out.text(model.name);
    out.u8(model.exact ? 1 : 0);
    out.f64(model.mesh_deflection_mm);
    out.u32(model.quantity);
    put(out, model.exact_box.min);
    put(out, model.exact_box.max);
    out.u64(model.bodies.size());
    for (const Body& body : model.bodies) put(out, body);
    out.u64(model.edges.size());
    out.u64(model.faces.size());
    for (const Edge& edge : model.edges) put(out, edge);
    for (const Face& face : model.faces) put(out, face);
    put(out, model.mesh);
    out.u64(model.pmi.size());
    for (const Pmi& pmi : model.pmi) put(out, pmi);
    put_edge_points(out, model.edges);
    return std::move(out).take();
}

Result<BoundaryModel> model_from_bytes(std::span<const std::byte> bytes) {
    constexpr std::size_t kBodyBytesMin = 4 + 1 + 5 * 8 + 4 + 1;
    constexpr std::size_t kEdgeBytesMin = 1 + 8 + 5 * 24 + 8 + 2 + 8 + 1;
    constexpr std::size_t kFaceBytesMin = 1 + 4 + 8 + 4 * 24 + 3 * 8 + 1 + 3 * 8 + 4 + 1 + 1 + 8;
    ByteReader in{bytes};
    if (in.u32() != kMagic)
        return Error{ErrorCode::Syntax, "the bytes are not a stored boundary model", {}};
    const std::uint32_t version = in.u32();
    if (version == 0 || version > kVersion) {
        return Error{ErrorCode::Syntax,
                     "the stored boundary model has version " + std::to_string(version) +
                         ", this program reads versions 1 to " + std::to_string(kVersion),
                     {}};
    }
    BoundaryModel model;
    model.name = in.text();
    model.exact = in.flag();
    model.mesh_deflection_mm = in.f64();
    model.quantity = in.u32();
    model.exact_box.min = get_vec(in);
    model.exact_box.max = get_vec(in);
    model.bodies.resize(in.count(kBodyBytesMin));
    for (Body& body : model.bodies) body = get_body(in);
    const std::size_t edges = in.count(kEdgeBytesMin);
    const std::size_t faces = in.count(kFaceBytesMin);
    model.edges.resize(edges);
    for (Edge& edge : model.edges) edge = get_edge(in, faces);
    model.faces.resize(faces);
    for (Face& face : model.faces) face = get_face(in, model.bodies.size(), edges);
    model.mesh = get_mesh(in, faces);
    if (version >= kFirstVersionWithPmi) {
        constexpr std::size_t kPmiBytesMin = 1 + 4 + 4 + 1 + 3 + 8 + 8 + 8 + 8;
        model.pmi.resize(in.count(kPmiBytesMin));
        for (Pmi& pmi : model.pmi) pmi = get_pmi(in, faces);
    }
    if (version >= kFirstVersionWithEdgePoints) get_edge_points(in, model.edges);
    if (in.truncated())
        return Error{ErrorCode::Truncated, "the stored boundary model ends too early", {}};
    if (in.failed() || !in.at_end()) {
        return Error{ErrorCode::Syntax,
                     "the stored boundary model has an index, a kind or a number out of range",
                     {}};
    }
    return model;
}

}  // namespace millrace::geom
