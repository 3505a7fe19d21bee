// Every rule of resin, powder bed and metal printing that the facts can measure, on a part that
// passes and on one that fails. Parts are blocks with hand-made facts, standing along +Z.
#include <gtest/gtest.h>

#include "parts.h"

namespace millrace::dfm {
namespace {

using namespace testing;

CheckContext process(const std::string& id, bool supported = true) {
    CheckContext context;
    context.process = id;
    context.build_up = geom::Vec3{0, 0, 1};
    context.support_planned = supported;
    return context;
}

Part with_wall(double wall_mm) {
    Part part = block(100, 60, 22);
    part.facts.wall.minimum = from_mm(wall_mm);
    return part;
}
Part with_hole(double diameter, double depth, geom::Vec3 axis = {0, 0, 1}) {
    Part part = block(100, 60, 22);
    part.facts.holes = {hole(diameter, depth)};
    part.facts.holes[0].axis = axis;
    return part;
}
Part with_pin(double diameter, double length) {
    Part part = block(100, 60, 22);
    facts::Pin pin;
    pin.diameter = from_mm(diameter);
    pin.length = from_mm(length);
    part.facts.pins = {pin};
    return part;
}
Part with_field(float thickness_mm) {
    Part part = block(100, 60, 22);
    part.facts.wall.per_vertex_mm.assign(part.model.mesh.vertices.size(), thickness_mm);
    return part;
}
/// All corners of one face are thin: face 0 looks along +X, face 4 along +Z.
Part with_thin_face(std::uint32_t face, float thickness_mm) {
    Part part = with_field(22.0F);
    for (std::uint32_t v = 0; v < 4; ++v)
        part.facts.wall.per_vertex_mm[4 * face + v] = thickness_mm;
    part.facts.wall.minimum = from_mm(thickness_mm);
    return part;
}
Part hanging(double degrees_from_vertical) {
    Part part = block(100, 60, 22);
    part.facts.builds[0].overhang = from_mm2(200);
    part.facts.builds[0].overhang_worst = from_deg(degrees_from_vertical);
    return part;
}

TEST(Sla, WallsHeldOnOneSideNeedMoreThanWallsHeldOnTwo) {
    // Without inner edges nothing holds the face: it counts as held on one side.
    Part fin = with_thin_face(0, 0.7F);
    add_edge(fin, 0, 4, {100, 0, 22}, {100, 60, 22}, 1.57);
    EXPECT_EQ(verdict(fin, process("sla"), "SLA-02"), "advisory");
    EXPECT_EQ(verdict(fin, process("sla"), "SLA-01"), "");
    // Two inner edges on opposite sides hold it.
    Part web = with_thin_face(0, 0.5F);
    add_edge(web, 0, 2, {100, 0, 0}, {100, 0, 22}, -1.57);
    add_edge(web, 0, 3, {100, 60, 0}, {100, 60, 22}, -1.57);
    EXPECT_EQ(verdict(web, process("sla"), "SLA-02"), "");
    EXPECT_EQ(verdict(web, process("sla"), "SLA-01"), "advisory");
    EXPECT_EQ(verdict(with_wall(2), process("sla"), "SLA-01"), "");
}

TEST(Sla, HolesAndPins) {
    EXPECT_EQ(verdict(with_hole(2, 4), process("sla"), "SLA-03a"), "");
    EXPECT_EQ(verdict(with_hole(0.4, 4), process("sla"), "SLA-03a"), "required");
    EXPECT_EQ(verdict(with_hole(2, 10), process("sla"), "SLA-03b"), "");
    EXPECT_EQ(verdict(with_hole(2, 20), process("sla"), "SLA-03b"), "advisory");
    EXPECT_EQ(verdict(with_pin(1, 5), process("sla"), "SLA-04a"), "");
    EXPECT_EQ(verdict(with_pin(0.6, 5), process("sla"), "SLA-04a"), "advisory");
    EXPECT_EQ(verdict(with_pin(1, 7), process("sla"), "SLA-04b"), "");
    EXPECT_EQ(verdict(with_pin(1, 16), process("sla"), "SLA-04b"), "required");
}

TEST(Additive, ClosedCavitiesHaveNoDrain) {
    Part part = block(100, 60, 22);
    const std::array<std::pair<const char*, const char*>, 4> rules{
        {{"sla", "SLA-05"}, {"sls", "PBP-05"}, {"mjf", "PBP-05"}, {"lpbf", "LPB-07"}}};
    for (const auto& [id, rule] : rules) {
        part.facts.enclosed_voids = 0;
        EXPECT_EQ(verdict(part, process(id), rule), "");
        part.facts.enclosed_voids = 1;
        EXPECT_EQ(verdict(part, process(id), rule), "required");
    }
}

TEST(Additive, SurfacesThatFaceDownMatterWithoutSupport) {
    EXPECT_EQ(verdict(hanging(75), process("sla"), "SLA-06"), "");
    EXPECT_EQ(verdict(hanging(55), process("sla", false), "SLA-06"), "");
    EXPECT_EQ(verdict(hanging(65), process("sla", false), "SLA-06"), "advisory");
    EXPECT_EQ(verdict(hanging(75), process("sla", false), "SLA-06"), "required");
    EXPECT_EQ(verdict(hanging(40), process("lpbf", false), "LPB-03"), "");
    EXPECT_EQ(verdict(hanging(50), process("lpbf", false), "LPB-03"), "advisory");
}

// A ceiling between two walls.
Part ceiling(double span) {
    Part part = block(100, 60, 22);
    const auto face = add_rectangle(part, {10, 10, 10}, {0, 20, 0}, {span, 0, 0});
    add_edge(part, face, 0, {10, 10, 10}, {10, 30, 10}, -1.57);
    add_edge(part, face, 1, {10 + span, 10, 10}, {10 + span, 30, 10}, -1.57);
    return part;
}

TEST(Sla, Bridges) {
    EXPECT_EQ(verdict(ceiling(4), process("sla", false), "SLA-07"), "");
    EXPECT_EQ(verdict(ceiling(10), process("sla", false), "SLA-07"), "advisory");
    EXPECT_EQ(verdict(ceiling(20), process("sla", false), "SLA-07"), "required");
    EXPECT_EQ(verdict(ceiling(20), process("sla"), "SLA-07"), "");
}

TEST(Lpbf, LedgesReachIntoTheAir) {
    // Carried along one edge only.
    const auto ledge = [](double reach) {
        Part part = block(100, 60, 22);
        const auto face = add_rectangle(part, {10, 10, 10}, {0, 20, 0}, {reach, 0, 0});
        add_edge(part, face, 0, {10, 10, 10}, {10, 30, 10}, -1.57);
        return part;
    };
    EXPECT_EQ(verdict(ledge(0.4), process("lpbf", false), "LPB-04"), "");
    EXPECT_EQ(verdict(ledge(0.8), process("lpbf", false), "LPB-04"), "advisory");
    EXPECT_EQ(verdict(ledge(5), process("lpbf", false), "LPB-04"), "required");
    EXPECT_EQ(verdict(ledge(5), process("lpbf"), "LPB-04"), "");
}

// Two bodies side by side, with a gap between them.
Part pair_of_blocks(double gap) {
    Part part = block(10, 10, 10);
    add_box(part, {10 + gap, 0, 0}, {10, 10, 10});
    for (std::size_t i = 6; i < 12; ++i) part.model.faces[i].body = 1;
    part.model.bodies.resize(2);
    part.facts.bodies = 2;
    return part;
}

TEST(Additive, BodiesTooCloseFuse) {
    EXPECT_EQ(verdict(pair_of_blocks(0.4), process("sla"), "SLA-09"), "");
    EXPECT_EQ(verdict(pair_of_blocks(0.1), process("sla"), "SLA-09"), "required");
    EXPECT_EQ(verdict(pair_of_blocks(0.6), process("sls"), "PBP-04"), "");
    EXPECT_EQ(verdict(pair_of_blocks(0.4), process("mjf"), "PBP-04"), "advisory");
    EXPECT_EQ(verdict(pair_of_blocks(0.6), process("lpbf"), "LPB-08"), "");
    EXPECT_EQ(verdict(pair_of_blocks(0.4), process("lpbf"), "LPB-08"), "advisory");
    EXPECT_EQ(verdict(block(10, 10, 10), process("lpbf"), "LPB-08"), "");
}

// A block of 20 x 20 with a block of `top` x 20 on it.
TEST(Sla, SectionsThatJump) {
    const auto tower = [](double top) {
        Part part = block(20, 20, 10);
        add_box(part, {0, 0, 10}, {top, 20, 10});
        part.facts.builds[0].height = from_mm(20);
        part.model.mesh = welded(part.model.mesh, 1e-9);  // sections follow shared vertices
        return part;
    };
    EXPECT_EQ(verdict(tower(10), process("sla"), "SLA-10"), "");
    const auto found = findings(tower(2), process("sla"), "SLA-10");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NEAR(found[0].measured, 10.0, 1e-9);
}

TEST(Additive, ThickPlaces) {
    EXPECT_EQ(verdict(with_field(8.0F), process("sla"), "SLA-11"), "");
    EXPECT_EQ(verdict(with_field(14.0F), process("sla"), "SLA-11"), "advisory");
    EXPECT_EQ(verdict(with_field(30.0F), process("sla"), "SLA-11"), "required");
    EXPECT_EQ(verdict(with_field(8.0F), process("sls"), "PBP-06"), "");
    EXPECT_EQ(verdict(with_field(22.0F), process("mjf"), "PBP-06"), "required");
    EXPECT_EQ(verdict(block(100, 60, 22), process("sla"), "SLA-11"), "not checked");
}

TEST(Powder, WallsByMaterial) {
    EXPECT_EQ(verdict(with_wall(1.2), process("sls"), "PBP-01a"), "");
    EXPECT_EQ(verdict(with_wall(0.8), process("sls"), "PBP-01a"), "advisory");
    EXPECT_EQ(verdict(with_wall(0.6), process("sls"), "PBP-01a"), "required");
    EXPECT_EQ(verdict(with_wall(1.2), process("mjf"), "PBP-02a"), "");
    EXPECT_EQ(verdict(with_wall(0.4), process("mjf"), "PBP-02a"), "required");
    catalog::Material filled;
    filled.name = "PA12 GF";
    CheckContext context = process("sls");
    context.material = &filled;
    EXPECT_EQ(verdict(with_wall(0.6), context, "PBP-01a"), "");
    EXPECT_EQ(verdict(with_wall(1.2), context, "PBP-01b"), "advisory");
    EXPECT_EQ(verdict(with_wall(1.6), context, "PBP-01b"), "");
    context.process = "mjf";
    EXPECT_EQ(verdict(with_wall(0.9), context, "PBP-02b"), "required");
    EXPECT_EQ(verdict(with_wall(1.6), context, "PBP-02b"), "");
}

TEST(Powder, HolesPinsAndSlots) {
    EXPECT_EQ(verdict(with_hole(2, 4), process("sls"), "PBP-03a"), "");
    EXPECT_EQ(verdict(with_hole(0.9, 4), process("sls"), "PBP-03a"), "required");
    EXPECT_EQ(verdict(with_hole(2, 4), process("mjf"), "PBP-03b"), "");
    EXPECT_EQ(verdict(with_hole(0.9, 4), process("mjf"), "PBP-03b"), "advisory");
    EXPECT_EQ(verdict(with_hole(2, 10), process("mjf"), "PBP-03c"), "");
    EXPECT_EQ(verdict(with_hole(2, 40), process("sls"), "PBP-03c"), "required");
    EXPECT_EQ(verdict(with_pin(2, 4), process("sls"), "PBP-09a"), "");
    EXPECT_EQ(verdict(with_pin(0.9, 4), process("sls"), "PBP-09a"), "advisory");
    Part part = block(100, 60, 22);
    part.facts.pockets = {pocket(2, 5)};
    EXPECT_EQ(verdict(part, process("sls"), "PBP-09b"), "");
    part.facts.pockets = {pocket(0.4, 5)};
    EXPECT_EQ(verdict(part, process("sls"), "PBP-09b"), "required");
}

TEST(Powder, LongThinPanelsWarp) {
    EXPECT_EQ(verdict(block(90, 60, 2), process("sls"), "PBP-07"), "");
    EXPECT_EQ(verdict(block(150, 60, 2), process("sls"), "PBP-07"), "advisory");
    EXPECT_EQ(verdict(block(250, 60, 2), process("mjf"), "PBP-07"), "required");
    EXPECT_EQ(verdict(block(250, 60, 5), process("mjf"), "PBP-07"), "");
}

TEST(Lpbf, WallsBySlope) {
    EXPECT_EQ(verdict(with_thin_face(0, 0.7F), process("lpbf"), "LPB-01a"), "advisory");
    EXPECT_EQ(verdict(with_thin_face(0, 0.9F), process("lpbf"), "LPB-01a"), "");
    EXPECT_EQ(verdict(with_thin_face(0, 0.7F), process("lpbf"), "LPB-01b"), "");
    EXPECT_EQ(verdict(with_thin_face(4, 0.9F), process("lpbf"), "LPB-01b"), "advisory");
    EXPECT_EQ(verdict(with_thin_face(4, 0.7F), process("lpbf"), "LPB-01a"), "");
}

TEST(Lpbf, HighThinWalls) {
    // A wall on a floor: face 1 of the second box stands on face 4 of the first.
    const auto wall = [](double thickness) {
        Part part = block(100, 60, 5);
        add_box(part, {20, 0, 5}, {thickness, 60, 45});
        add_edge(part, 7, 4, {20, 0, 5}, {20, 60, 5}, -1.57);
        return part;
    };
    EXPECT_EQ(verdict(wall(3), process("lpbf"), "LPB-02"), "");
    EXPECT_EQ(verdict(wall(2), process("lpbf"), "LPB-02"), "advisory");
    EXPECT_EQ(verdict(wall(1), process("lpbf"), "LPB-02"), "required");
}

TEST(Lpbf, HolesByDirection) {
    EXPECT_EQ(verdict(with_hole(1.2, 4), process("lpbf"), "LPB-06a"), "");
    EXPECT_EQ(verdict(with_hole(0.4, 4), process("lpbf"), "LPB-06a"), "required");
    EXPECT_EQ(verdict(with_hole(1.2, 4, {1, 0, 0}), process("lpbf"), "LPB-06a"), "");
    EXPECT_EQ(verdict(with_hole(1.2, 4, {1, 0, 0}), process("lpbf"), "LPB-06b"), "advisory");
    EXPECT_EQ(verdict(with_hole(2, 4, {1, 0, 0}), process("lpbf"), "LPB-06b"), "");
    EXPECT_EQ(verdict(with_hole(12, 4, {1, 0, 0}), process("lpbf", false), "LPB-05"), "required");
    EXPECT_EQ(verdict(with_hole(6, 4, {1, 0, 0}), process("lpbf", false), "LPB-05"), "");
    EXPECT_EQ(verdict(with_hole(12, 4, {1, 0, 0}), process("lpbf"), "LPB-05"), "");
}

TEST(Lpbf, SupportThatNobodyReaches) {
    Part part = block(100, 60, 22);
    const auto roof = add_rectangle(part, {10, 10, 10}, {0, 20, 0}, {10, 0, 0});
    EXPECT_EQ(verdict(part, process("lpbf"), "LPB-09a"), "");
    EXPECT_EQ(verdict(part, process("lpbf"), "LPB-09b"), "");
    part.facts.access.unreachable_faces = {roof};
    EXPECT_EQ(verdict(part, process("lpbf"), "LPB-09a"), "advisory");
    const auto found = findings(part, process("lpbf"), "LPB-09b");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NEAR(found[0].measured, 200.0, 1e-9);
    EXPECT_EQ(found[0].place.faces, std::vector<std::uint32_t>{roof});
}

TEST(Lpbf, WideFlatsAndTallParts) {
    EXPECT_EQ(verdict(block(60, 40, 22), process("lpbf"), "LPB-10"), "");
    EXPECT_EQ(verdict(block(100, 60, 22), process("lpbf"), "LPB-10"), "advisory");
    EXPECT_EQ(verdict(block(200, 160, 22), process("lpbf"), "LPB-10"), "required");
    EXPECT_EQ(verdict(block(20, 20, 100), process("lpbf"), "LPB-13"), "");
    EXPECT_EQ(verdict(block(10, 20, 90), process("lpbf"), "LPB-13"), "advisory");
    EXPECT_EQ(verdict(block(5, 20, 90), process("lpbf"), "LPB-13"), "required");
}

// Without a plan the part stands as the process would like it best: a metal print lies down to need
// little support, and a powder print to need little height.
TEST(Additive, ThePartStandsWhereItCostsLeastWhenNoPlanSays) {
    Part part = block(5, 20, 90);
    facts::BuildDirection lying = part.facts.builds[0];
    lying.up = {1, 0, 0};
    lying.height = from_mm(5);
    lying.footprint = lying.contact = from_mm2(20 * 90);
    part.facts.builds.push_back(lying);
    CheckContext context = process("lpbf");
    context.build_up.reset();
    EXPECT_EQ(verdict(part, context, "LPB-13"), "");
    context.process = "fdm";  // its planner chooses, so nothing is assumed here
    EXPECT_EQ(verdict(part, context, "FDM-09"), "not checked");
}

}  // namespace
}  // namespace millrace::dfm
