// Filament plans of small parts: operations, figures, orientation, blockers and the exported
// profile.
#include <gtest/gtest.h>

#include <algorithm>

#include "fdm_parts.h"
#include "millrace/plan/fdm_profile.h"
#include "millrace/plan/planner.h"

namespace millrace::plan {
namespace {

using namespace testing;

struct Case {
    geom::BoundaryModel model;
    facts::PartFacts facts;
    catalog::Catalog catalog;
    catalog::Machine machine;
    catalog::Material material;
};

/// A part with the facts that the planner reads, on a printer with the default profile.
Case make_case(geom::TriangleMesh mesh) {
    Case c;
    c.model.mesh = std::move(mesh);
    const geom::MassProperties mass = geom::mass_properties(c.model.mesh);
    c.facts.volume = from_mm3(mass.volume_mm3);
    c.facts.box = geom::bounding_box(c.model.mesh);
    c.facts.bodies = geom::topology(c.model.mesh).components;
    c.facts.closed = true;
    for (const geom::Vec3 up : geom::kAxisDirections) {
        facts::BuildDirection build;
        build.up = up;
        double low = 1e300;
        double high = -1e300;
        for (const geom::Vec3 p : c.model.mesh.vertices) {
            low = std::min(low, dot(p, up));
            high = std::max(high, dot(p, up));
        }
        double contact = 0.0;
        for (std::size_t t = 0; t < c.model.mesh.triangles.size(); ++t) {
            const geom::Vec3 n = geom::area_normal(c.model.mesh, t);
            if (dot(n, up) < -0.999 * geom::length(n) &&
                dot(c.model.mesh.corner(t, 0), up) < low + 0.01) {
                contact += geom::length(n) / 2.0;
            }
        }
        build.height = from_mm(high - low);
        build.contact = from_mm2(contact);
        build.footprint = from_mm2(contact);
        c.facts.builds.push_back(build);
    }
    c.catalog.labour.push_back({"am_operator", 38.0, "test"});
    catalog::DfmRule slender;
    slender.id = "FDM-09";
    slender.critical = 10.0;
    c.catalog.rules.push_back(slender);
    c.machine.id = "printer";
    c.machine.name = "Printer";
    c.machine.process = "fdm";
    c.machine.kind = "filament";
    c.machine.envelope = {from_mm(250), from_mm(210), from_mm(220)};
    c.machine.rate_per_h = 4.0;
    c.machine.fdm = catalog::FdmProfile{};
    c.material.id = "f_pla";
    c.material.name = "PLA";
    c.material.processes = {"fdm"};
    c.material.density = from_g_cm3(1.24);
    c.material.price_per_kg = 20.0;
    return c;
}

ProcessPlan plan_of(const Case& c) {
    return make_fdm_planner()
        ->plan({c.model, c.facts, c.catalog, c.machine, c.material, "revision", {}})
        .value();
}

geom::TriangleMesh table() {
    geom::TriangleMesh mesh = box({0, 0, 0}, {8, 60, 60});
    append(mesh, box({0, 0, 59.9}, {80, 60, 66}));
    return mesh;
}

const Operation* find(const ProcessPlan& plan, OperationKind kind) {
    for (const Operation& operation : plan.operations) {
        if (operation.kind == kind) return &operation;
    }
    return nullptr;
}

TEST(FdmPlan, CubeIsSetUpPrintedAndPacked) {
    const ProcessPlan plan = plan_of(make_case(box({0, 0, 0}, {20, 20, 20})));
    ASSERT_TRUE(plan.feasible());
    ASSERT_EQ(plan.operations.size(), 3U);
    EXPECT_EQ(plan.operations[0].kind, OperationKind::SetUp);
    EXPECT_DOUBLE_EQ(plan.operations[0].lot_s.value, 0.15 * 3600);
    EXPECT_EQ(plan.operations[1].kind, OperationKind::Print);
    EXPECT_DOUBLE_EQ(plan.operations[1].run_s.value, 300);
    EXPECT_TRUE(plan.operations[1].machine_time);
    EXPECT_EQ(plan.operations[2].kind, OperationKind::Pack);
    EXPECT_TRUE(plan.operations[2].learns);
    EXPECT_EQ(plan.runs.parts_per_run, 1);
    // A slicer gives 955 s and 4.68 g for this cube on the same profile.
    EXPECT_NEAR(plan.operations[1].part_s.value, 955, 0.04 * 955);
    EXPECT_NEAR(plan.stock.part_g.value, 4.68, 0.03 * 4.68);
    EXPECT_NEAR(plan.stock.taken_g.value, plan.stock.part_g.value * 1.05, 1e-9);
}

TEST(FdmPlan, PrintTimeIsTheSumOfItsInputs) {
    const ProcessPlan plan = plan_of(make_case(table()));
    const Figure& figure = find(plan, OperationKind::Print)->part_s;
    double sum = 0.0;
    for (const Input& input : figure.inputs) {
        if (input.unit == "s" && input.name != "layer_time_min") sum += input.value;
    }
    EXPECT_NEAR(sum, figure.value, 1e-6 * figure.value);
}

TEST(FdmPlan, EveryFigureOpensToFactsOrCatalogue) {
    const ProcessPlan plan = plan_of(make_case(table()));
    const auto check = [](const Figure& figure) {
        for (const Input& input : figure.inputs) {
            EXPECT_TRUE(input.source.rfind("facts.", 0) == 0 ||
                        input.source.rfind("catalog.", 0) == 0 ||
                        input.source.rfind("plan.", 0) == 0)
                << input.name << " from " << input.source;
        }
        if (figure.value != 0.0) {
            EXPECT_FALSE(figure.inputs.empty()) << figure.formula;
        }
    };
    for (const Operation& operation : plan.operations) {
        check(operation.lot_s);
        check(operation.run_s);
        check(operation.part_s);
    }
    check(plan.stock.taken_g);
    check(plan.stock.part_g);
}

TEST(FdmPlan, HangingTableIsTurnedOver) {
    Case c = make_case(table());
    for (facts::BuildDirection& build : c.facts.builds) {
        build.support = from_mm3(build.up.z < -0.5 ? 0.0 : 100000.0);
    }
    const ProcessPlan plan = plan_of(c);
    ASSERT_TRUE(plan.build_up.has_value());
    EXPECT_EQ(*plan.build_up, (geom::Vec3{0, 0, -1}));
    EXPECT_EQ(find(plan, OperationKind::RemoveSupport), nullptr);
    EXPECT_NE(plan.notes.front().find("cheaper than as modelled"), std::string::npos)
        << plan.notes.front();
}

TEST(FdmPlan, CubeStaysAsModelled) {
    const ProcessPlan plan = plan_of(make_case(box({0, 0, 0}, {20, 20, 20})));
    EXPECT_EQ(*plan.build_up, (geom::Vec3{0, 0, 1}));
    EXPECT_EQ(plan.notes.front(), "Printed as modelled, +Z up.");
}

TEST(FdmPlan, TallPartLiesDownToFit) {
    const ProcessPlan plan = plan_of(make_case(box({0, 0, 0}, {20, 20, 230})));
    EXPECT_TRUE(plan.feasible());
    EXPECT_LT(std::abs(plan.build_up->z), 0.5);
    EXPECT_NE(plan.notes.front().find("does not fit as modelled"), std::string::npos);
}

TEST(FdmPlan, PlateOnItsEdgeIsLaidFlatByTheShopsOwnLimit) {
    Case c = make_case(box({0, 0, 0}, {100, 2, 100}));
    const ProcessPlan plan = plan_of(c);
    ASSERT_TRUE(plan.feasible());
    EXPECT_GT(std::abs(plan.build_up->y), 0.999);
    c.catalog.rules.front().critical = 60.0;
    EXPECT_EQ(*plan_of(c).build_up, (geom::Vec3{0, 0, 1}));
}

// The plate is turned to where its sides lie along the printer's.
TEST(FdmPlan, PartThatLiesAcrossThePlateIsTurnedToFit) {
    Case c = make_case(box({0, 0, 0}, {240, 60, 10}));
    const double s = std::sqrt(0.5);
    for (geom::Vec3& p : c.model.mesh.vertices) p = {s * (p.x - p.y), s * (p.x + p.y), p.z};
    const ProcessPlan plan = plan_of(c);
    ASSERT_TRUE(plan.feasible());
    EXPECT_EQ(*plan.build_up, (geom::Vec3{0, 0, 1}));
    EXPECT_EQ(plan.notes.front(), "Printed as modelled, +Z up, turned on the plate to fit.");
}

// A part that stands at an angle in its file is printed as if it had been modelled straight.
TEST(FdmPlan, LeaningPartIsPrintedLyingOnItsBase) {
    const ProcessPlan straight = plan_of(make_case(box({0, 0, 0}, {60, 40, 10})));
    Case c = make_case(box({0, 0, 0}, {60, 40, 10}));
    const std::array<geom::Vec3, 3> frame = {geom::Vec3{2, 3, 6} / 7.0, geom::Vec3{3, -6, 2} / 7.0,
                                             geom::Vec3{6, 2, -3} / 7.0};
    const auto turned = [&](geom::Vec3 p) {
        return frame[0] * p.x + frame[1] * p.y + frame[2] * p.z;
    };
    for (geom::Vec3& p : c.model.mesh.vertices) p = turned(p);
    for (facts::BuildDirection& build : c.facts.builds) build.up = turned(build.up);
    const ProcessPlan leaning = plan_of(c);
    ASSERT_TRUE(leaning.feasible());
    EXPECT_GT(std::abs(dot(*leaning.build_up, frame[2])), 0.999);
    EXPECT_NEAR(find(leaning, OperationKind::Print)->part_s.value,
                find(straight, OperationKind::Print)->part_s.value,
                0.01 * find(straight, OperationKind::Print)->part_s.value);
    EXPECT_NE(leaning.notes.front().find("stands at an angle"), std::string::npos);
}

// No way to rest on: a sculpture stays as it was modelled, a rod is not stood on its end.
TEST(FdmPlan, WhatStandsNoWayIsOnlyLaidDownWhenItIsSlender) {
    const auto up_of = [](geom::Vec3 size) {
        Case c = make_case(box({0, 0, 0}, size));
        for (facts::BuildDirection& build : c.facts.builds) build.contact = from_mm2(0);
        return *plan_of(c).build_up;
    };
    EXPECT_EQ(up_of({60, 50, 80}), (geom::Vec3{0, 0, 1}));
    EXPECT_LT(std::abs(up_of({8, 8, 180}).z), 0.5);
}

TEST(FdmPlan, TooLargeAPartNamesSizeAndRoom) {
    const ProcessPlan plan = plan_of(make_case(box({0, 0, 0}, {400, 20, 10})));
    ASSERT_FALSE(plan.feasible());
    EXPECT_EQ(plan.blockers.front().code, "does_not_fit");
    EXPECT_EQ(plan.blockers.front().message,
              "The part is 400 × 20 × 10 mm; Printer prints up to 250 × 210 × 220 mm.");
}

TEST(FdmPlan, ForeignMaterialIsRefused) {
    Case c = make_case(box({0, 0, 0}, {20, 20, 20}));
    c.machine.materials = {"f_petg"};
    EXPECT_EQ(plan_of(c).blockers.front().code, "no_material");
}

TEST(FdmProfileExport, WritesTheCatalogueValues) {
    Case c = make_case(box({0, 0, 0}, {20, 20, 20}));
    c.machine.fdm->perimeter_mm_s = 77;
    c.material.flow_max_mm3_s = 8.5;
    const std::string text = prusaslicer_config(c.machine, c.material);
    for (const char* line :
         {"perimeter_speed = 77\n", "filament_max_volumetric_speed = 8.5\n", "layer_height = 0.2\n",
          "support_material_threshold = 45\n", "machine_max_acceleration_extruding = 3000\n",
          "filament_density = 1.24\n", "bed_shape = 0x0,250x0,250x210,0x210\n"}) {
        EXPECT_NE(text.find(line), std::string::npos) << line;
    }
    c.machine.fdm.reset();
    EXPECT_TRUE(prusaslicer_config(c.machine, c.material).empty());
}

}  // namespace
}  // namespace millrace::plan
