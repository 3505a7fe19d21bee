#pragma once

// Small helpers of the tests of this module.

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "millrace/cad/read.h"

namespace millrace::cad {

inline std::vector<std::byte> bytes_of(std::string_view text) {
    const auto* data = reinterpret_cast<const std::byte*>(text.data());
    return {data, data + text.size()};
}

inline std::vector<std::byte> file_bytes(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    EXPECT_TRUE(in.good()) << file;
    const std::string content{std::istreambuf_iterator<char>(in), {}};
    return bytes_of(content);
}

/// The repository's examples folder.
inline std::filesystem::path examples() {
    return std::filesystem::path{MILLRACE_SOURCE_DIR} / "examples";
}

inline bool has(const ReadFile& file, std::string_view code) {
    for (const Diagnostic& diagnostic : file.diagnostics)
        if (diagnostic.code == code) return true;
    return false;
}

/// A box as triangles, outward, with corners shared.
inline geom::TriangleMesh box_mesh(geom::Vec3 low, geom::Vec3 high) {
    geom::TriangleMesh mesh;
    for (int i = 0; i < 8; ++i) {
        mesh.vertices.push_back({(i & 1) != 0 ? high.x : low.x, (i & 2) != 0 ? high.y : low.y,
                                 (i & 4) != 0 ? high.z : low.z});
    }
    mesh.triangles = {{0, 2, 1}, {1, 2, 3}, {4, 5, 6}, {5, 7, 6}, {0, 1, 4}, {1, 5, 4},
                      {2, 6, 3}, {3, 6, 7}, {0, 4, 2}, {2, 4, 6}, {1, 3, 5}, {3, 7, 5}};
    return mesh;
}

inline void append(geom::TriangleMesh& mesh, const geom::TriangleMesh& other) {
    const auto offset = static_cast<std::uint32_t>(mesh.vertices.size());
    mesh.vertices.insert(mesh.vertices.end(), other.vertices.begin(), other.vertices.end());
    for (auto triangle : other.triangles) {
        for (std::uint32_t& vertex : triangle) vertex += offset;
        mesh.triangles.push_back(triangle);
    }
}

}  // namespace millrace::cad
