// Parts with defects become repaired revisions that say so; sound ones are not touched.
#include "millrace/cad/repair.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "mesh_parts.h"
#include "support.h"

namespace millrace::cad {
namespace {

ReadFile file_of(const geom::TriangleMesh& mesh) {
    ReadFile file;
    EXPECT_TRUE(add_mesh_parts("box", mesh, {}, file));
    return file;
}

TEST(RepairParts, SoundMeshesAreNotTouched) {
    ReadFile file = file_of(box_mesh({0, 0, 0}, {1, 2, 3}));
    const auto before = file.parts[0].mesh.vertices;
    EXPECT_TRUE(repair_parts(file, {}).value().empty());
    EXPECT_TRUE(file.diagnostics.empty());
    EXPECT_TRUE(file.parts[0].mesh.vertices == before);
}

TEST(RepairParts, ARepairedPartSaysWhatWasDoneAndKeepsTheRawOne) {
    geom::TriangleMesh mesh = box_mesh({0, 0, 0}, {10, 10, 10});
    mesh.triangles.pop_back();
    ReadFile file = file_of(mesh);
    EXPECT_FALSE(file.parts[0].bodies[0].solid);
    const auto repaired = repair_parts(file, {}).value();
    ASSERT_EQ(repaired.size(), 1u);
    EXPECT_TRUE(repaired[0].closed);
    EXPECT_EQ(repaired[0].raw.mesh.triangles.size(), 11u);
    EXPECT_TRUE(file.parts[0].bodies[0].solid);
    EXPECT_EQ(file.parts[0].name, "box");
    EXPECT_DOUBLE_EQ(file.parts[0].bodies[0].volume_mm3, 1000.0);
    ASSERT_TRUE(has(file, "repaired"));
    const std::string& text = file.diagnostics.back().message;
    EXPECT_NE(text.find("closed 1 hole (14.1421 mm across)"), std::string::npos) << text;
    EXPECT_TRUE(repair_parts(file, {}).value().empty());  // once is enough
}

TEST(RepairParts, BodiesThatOverlapAreUnitedAndTheSharedVolumeIsNamed) {
    geom::TriangleMesh mesh = box_mesh({0, 0, 0}, {20, 20, 20});
    append(mesh, box_mesh({10, 5, 7}, {30, 25, 27}));
    ReadFile file = file_of(mesh);
    ASSERT_EQ(file.parts.size(), 1u);
    const auto repaired = repair_parts(file, {}).value();
    ASSERT_EQ(repaired.size(), 1u);
    EXPECT_EQ(repaired[0].raw.mesh.triangles.size(), 24u);
    const double overlap = 10.0 * 15.0 * 13.0;
    EXPECT_NEAR(file.parts[0].bodies[0].volume_mm3, 16000.0 - overlap, 1e-3);
    ASSERT_TRUE(has(file, "overlapping_bodies"));
    const auto said =
        std::find_if(file.diagnostics.begin(), file.diagnostics.end(),
                     [](const Diagnostic& d) { return d.code == "overlapping_bodies"; });
    EXPECT_EQ(said->severity, Severity::Warning);
    EXPECT_NE(said->message.english().find("1950"), std::string::npos) << said->message.english();
    EXPECT_TRUE(has(file, "repaired"));
    EXPECT_TRUE(repair_parts(file, {}).value().empty());  // once is enough
}

}  // namespace
}  // namespace millrace::cad
