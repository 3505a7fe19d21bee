// Moulding and casting: bodies made here and measured, so that facts and rules are held together.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "../../../facts/tests/bodies.h"
#include "stated_parts.h"

namespace millrace::dfm::contract {

using facts::block_part;
using facts::turned_part;
using testing::Part;

namespace {

CheckContext moulding() {
    CheckContext context;
    context.process = "moulding";
    return context;
}

CheckContext casting(std::int64_t quantity = 20) {
    CheckContext context;
    context.process = "casting";
    context.quantity = quantity;
    return context;
}

/// A resin that is moulded in walls of 1.2 to 3.5 mm.
CheckContext with_resin() {
    static const catalog::Material kResin = [] {
        catalog::Material material;
        material.name = "ABS";
        material.properties = {{"wall_min_mm", 1.2}, {"wall_max_mm", 3.5}};
        return material;
    }();
    CheckContext context = moulding();
    context.material = &kResin;
    return context;
}

/// Middles of the faces, which a reader gives and the bodies made for tests lack.
void set_centroids(geom::BoundaryModel& model) {
    for (geom::Face& face : model.faces) face.centroid = {};
    for (std::size_t t = 0; t < model.mesh.face_of_triangle.size(); ++t) {
        const geom::Vec3 corners =
            model.mesh.corner(t, 0) + model.mesh.corner(t, 1) + model.mesh.corner(t, 2);
        geom::Face& face = model.faces[model.mesh.face_of_triangle[t]];
        face.centroid += corners * (length(area_normal(model.mesh, t)) / 6.0 / face.area_mm2);
    }
}

Part measured(geom::BoundaryModel model) {
    if (model.exact) set_centroids(model);
    Part part;
    part.facts = facts::facts_of(model);
    part.model = std::move(model);
    return part;
}

/// 60 x 40 x 20 outside, open below.
MakePart lid(double wall) {
    return [=] {
        return measured(block_part({0, wall, 60 - wall, 60}, {0, wall, 40 - wall, 40},
                                   {0, 20 - wall, 20},
                                   [](int i, int j, int k) { return k == 1 || i != 1 || j != 1; }));
    };
}

/// A lid with raised characters along the pull.
MakePart lettered_lid(const TextSizes& sizes) {
    return [=] {
        Part part = lid(2)();
        facts::Lettering text = lettering(sizes);
        text.normal = part.facts.moulding->pull;
        part.facts.features.lettering = {text};
        return part;
    };
}

/// A lid with a window through one wall, which may be thicker than the others.
MakePart lid_with_window(double wall) {
    return [=] {
        return measured(block_part({0, 2, 28, 34, 58, 60}, {0, wall, wall + 36, wall + 38},
                                   {0, 8, 14, 18, 20}, [](int i, int j, int k) {
                                       if (i == 2 && j == 0 && k == 1) return false;
                                       return k == 3 || i == 0 || i == 4 || j == 0 || j == 2;
                                   }));
    };
}

/// A plate of 5 mm that goes up and down by 3 mm the given number of times along its length.
MakePart wavy_plate(int steps) {
    return [=] {
        return measured(
            block_part({0, 30, 60, 90, 120}, {0, 40}, {0, 3, 5, 8}, [steps](int i, int, int k) {
                const bool up = std::min(i, steps) % 2 == 1;
                return up ? k > 0 : k < 2;
            }));
    };
}

/// A lid with a solid block of 12 mm in one corner.
MakePart lid_with_block() {
    return [] {
        return measured(block_part({0, 2, 14, 58, 60}, {0, 2, 14, 38, 40}, {0, 18, 20},
                                   [](int i, int j, int k) {
                                       if (k == 1 || (i <= 1 && j <= 1)) return true;
                                       return i == 0 || i == 3 || j == 0 || j == 3;
                                   }));
    };
}

/// A cup upside down with drafted walls.
MakePart cup(double height, double draft_deg) {
    return [=] {
        const double draft = std::tan(draft_deg * std::numbers::pi / 180.0);
        return measured(turned_part({{27, 0},
                                     {30, 0},
                                     {30 - height * draft, height},
                                     {0, height},
                                     {0, height - 3},
                                     {27 - (height - 3) * draft, height - 3}},
                                    64));
    };
}

/// A ring with a groove in its bore that nothing releases.
MakePart grooved_ring() {
    return [] {
        return measured(turned_part(
            {{10, 0}, {40, 0}, {40, 12}, {10, 12}, {10, 8}, {25, 8}, {25, 4}, {10, 4}}, 64));
    };
}

MakePart stepped_plate(double thin, double thick) {
    return [=] {
        return measured(block_part({0, 40, 80}, {0, 50}, {0, thin, thick},
                                   [](int i, int, int k) { return k == 0 || i == 1; }));
    };
}

/// Two ribs on a plate of 2.5 mm.
MakePart ribs(double thickness, double height, double gap) {
    return [=] {
        const double a = 30 + thickness;
        return measured(block_part(
            {0, 30, a, a + gap, a + gap + thickness, 80}, {0, 5, 35, 40}, {0, 2.5, 2.5 + height},
            [](int i, int j, int k) { return k == 0 || (j == 1 && (i == 1 || i == 3)); }));
    };
}

/// A boss on a disc of 2 mm.
MakePart boss(double outer, double inner, double height) {
    return [=] {
        return measured(turned_part({{0, 0},
                                     {30, 0},
                                     {30, 2},
                                     {outer / 2, 2},
                                     {outer / 2, 2 + height},
                                     {inner / 2, 2 + height},
                                     {inner / 2, 2.5},
                                     {0, 2.5}},
                                    64));
    };
}

MakePart pocketed(double width, double depth) {
    return [=] {
        const double side = width + 40;
        return measured(block_part({0, 20, 20 + width, side}, {0, 20, 20 + width, side},
                                   {0, 10, 10 + depth},
                                   [](int i, int j, int k) { return k == 0 || i != 1 || j != 1; }));
    };
}

MakePart blind_hole(double diameter, double depth) {
    return [=] {
        return measured(turned_part({{0, 0},
                                     {20, 0},
                                     {20, depth + 10},
                                     {diameter / 2, depth + 10},
                                     {diameter / 2, 10},
                                     {0, 10}},
                                    64));
    };
}

MakePart through_hole(double thickness) {
    return [=] { return measured(facts::plate_with_holes({.thickness_mm = thickness})); };
}

MakePart box(double x, double y, double z) {
    return [=] { return measured(facts::box_part(x, y, z)); };
}

MakePart ball() {
    return [] { return measured(facts::ball_mesh(10, 16)); };
}

/// A part whose walls leave a gap of the given width between them.
MakePart with_gap(double width) {
    return spoiled([width](Part& part) {
        facts::Field gap;
        gap.name = "gap";
        gap.unit = "mm";
        gap.min = gap.p01 = gap.p50 = gap.max = width;
        part.facts.fields = {gap};
    });
}

void add_casting(Pack& pack) {
    const std::vector<RuleCase> cases = {
        {"URE-01", casting(), lid(2), lid(0.4)},
        {"URE-02", casting(), cup(60, 2), cup(60, 0.5)},
        {"URE-03", casting(), lid(2), lid_with_window(20)},
        {"URE-04", casting(), with_gap(2), with_gap(0.5)},
        {"URE-05", casting(), box(60, 40, 3), stepped_plate(1, 5)},
        {"URE-07", casting(), through_hole(20), through_hole(60)},
        {"URE-08", casting(), box(100, 60, 22), box(900, 60, 22)},
        {"URE-09a", casting(20), plain, plain, casting(2)},
        {"URE-09b", casting(20), plain, plain, casting(200)},
    };
    pack.cases.insert(pack.cases.end(), cases.begin(), cases.end());
    pack.unchecked.push_back({"URE-06", casting(), "moulds are not planned yet"});
}

}  // namespace

Pack mould_pack() {
    Pack pack;
    pack.cases = {
        {"IM-01", moulding(), cup(30, 2), lid(2)},
        {"IM-03", moulding(), cup(60, 2.5), cup(60, 0.5)},
        {"IM-04a", with_resin(), lid(2), lid(0.8)},
        {"IM-04b", with_resin(), lid(2), lid(5)},
        {"IM-04c", moulding(), lid(2), lid(0.5)},
        {"IM-04d", moulding(), lid(2), lid(8)},
        {"IM-05", moulding(), stepped_plate(2, 2.3), stepped_plate(2, 5)},
        {"IM-06a", moulding(), ribs(1.2, 6, 20), ribs(2.2, 6, 20)},
        {"IM-07a", moulding(), ribs(1.2, 6, 20), ribs(1.2, 14, 20)},
        {"IM-07b", moulding(), ribs(1.2, 6, 20), ribs(1.2, 6, 2)},
        {"IM-08a", moulding(), boss(8.8, 4, 8), boss(6, 4, 8)},
        {"IM-08b", moulding(), boss(6, 4, 8), boss(10, 4, 8)},
        {"IM-09", moulding(), boss(8, 4, 12), boss(8, 4, 36)},
        {"IM-10a", moulding(), box(60, 40, 3), lid(2)},
        {"IM-11a", moulding(), lid(2), lid_with_window(2)},
        {"IM-11b", moulding(), lid_with_window(2), grooved_ring()},
        {"IM-12a", moulding(), lid_with_window(2), lid_with_window(40)},
        {"IM-12b", moulding(), pocketed(20, 10), pocketed(10, 50)},
        {"IM-13a", moulding(), blind_hole(6, 8), blind_hole(6, 20)},
        {"IM-13b", moulding(), through_hole(20), through_hole(60)},
        {"IM-14", moulding(), with_gap(3), with_gap(0.5)},
        {"IM-15", with_resin(), lid(2), box(1'000, 40, 2)},
        {"IM-16", with_resin(), lid(2), box(600, 400, 3)},
        {"IM-17a", moulding(), wavy_plate(1), wavy_plate(2)},
        {"IM-18", moulding(), lid(2), ball()},
        {"IM-20a", moulding(), lettered_lid({.relief_mm = 0.4}), lettered_lid({.relief_mm = 1.2})},
        {"IM-20b", moulding(), lettered_lid({.draft_deg = 5}), lettered_lid({.draft_deg = 0})},
        {"IM-21", moulding(), toleranced(60, 0.3), toleranced(60, 0.05)},
        {"IM-22", moulding(), box(60, 40, 3), lid_with_block()},
    };
    pack.unchecked = {
        {"IM-02", moulding(), "a texture cannot be asked for yet"},
        {"IM-06b", moulding(), "a gloss finish cannot be asked for yet"},
        {"IM-10b", moulding(), "the loads on the part are not known"},
        {"IM-17b", moulding(), "shut-off faces are designed with the mould"},
        {"IM-19", moulding(), "which faces are in sight is not known"},
        {"IM-23", moulding(), "snap-fits are not recognised"},
        {"IM-24", moulding(), "metal inserts are not recognised"},
    };
    add_casting(pack);
    return pack;
}

}  // namespace millrace::dfm::contract
