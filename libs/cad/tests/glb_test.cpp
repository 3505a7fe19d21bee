// The glTF written for the viewer is well formed: chunks, accessors, metres, Y up, one corner per
// place, face and normal.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "millrace/cad/write.h"
#include "support.h"

namespace millrace::cad {
namespace {

struct Glb {
    nlohmann::json json;
    std::vector<std::byte> binary;

    [[nodiscard]] std::vector<float> floats(const char* attribute) const {
        const int accessor = json["meshes"][0]["primitives"][0]["attributes"][attribute];
        const auto& view =
            json["bufferViews"][json["accessors"][accessor]["bufferView"].get<int>()];
        std::vector<float> values(view["byteLength"].get<std::size_t>() / 4);
        std::memcpy(values.data(), binary.data() + view["byteOffset"].get<std::size_t>(),
                    values.size() * 4);
        return values;
    }
};

Glb parsed(const std::vector<std::byte>& bytes) {
    const auto u32 = [&](std::size_t at) {
        std::uint32_t v = 0;
        std::memcpy(&v, bytes.data() + at, 4);
        return v;
    };
    EXPECT_EQ(u32(0), 0x46546C67u);
    EXPECT_EQ(u32(4), 2u);
    EXPECT_EQ(u32(8), bytes.size());
    const std::uint32_t json_size = u32(12);
    EXPECT_EQ(json_size % 4, 0u);
    const auto* text = reinterpret_cast<const char*>(bytes.data() + 20);
    Glb glb;
    glb.json = nlohmann::json::parse(text, text + json_size);
    EXPECT_EQ(u32(20 + json_size), bytes.size() - 28 - json_size);
    glb.binary.assign(bytes.begin() + 28 + json_size, bytes.end());
    return glb;
}

geom::BoundaryModel box() {
    geom::BoundaryModel model;
    model.name = "box \"1\"";
    model.mesh = box_mesh({0, 0, 0}, {10, 20, 30});
    model.mesh.face_of_triangle = {0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5};
    return model;
}

TEST(Glb, BoxHasFourCornersPerSideInMetresYUp) {
    const Glb glb = parsed(write_glb(box(), {}));
    const auto& position = glb.json["accessors"][0];
    EXPECT_EQ(position["count"], 24);
    EXPECT_FLOAT_EQ(position["max"][0].get<float>(), 0.010F);
    EXPECT_FLOAT_EQ(position["max"][1].get<float>(), 0.030F);
    EXPECT_FLOAT_EQ(position["min"][2].get<float>(), -0.020F);
    EXPECT_EQ(glb.json["meshes"][0]["name"], "box \"1\"");
    EXPECT_EQ(glb.floats("_FACE").size(), 24u);
}

TEST(Glb, NormalsAreUnitAndFlatOnABox) {
    const std::vector<float> normals = parsed(write_glb(box(), {})).floats("NORMAL");
    for (std::size_t i = 0; i < normals.size(); i += 3) {
        const float longest = std::fmax(
            std::abs(normals[i]), std::fmax(std::abs(normals[i + 1]), std::abs(normals[i + 2])));
        EXPECT_FLOAT_EQ(longest, 1.0F);
    }
}

TEST(Glb, FieldsFollowTheirVertexAndUnknownIsMinusOne) {
    VertexField field{"THICKNESS", {}};
    for (int i = 0; i < 8; ++i) field.values.push_back(i == 3 ? NAN : static_cast<float>(i));
    const Glb glb = parsed(write_glb(box(), {field}));
    const std::vector<float> values = glb.floats("_THICKNESS");
    ASSERT_EQ(values.size(), 24u);
    for (const float value : values) EXPECT_TRUE(value >= -1.0F && value < 8.0F && value != 3.0F);
}

TEST(Glb, SameModelGivesSameBytes) { EXPECT_EQ(write_glb(box(), {}), write_glb(box(), {})); }

}  // namespace
}  // namespace millrace::cad
