// The bundled parts against their truth, which was computed by formula: volume, area, box, and the
// analytic faces that the holes are made of. B-rep answers are exact, so tolerances are tight.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

#include "support.h"

namespace millrace::cad {
namespace {

const nlohmann::json& truth() {
    static const nlohmann::json json = [] {
        std::ifstream in(examples() / "TRUTH.json");
        return nlohmann::json::parse(in);
    }();
    return json;
}

ReadFile example(const std::string& file) {
    auto result = read(file_bytes(examples() / file), {});
    EXPECT_TRUE(result.has_value()) << to_string(result.error());
    return std::move(result).value();
}

class Example : public testing::TestWithParam<const char*> {};

TEST_P(Example, HasItsVolumeAreaAndBox) {
    const std::string name = GetParam();
    const nlohmann::json& expected = truth()[name];
    const ReadFile file = example(name + ".step");
    EXPECT_EQ(file.schema, "AP242");
    EXPECT_EQ(file.units.unit, LengthUnit::Millimetre);
    EXPECT_EQ(file.units.source, UnitSource::File);
    EXPECT_TRUE(file.diagnostics.empty());
    ASSERT_EQ(file.parts.size(), 1u);
    const geom::BoundaryModel& part = file.parts[0];
    EXPECT_EQ(part.name, name);
    EXPECT_TRUE(part.exact);
    ASSERT_EQ(part.bodies.size(), 1u);
    EXPECT_TRUE(part.bodies[0].solid);
    EXPECT_TRUE(part.bodies[0].colour.has_value());
    const double volume = expected["volume_mm3"];
    const double area = expected["area_mm2"];
    EXPECT_NEAR(part.bodies[0].volume_mm3 / volume, 1.0, 1e-9);
    EXPECT_NEAR(part.bodies[0].area_mm2 / area, 1.0, 1e-9);
    double sum = 0.0;
    for (const geom::Face& face : part.faces) sum += face.area_mm2;
    EXPECT_NEAR(sum / area, 1.0, 1e-9);
    for (int axis = 0; axis < 3; ++axis) {
        EXPECT_NEAR(part.exact_box.size()[axis],
                    expected["box_mm"][static_cast<std::size_t>(axis)].get<double>(), 1e-5);
    }
}

TEST_P(Example, TessellationIsClosedAndNearTheSurface) {
    const ReadFile file = example(std::string{GetParam()} + ".step");
    const geom::BoundaryModel& part = file.parts[0];
    const geom::Topology topology = geom::topology(part.mesh);
    EXPECT_TRUE(topology.closed());
    EXPECT_EQ(topology.components, 1u);
    const geom::MassProperties mesh = geom::mass_properties(part.mesh);
    EXPECT_NEAR(mesh.volume_mm3, part.bodies[0].volume_mm3,
                part.mesh_deflection_mm * part.bodies[0].area_mm2);
    EXPECT_LT(geom::length(mesh.centre_of_mass - part.bodies[0].centre_of_mass), 0.05);
    // Corner normals belong to the side the triangle faces.
    for (std::size_t t = 0; t < part.mesh.triangles.size(); ++t) {
        const geom::Vec3 flat = geom::normalized(geom::area_normal(part.mesh, t));
        for (const geom::Vec3 normal : part.mesh.corner_normals[t]) {
            EXPECT_NEAR(geom::length(normal), 1.0, 1e-6);
            EXPECT_GT(geom::dot(normal, flat), 0.7);
        }
    }
}

TEST_P(Example, FacesNameTheirStepEntity) {
    const geom::BoundaryModel part = example(std::string{GetParam()} + ".step").parts[0];
    for (const geom::Face& face : part.faces) EXPECT_TRUE(face.step_id.has_value());
}

// Every hole of the truth is a full concave cylinder face of its diameter and depth.
TEST_P(Example, HolesAreFullConcaveCylinders) {
    const std::string name = GetParam();
    const geom::BoundaryModel part = example(name + ".step").parts[0];
    for (const auto& hole : truth()[name]["holes"]) {
        int found = 0;
        for (const geom::Face& face : part.faces) {
            found += face.kind == geom::SurfaceKind::Cylinder && face.concave &&
                     std::abs(face.radius_mm * 2.0 - hole["diameter_mm"].get<double>()) < 1e-9 &&
                     std::abs(face.axial_max_mm - face.axial_min_mm -
                              hole["depth_mm"].get<double>()) < 1e-6 &&
                     face.sweep_rad == 2.0 * std::numbers::pi && face.loops.size() == 2;
        }
        EXPECT_EQ(found, hole["count"].get<int>()) << hole;
    }
}

// Edges lie between two faces; convex and concave ones are told apart by sign.
TEST_P(Example, EveryEdgeHasTwoSides) {
    const geom::BoundaryModel part = example(std::string{GetParam()} + ".step").parts[0];
    for (const geom::Edge& edge : part.edges) {
        EXPECT_TRUE(edge.left_face.has_value());
        EXPECT_TRUE(edge.right_face.has_value());
        EXPECT_GT(edge.length_mm, 0.0);
        EXPECT_EQ(edge.seam, edge.left_face == edge.right_face);
    }
    for (const geom::Face& face : part.faces) {
        for (const geom::Loop& loop : face.loops) {
            for (std::size_t i = 0; i < loop.edges.size(); ++i) {
                const auto end = [&](const geom::EdgeUse& use, bool last) {
                    const geom::Edge& edge = part.edges[use.edge];
                    return use.forward == last ? edge.end : edge.start;
                };
                const geom::EdgeUse& next = loop.edges[(i + 1) % loop.edges.size()];
                EXPECT_LT(geom::length(end(loop.edges[i], true) - end(next, false)), 1e-6);
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(All, Example,
                         testing::Values("machined_bracket", "drilled_plate", "printed_housing",
                                         "turned_shaft", "bent_bracket"),
                         [](const auto& instance) { return std::string{instance.param}; });

TEST(Examples, SignOfTheDihedralTellsConvexFromConcave) {
    const geom::BoundaryModel part = example("drilled_plate.step").parts[0];
    int convex = 0;
    int concave = 0;
    for (const geom::Edge& edge : part.edges) {
        if (edge.seam || edge.kind != geom::CurveKind::Line) continue;
        const bool outer =
            edge.start.z == edge.end.z && (edge.start.z == 0.0 || edge.start.z == 20.0);
        if (outer) {
            EXPECT_NEAR(edge.dihedral_rad, std::numbers::pi / 2.0, 1e-9);
            ++convex;
        }
        if (std::abs(edge.start.z - 12.0) < 1e-9 && std::abs(edge.end.z - 12.0) < 1e-9) {
            EXPECT_NEAR(edge.dihedral_rad, -std::numbers::pi / 2.0, 1e-9);  // pocket floor
            ++concave;
        }
    }
    EXPECT_EQ(convex, 8 + 4 + 2);  // both outlines, rim of the pocket, rim of the slot
    EXPECT_EQ(concave, 4);
}

TEST(Examples, DrillPointIsAConcaveCone) {
    int cones = 0;
    const geom::BoundaryModel part = example("drilled_plate.step").parts[0];
    for (const geom::Face& face : part.faces) {
        if (face.kind != geom::SurfaceKind::Cone) continue;
        ++cones;
        EXPECT_TRUE(face.concave);
        EXPECT_NEAR(std::abs(face.half_angle_rad), 59.0 * std::numbers::pi / 180.0, 1e-9);
    }
    EXPECT_EQ(cones, 1);
}

TEST(Examples, BendsAreCylindersOfBothRadii) {
    int inner = 0;
    int outer = 0;
    const geom::BoundaryModel part = example("bent_bracket.step").parts[0];
    for (const geom::Face& face : part.faces) {
        if (face.kind != geom::SurfaceKind::Cylinder) continue;
        if (std::abs(face.sweep_rad - std::numbers::pi / 2.0) > 1e-6) continue;
        inner += face.concave && std::abs(face.radius_mm - 3.0) < 1e-9;
        outer += !face.concave && std::abs(face.radius_mm - 5.0) < 1e-9;
    }
    EXPECT_EQ(inner, 2);
    EXPECT_EQ(outer, 2);
}

TEST(Examples, StlTwinsAgreeWithinTheirFacets) {
    for (const char* name : {"machined_bracket", "printed_housing"}) {
        const ReadFile file = example(std::string{name} + ".stl");
        ASSERT_EQ(file.parts.size(), 1u);
        EXPECT_TRUE(file.parts[0].bodies[0].solid);
        EXPECT_NEAR(file.parts[0].bodies[0].volume_mm3 / truth()[name]["volume_mm3"].get<double>(),
                    1.0, 2e-3);
    }
}

}  // namespace
}  // namespace millrace::cad
