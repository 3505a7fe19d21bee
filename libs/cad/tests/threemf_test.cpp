// 3MF packages made here with libzip: units, transforms, components, quantities, and everything a
// package can do to hurt.
#include <gtest/gtest.h>
#include <zip.h>

#include <map>

#include "support.h"

namespace millrace::cad {
namespace {

constexpr const char* kRelationships =
    "<?xml version=\"1.0\"?><Relationships "
    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" "
    "Type=\"http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel\" "
    "Target=\"/3D/3dmodel.model\"/></Relationships>";

/// A tetrahedron with legs of 10: volume 1000/6.
constexpr const char* kMesh =
    "<mesh><vertices><vertex x=\"0\" y=\"0\" z=\"0\"/><vertex x=\"10\" y=\"0\" z=\"0\"/>"
    "<vertex x=\"0\" y=\"10\" z=\"0\"/><vertex x=\"0\" y=\"0\" z=\"10\"/></vertices><triangles>"
    "<triangle v1=\"0\" v2=\"2\" v3=\"1\"/><triangle v1=\"0\" v2=\"1\" v3=\"3\"/>"
    "<triangle v1=\"0\" v2=\"3\" v3=\"2\"/><triangle v1=\"1\" v2=\"2\" v3=\"3\"/>"
    "</triangles></mesh>";

std::vector<std::byte> package(const std::map<std::string, std::string>& entries) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_t* zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    zip_source_keep(target);
    for (const auto& [name, content] : entries) {
        zip_source_t* source = zip_source_buffer(zip, content.data(), content.size(), 0);
        zip_file_add(zip, name.c_str(), source, ZIP_FL_OVERWRITE);
    }
    zip_close(zip);
    zip_source_open(target);
    zip_source_seek(target, 0, SEEK_END);
    std::vector<std::byte> bytes(static_cast<std::size_t>(zip_source_tell(target)));
    zip_source_seek(target, 0, SEEK_SET);
    zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    zip_source_free(target);
    zip_error_fini(&error);
    return bytes;
}

std::string model(const std::string& resources, const std::string& build,
                  const std::string& attributes = "unit=\"millimeter\"") {
    return "<?xml version=\"1.0\"?><model " + attributes +
           " xmlns=\"http://schemas.microsoft.com/3dmanufacturing/core/2015/02\" "
           "xmlns:p=\"http://schemas.microsoft.com/3dmanufacturing/production/2015/06\" "
           "xmlns:x=\"http://example.org/odd\"><resources>" +
           resources + "</resources><build>" + build + "</build></model>";
}

Result<ReadFile> read_model(const std::string& text) {
    return read(package({{"_rels/.rels", kRelationships}, {"3D/3dmodel.model", text}}), {});
}

std::string object(int id, const std::string& content, const std::string& attributes = "") {
    return "<object id=\"" + std::to_string(id) + "\" " + attributes + ">" + content + "</object>";
}

TEST(ThreeMf, ItemKeepsNameUnitAndVolume) {
    const ReadFile file = read_model(model(object(1, kMesh, "name=\"wedge\""),
                                           "<item objectid=\"1\"/>", "unit=\"inch\""))
                              .value();
    ASSERT_EQ(file.parts.size(), 1u);
    EXPECT_EQ(file.parts[0].name, "wedge");
    EXPECT_EQ(file.units.unit, LengthUnit::Inch);
    EXPECT_EQ(file.units.source, UnitSource::File);
    EXPECT_NEAR(file.parts[0].bodies[0].volume_mm3, 1000.0 / 6.0 * 25.4 * 25.4 * 25.4, 1e-6);
}

TEST(ThreeMf, ItemsThatDifferInPlaceAreOnePartWithAQuantity) {
    const ReadFile file =
        read_model(model(object(1, kMesh),
                         "<item objectid=\"1\"/>"
                         "<item objectid=\"1\" transform=\"0 1 0 -1 0 0 0 0 1 50 0 0\"/>"
                         "<item objectid=\"1\" transform=\"2 0 0 0 2 0 0 0 2 0 50 0\"/>"))
            .value();
    ASSERT_EQ(file.parts.size(), 2u);
    EXPECT_EQ(file.parts[0].quantity, 2u);
    EXPECT_NEAR(file.parts[1].bodies[0].volume_mm3, 8.0 * 1000.0 / 6.0, 1e-9);
}

TEST(ThreeMf, MirroredItemKeepsItsOutsideOutside) {
    const ReadFile file =
        read_model(model(object(1, kMesh),
                         "<item objectid=\"1\" transform=\"-1 0 0 0 1 0 0 0 1 0 0 0\"/>"))
            .value();
    EXPECT_FALSE(has(file, "inverted"));
    EXPECT_NEAR(geom::mass_properties(file.parts[0].mesh).volume_mm3, 1000.0 / 6.0, 1e-9);
}

TEST(ThreeMf, ComponentsAndOtherModelsArePutTogether) {
    const std::string other = model(object(7, kMesh), "");
    const std::string main =
        model(object(1,
                     "<components><component p:path=\"/3D/other.model\" objectid=\"7\"/>"
                     "<component p:path=\"/3D/other.model\" objectid=\"7\" "
                     "transform=\"1 0 0 0 1 0 0 0 1 30 0 0\"/></components>"),
              "<item objectid=\"1\"/>", "requiredextensions=\"p\"");
    const ReadFile file = read(package({{"_rels/.rels", kRelationships},
                                        {"3D/3dmodel.model", main},
                                        {"3D/other.model", other}}),
                               {})
                              .value();
    ASSERT_EQ(file.parts.size(), 1u);
    EXPECT_NEAR(file.parts[0].bodies[0].volume_mm3, 2000.0 / 6.0, 1e-9);
}

TEST(ThreeMf, ItemsThatCannotBeReadAreLeftOutWithTheReason) {
    const ReadFile file =
        read_model(model(object(1, kMesh),
                         "<item objectid=\"1\" transform=\"1 0 0 0 1 0 0 0 0 0 0 0\"/>"
                         "<item objectid=\"1\"/>"))
            .value();
    EXPECT_EQ(file.parts.size(), 1u);
    EXPECT_TRUE(has(file, "item_left_out"));
}

TEST(ThreeMf, BrokenModelsAreRefusedWithTheReason) {
    const auto refused = [](const std::string& text, ErrorCode code, const char* words) {
        const auto result = read_model(text);
        ASSERT_FALSE(result.has_value()) << words;
        EXPECT_EQ(result.error().code, code) << to_string(result.error());
        EXPECT_NE(to_string(result.error()).find(words), std::string::npos)
            << to_string(result.error());
    };
    const std::string item = "<item objectid=\"1\"/>";
    refused(model(object(1, kMesh), ""), ErrorCode::NoGeometry, "its build is empty");
    refused(model(object(2, kMesh), item), ErrorCode::Syntax, "built but not defined");
    refused(model(object(1, "<components><component objectid=\"1\"/></components>"), item),
            ErrorCode::Syntax, "contains itself");
    refused(model(object(1, kMesh), item, "requiredextensions=\"x\""), ErrorCode::Unsupported,
            "http://example.org/odd");
    refused(model(object(1, kMesh), item, "unit=\"parsec\""), ErrorCode::Syntax, "parsec");
    refused("<!DOCTYPE a [<!ENTITY b \"c\">]>" + model(object(1, kMesh), item), ErrorCode::Syntax,
            "document type");
    refused(model(object(1, kMesh), item).substr(0, 400), ErrorCode::Syntax, "XML is broken");
    std::string lie = kMesh;
    lie.replace(lie.find("v3=\"1\""), 6, "v3=\"9\"");
    refused(model(object(1, lie), item), ErrorCode::Syntax, "refers to vertex 9 of 4");
}

TEST(ThreeMf, ComponentsThatMultiplyHitALimit) {
    // Thirty levels of two: a billion tetrahedra if it were followed.
    std::string objects = object(1, kMesh);
    for (int id = 2; id <= 31; ++id) {
        const std::string use = "<component objectid=\"" + std::to_string(id - 1) + "\"/>";
        objects += object(id, "<components>" + use + use + "</components>");
    }
    const auto result = read_model(model(objects, "<item objectid=\"31\"/>"));
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, ErrorCode::LimitExceeded);
}

