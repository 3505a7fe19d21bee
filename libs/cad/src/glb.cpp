// Binary glTF 2.0 (Khronos, 2021): a header, a JSON chunk and a binary chunk.
#include <array>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "millrace/base/assert.h"
#include "millrace/base/byte_stream.h"
#include "millrace/cad/write.h"

namespace millrace::cad {
namespace {

using Float3 = std::array<float, 3>;

/// What a viewer must keep apart: two corners at one place with different normals or faces.
struct Corner {
    std::uint32_t vertex;
    std::uint32_t face;
    Float3 normal;
    bool operator==(const Corner&) const = default;
};

struct CornerHash {
    std::size_t operator()(const Corner& corner) const {
        std::uint64_t h = corner.vertex * std::uint64_t{0x9e3779b97f4a7c15} + corner.face;
        for (const float f : corner.normal) {
            std::uint32_t bits = 0;
            std::memcpy(&bits, &f, sizeof bits);
            h = (h ^ bits) * 0xff51afd7ed558ccdu;
            h ^= h >> 32;
        }
        return h;
    }
};

Float3 to_float(geom::Vec3 v) {
    // Adding zero turns -0 into 0, so that equal directions have equal bits.
    return {static_cast<float>(v.x) + 0.0F, static_cast<float>(v.y) + 0.0F,
            static_cast<float>(v.z) + 0.0F};
}

/// glTF is Y up: our x stays, z becomes y, y becomes -z.
geom::Vec3 y_up(geom::Vec3 v) { return {v.x, v.z, -v.y}; }

/// Smooth where neighbours differ by less than 30°, sharp elsewhere.
std::vector<std::array<geom::Vec3, 3>> creased_normals(const geom::TriangleMesh& mesh) {
    constexpr double kCosCrease = 0.8660254037844387;
    constexpr std::size_t kFanMax = 64;  // a larger fan stays flat, which bounds the cost
    std::vector<std::vector<std::uint32_t>> around(mesh.vertices.size());
    std::vector<geom::Vec3> flat(mesh.triangles.size());
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        flat[t] = geom::normalized(geom::area_normal(mesh, t));
        for (const std::uint32_t v : mesh.triangles[t]) around[v].push_back(t);
    }
    std::vector<std::array<geom::Vec3, 3>> normals(mesh.triangles.size());
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        for (std::size_t k = 0; k < 3; ++k) {
            const auto& fan = around[mesh.triangles[t][k]];
            geom::Vec3 sum;
            if (fan.size() <= kFanMax) {
                for (const std::uint32_t other : fan) {
                    if (geom::dot(flat[t], flat[other]) > kCosCrease)
                        sum += geom::area_normal(mesh, other);
                }
            }
            const geom::Vec3 smooth = geom::normalized(sum);
            normals[t][k] = geom::length(smooth) > 0.5 ? smooth : flat[t];
        }
    }
    return normals;
}

/// A triangle without area still needs a unit normal to be a valid file.
geom::Vec3 unit(geom::Vec3 v) {
    const geom::Vec3 n = geom::normalized(v);
    return geom::length(n) > 0.5 ? n : geom::Vec3{0, 0, 1};
}

struct Corners {
    std::vector<Corner> corners;
    std::vector<std::uint32_t> indices;
};

Corners shared_corners(const geom::TriangleMesh& mesh) {
    const auto computed = mesh.corner_normals.empty() ? creased_normals(mesh)
                                                      : std::vector<std::array<geom::Vec3, 3>>{};
    const auto& normals = mesh.corner_normals.empty() ? computed : mesh.corner_normals;
    Corners result;
    std::unordered_map<Corner, std::uint32_t, CornerHash> known;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const std::uint32_t face = mesh.face_of_triangle.empty() ? 0 : mesh.face_of_triangle[t];
        for (std::size_t k = 0; k < 3; ++k) {
            const Corner corner{mesh.triangles[t][k], face, to_float(y_up(unit(normals[t][k])))};
            const auto [it, fresh] =
                known.emplace(corner, static_cast<std::uint32_t>(result.corners.size()));
            if (fresh) result.corners.push_back(corner);
            result.indices.push_back(it->second);
        }
    }
    return result;
}

/// Collects buffer views and their accessors.
class GltfBuffer {
public:
    enum class Target { Vertices = 34962, Indices = 34963 };