TEST(ThreeMf, EntriesThatClimbOutOrUnpackWithoutEndAreRefused) {
    const std::string good = model(object(1, kMesh), "<item objectid=\"1\"/>");
    const auto climbing = read(package({{"_rels/.rels", kRelationships},
                                        {"3D/3dmodel.model", good},
                                        {"../outside.model", good}}),
                               {});
    EXPECT_EQ(climbing.error().code, ErrorCode::Syntax);
    const auto bomb = read_model(good + std::string(std::size_t{257} << 20, ' '));
    EXPECT_EQ(bomb.error().code, ErrorCode::LimitExceeded);
}

TEST(ThreeMf, MaterialsAndColoursAreFacesAndTheBodysColour) {
    const std::string materials =
        "<basematerials id=\"5\"><base name=\"PLA red\" displaycolor=\"#FF0000\"/>"
        "<base name=\"PLA white\" displaycolor=\"#FFFFFFFF\"/></basematerials>";
    std::string mesh = kMesh;
    const ReadFile plain = read_model(model(materials + object(1, mesh, "pid=\"5\" pindex=\"1\""),
                                            "<item objectid=\"1\"/>"))
                               .value();
    ASSERT_EQ(plain.parts[0].faces.size(), 1u);
    EXPECT_EQ(plain.parts[0].faces[0].name, "PLA white");
    EXPECT_EQ(plain.parts[0].bodies[0].colour, (geom::Colour{1.0F, 1.0F, 1.0F}));
    mesh.replace(mesh.find("v3=\"1\"/>"), 8, "v3=\"1\" pid=\"5\" p1=\"0\"/>");
    const ReadFile two = read_model(model(materials + object(1, mesh, "pid=\"5\" pindex=\"1\""),
                                          "<item objectid=\"1\"/>"))
                             .value();
    ASSERT_EQ(two.parts[0].faces.size(), 2u);
    EXPECT_EQ(two.parts[0].faces[0].colour, (geom::Colour{1.0F, 0.0F, 0.0F}));
    EXPECT_DOUBLE_EQ(two.parts[0].faces[0].area_mm2, 50.0);
    EXPECT_EQ(two.parts[0].mesh.face_of_triangle, (std::vector<std::uint32_t>{0, 1, 1, 1}));
    EXPECT_FALSE(two.parts[0].bodies[0].colour);
}

TEST(ThreeMf, ItemsAreUsesWithAPlace) {
    const ReadFile file =
        read_model(model(object(1, kMesh, "name=\"wedge\""),
                         "<item objectid=\"1\" transform=\"1 0 0 0 1 0 0 0 1 1 0 0\"/>"
                         "<item objectid=\"1\" transform=\"0 1 0 -1 0 0 0 0 1 5 6 7\" "
                         "partnumber=\"B2\"/>",
                         "unit=\"centimeter\""))
            .value();
    ASSERT_EQ(file.parts.size(), 1u);
    EXPECT_EQ(file.parts[0].quantity, 2u);
    ASSERT_EQ(file.assembly.nodes.size(), 2u);
    EXPECT_EQ(file.assembly.nodes[0].placement, geom::Placement{});
    EXPECT_EQ(file.assembly.nodes[1].name, "B2");
    // The origin of the object: at (10, 0, 0) mm in the part as first placed, then at (50, 60, 70).
    const geom::Vec3 there = file.assembly.nodes[1].placement.point({10, 0, 0});
    EXPECT_LT(geom::length(there - geom::Vec3{50, 60, 70}), 1e-9);
}

}  // namespace
}  // namespace millrace::cad