    /// @return number of the accessor.
    int add(const void* data, std::size_t bytes, std::size_t count, const char* type, int component,
            Target target) {
        json_["bufferViews"].push_back({{"buffer", 0},
                                        {"byteOffset", size_},
                                        {"byteLength", bytes},
                                        {"target", static_cast<int>(target)}});
        json_["accessors"].push_back({{"bufferView", views_},
                                      {"componentType", component},
                                      {"count", count},
                                      {"type", type}});
        out_.raw(data, bytes);
        size_ += bytes;
        return views_++;
    }
    int add_floats(const std::vector<float>& values, std::size_t width, const char* type) {
        return add(values.data(), values.size() * 4, values.size() / width, type, kFloat,
                   Target::Vertices);
    }
    nlohmann::ordered_json& json() { return json_; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::vector<std::byte> take() { return std::move(out_).take(); }

    static constexpr int kFloat = 5126;
    static constexpr int kUnsignedInt = 5125;

private:
    nlohmann::ordered_json json_;
    ByteWriter out_;
    std::size_t size_ = 0;
    int views_ = 0;
};

void add_positions(GltfBuffer& buffer, const geom::TriangleMesh& mesh, const Corners& corners,
                   nlohmann::ordered_json& attributes) {
    std::vector<float> positions;
    Float3 low = {INFINITY, INFINITY, INFINITY};
    Float3 high = {-INFINITY, -INFINITY, -INFINITY};
    for (const Corner& corner : corners.corners) {
        const Float3 p = to_float(y_up(mesh.vertices[corner.vertex]) / 1000.0);
        for (std::size_t k = 0; k < 3; ++k) {
            positions.push_back(p[k]);
            low[k] = std::fmin(low[k], p[k]);
            high[k] = std::fmax(high[k], p[k]);
        }
    }
    const int accessor = buffer.add_floats(positions, 3, "VEC3");
    buffer.json()["accessors"][static_cast<std::size_t>(accessor)]["min"] = low;
    buffer.json()["accessors"][static_cast<std::size_t>(accessor)]["max"] = high;
    attributes["POSITION"] = accessor;
}

std::vector<std::byte> assembled(GltfBuffer& buffer) {
    std::string json =
        buffer.json().dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    json.resize((json.size() + 3) / 4 * 4, ' ');
    const std::vector<std::byte> binary = buffer.take();
    ByteWriter out;
    out.u32(0x46546C67);  // "glTF"
    out.u32(2);
    out.u32(static_cast<std::uint32_t>(12 + 8 + json.size() + 8 + binary.size()));
    out.u32(static_cast<std::uint32_t>(json.size()));
    out.u32(0x4E4F534A);  // "JSON"
    out.raw(json.data(), json.size());
    out.u32(static_cast<std::uint32_t>(binary.size()));
    out.u32(0x004E4942);  // "BIN"
    out.raw(binary.data(), binary.size());
    return std::move(out).take();
}

}  // namespace

std::vector<std::byte> write_glb(const geom::BoundaryModel& model,
                                 const std::vector<VertexField>& fields) {
    const geom::TriangleMesh& mesh = model.mesh;
    const Corners corners = shared_corners(mesh);
    GltfBuffer buffer;
    buffer.json()["asset"] = {{"version", "2.0"}, {"generator", "Millrace"}};
    nlohmann::ordered_json attributes;
    add_positions(buffer, mesh, corners, attributes);
    std::vector<float> values;
    for (const Corner& corner : corners.corners)
        values.insert(values.end(), corner.normal.begin(), corner.normal.end());
    attributes["NORMAL"] = buffer.add_floats(values, 3, "VEC3");
    values.clear();
    for (const Corner& corner : corners.corners) values.push_back(static_cast<float>(corner.face));
    attributes["_FACE"] = buffer.add_floats(values, 1, "SCALAR");
    for (const VertexField& field : fields) {
        MILLRACE_ASSERT(field.values.size() == mesh.vertices.size(), field.name);
        values.clear();
        for (const Corner& corner : corners.corners) {
            const float value = field.values[corner.vertex];
            values.push_back(std::isfinite(value) ? value : -1.0F);
        }
        attributes["_" + field.name] = buffer.add_floats(values, 1, "SCALAR");
    }
    const int indices =
        buffer.add(corners.indices.data(), corners.indices.size() * 4, corners.indices.size(),
                   "SCALAR", GltfBuffer::kUnsignedInt, GltfBuffer::Target::Indices);
    nlohmann::ordered_json primitive = {{"attributes", attributes}, {"indices", indices}};
    primitive["mode"] = 4;
    buffer.json()["meshes"] = {{{"name", model.name}, {"primitives", {primitive}}}};
    buffer.json()["nodes"] = {{{"name", model.name}, {"mesh", 0}}};
    buffer.json()["scenes"] = {{{"nodes", {0}}}};
    buffer.json()["scene"] = 0;
    buffer.json()["buffers"] = {{{"byteLength", buffer.size()}}};
    return assembled(buffer);
}

}  // namespace millrace::cad
