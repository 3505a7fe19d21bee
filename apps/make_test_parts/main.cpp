// Writes the parts in tests/features/ anew: small solids with holes and blends that cut each other,
// of sizes that the tests know. Built only when asked for: -DMILLRACE_APPS=make_test_parts
// Usage: make_test_parts FOLDER
#include <BRepAdaptor_Curve.hxx>
#include <BRepAlgoAPI_Common.hxx>
#include <BRepAlgoAPI_Cut.hxx>
#include <BRepAlgoAPI_Fuse.hxx>
#include <BRepBuilderAPI_MakeFace.hxx>
#include <BRepBuilderAPI_MakePolygon.hxx>
#include <BRepBuilderAPI_NurbsConvert.hxx>
#include <BRepFilletAPI_MakeFillet.hxx>
#include <BRepPrimAPI_MakeBox.hxx>
#include <BRepPrimAPI_MakeCone.hxx>
#include <BRepPrimAPI_MakeCylinder.hxx>
#include <BRepPrimAPI_MakePrism.hxx>
#include <Interface_Static.hxx>
#include <Message.hxx>
#include <Message_Messenger.hxx>
#include <Message_PrinterOStream.hxx>
#include <STEPControl_Writer.hxx>
#include <ShapeUpgrade_ShapeDivideAngle.hxx>
#include <TopExp_Explorer.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Shape.hxx>
#include <gp_Ax2.hxx>

#include <cmath>
#include <cstdio>
#include <functional>
#include <numbers>
#include <string>

namespace {

TopoDS_Shape box(const gp_Pnt& low, const gp_Pnt& high) {
    return BRepPrimAPI_MakeBox(low, high).Shape();
}

TopoDS_Shape rod(const gp_Pnt& from, const gp_Dir& along, double radius, double length) {
    return BRepPrimAPI_MakeCylinder(gp_Ax2(from, along), radius, length).Shape();
}

TopoDS_Shape cut(const TopoDS_Shape& a, const TopoDS_Shape& b) {
    return BRepAlgoAPI_Cut(a, b).Shape();
}

TopoDS_Shape fuse(const TopoDS_Shape& a, const TopoDS_Shape& b) {
    return BRepAlgoAPI_Fuse(a, b).Shape();
}

const gp_Dir kX(1, 0, 0);
const gp_Dir kZ(0, 0, 1);

/// A plate 60 x 40 x 10 with a D-shaped hole through it: radius 5, flat 3 from the axis.
TopoDS_Shape d_hole() {
    TopoDS_Shape d = cut(rod({30, 20, -1}, kZ, 5, 12), box({33, 0, -1}, {60, 40, 11}));
    return cut(box({0, 0, 0}, {60, 40, 10}), d);
}

/// The same, blind: 6 deep from above.
TopoDS_Shape blind_d_hole() {
    TopoDS_Shape d = cut(rod({30, 20, 4}, kZ, 5, 12), box({33, 0, 4}, {60, 40, 16}));
    return cut(box({0, 0, 0}, {60, 40, 10}), d);
}

/// A disc of radius 20 and height 12 with a bore of 12 and a keyway 4 wide, 8 from the axis.
TopoDS_Shape keyed_bore() {
    const TopoDS_Shape bore = fuse(rod({0, 0, -1}, kZ, 6, 14), box({0, -2, -1}, {8, 2, 13}));
    return cut(rod({0, 0, 0}, kZ, 20, 12), bore);
}

/// A body with its upright edges rounded.
TopoDS_Shape rounded_upright(const TopoDS_Shape& body, double radius) {
    BRepFilletAPI_MakeFillet round(body);
    for (TopExp_Explorer it(body, TopAbs_EDGE); it.More(); it.Next()) {
        const BRepAdaptor_Curve curve(TopoDS::Edge(it.Current()));
        const gp_Pnt a = curve.Value(curve.FirstParameter());
        const gp_Pnt b = curve.Value(curve.LastParameter());
        if (std::abs(a.Z() - b.Z()) > 1) round.Add(radius, TopoDS::Edge(it.Current()));
    }
    return round.Shape();
}

/// A slot with round ends, 8 wide and 20 long, and a rectangular pocket with corners of 3.
TopoDS_Shape slot_and_pocket() {
    TopoDS_Shape slot = fuse(rod({14, 20, -1}, kZ, 4, 12), rod({26, 20, -1}, kZ, 4, 12));
    slot = fuse(slot, box({14, 16, -1}, {26, 24, 11}));
    const TopoDS_Shape pocket = rounded_upright(box({36, 8, 4}, {56, 32, 11}), 3);
    return cut(cut(box({0, 0, 0}, {60, 40, 10}), slot), pocket);
}

/// A pocket 20 x 6.005 with corners of 3: its ends look round, but have a flat 0.005 wide.
TopoDS_Shape oblong_pocket() {
    const TopoDS_Shape pocket = rounded_upright(box({20, 17, 4}, {40, 23.005, 11}), 3);
    return cut(box({0, 0, 0}, {60, 40, 10}), pocket);
}

/// A shaft of radius 10 with a cross hole of 6 through it, and a block whose hole of 6 crosses one
/// of 10.
TopoDS_Shape cross_hole_on_shaft() {
    return cut(rod({0, 0, 0}, kZ, 10, 50), rod({-20, 0, 25}, kX, 3, 40));
}
TopoDS_Shape crossing_holes() {
    const TopoDS_Shape block = box({0, 0, 0}, {60, 40, 30});
    return cut(cut(block, rod({30, 20, -1}, kZ, 5, 32)), rod({-1, 20, 15}, kX, 3, 62));
}

/// A block 60 x 40 x 20: the four upright edges rounded with 4, then the rim above with 2.
TopoDS_Shape rounded_block() {
    TopoDS_Shape block = box({0, 0, 0}, {60, 40, 20});
    const auto edges = [](const TopoDS_Shape& of, const std::function<bool(gp_Pnt, gp_Pnt)>& take,
                          const std::function<void(const TopoDS_Edge&)>& use) {
        for (TopExp_Explorer it(of, TopAbs_EDGE); it.More(); it.Next()) {
            const BRepAdaptor_Curve curve(TopoDS::Edge(it.Current()));
            if (take(curve.Value(curve.FirstParameter()), curve.Value(curve.LastParameter())))
                use(TopoDS::Edge(it.Current()));
        }
    };
    BRepFilletAPI_MakeFillet upright(block);
    edges(
        block, [](gp_Pnt a, gp_Pnt b) { return std::abs(a.Z() - b.Z()) > 1; },
        [&](const TopoDS_Edge& edge) { upright.Add(4, edge); });
    block = upright.Shape();
    BRepFilletAPI_MakeFillet rim(block);
    bool added = false;
    edges(
        block, [](gp_Pnt a, gp_Pnt b) { return a.Z() > 19.9 && b.Z() > 19.9; },
        [&](const TopoDS_Edge& edge) {
            if (!added) rim.Add(2, edge);  // the rest of the rim follows smoothly
            added = true;
        });
    block = rim.Shape();
    return block;
}

/// A plate 60 x 40 x 5 with a boss of 12 x 15 on a fillet of 2, bored 5 through.
TopoDS_Shape boss_on_plate() {
    TopoDS_Shape part = fuse(box({0, 0, 0}, {60, 40, 5}), rod({30, 20, 5}, kZ, 6, 15));
    BRepFilletAPI_MakeFillet foot(part);
    for (TopExp_Explorer it(part, TopAbs_EDGE); it.More(); it.Next()) {
        const BRepAdaptor_Curve curve(TopoDS::Edge(it.Current()));
        if (curve.GetType() == GeomAbs_Circle && std::abs(curve.Value(0).Z() - 5) < 1e-6) {
            foot.Add(2, TopoDS::Edge(it.Current()));
            break;
        }
    }
    return cut(foot.Shape(), rod({30, 20, -1}, kZ, 2.5, 30));
}

/// A plate 80 x 50 x 10 with four holes of 5.5, counterbored 10 x 5.5 from above.
TopoDS_Shape counterbored_plate() {
    TopoDS_Shape part = box({0, 0, 0}, {80, 50, 10});
    for (const double x : {10.0, 70.0}) {
        for (const double y : {10.0, 40.0}) {
            part = cut(part, rod({x, y, -1}, kZ, 2.75, 12));
            part = cut(part, rod({x, y, 4.5}, kZ, 5, 10));
        }
    }
    return part;
}

/// A nut: hexagon of 13 across flats, 6.5 high, hole of 6.8, its corners turned off on both sides
/// by cones of 30 degrees that begin at a circle of 12.4.
TopoDS_Shape hex_nut() {
    BRepBuilderAPI_MakePolygon outline;
    for (int k = 0; k < 6; ++k) {
        const double angle = std::numbers::pi / 3 * k;
        outline.Add(gp_Pnt(13 / std::sqrt(3.0) * std::cos(angle),
                           13 / std::sqrt(3.0) * std::sin(angle), 0));
    }
    outline.Close();
    const TopoDS_Face hexagon = BRepBuilderAPI_MakeFace(outline.Wire()).Face();
    const TopoDS_Shape prism = BRepPrimAPI_MakePrism(hexagon, gp_Vec(0, 0, 6.5)).Shape();
    // The turned blank: a cylinder of 8 between two cones.
    const double rise = (8 - 6.2) * std::tan(std::numbers::pi / 6);
    TopoDS_Shape blank =
        fuse(BRepPrimAPI_MakeCone(gp_Ax2(gp_Pnt(0, 0, 0), kZ), 6.2, 8, rise).Shape(),
             rod({0, 0, rise}, kZ, 8, 6.5 - 2 * rise));
    blank = fuse(blank,
                 BRepPrimAPI_MakeCone(gp_Ax2(gp_Pnt(0, 0, 6.5 - rise), kZ), 8, 6.2, rise).Shape());
    return cut(BRepAlgoAPI_Common(prism, blank).Shape(), rod({0, 0, -1}, kZ, 3.4, 9));
}

/// A shaft: 20 x 30, 30 x 10 and 16 x 40.
TopoDS_Shape stepped_shaft() {
    return fuse(fuse(rod({0, 0, 0}, kZ, 10, 30), rod({0, 0, 30}, kZ, 15, 10)),
                rod({0, 0, 40}, kZ, 8, 40));
}

/// A bracket 60 x 40 x 50 of 6 thickness with a fillet of 5 inside and two holes of 6.6 in each
/// leg.
TopoDS_Shape filleted_bracket() {
    TopoDS_Shape part = cut(box({0, 0, 0}, {60, 40, 50}), box({6, -1, 6}, {61, 41, 51}));
    BRepFilletAPI_MakeFillet inside(part);
    for (TopExp_Explorer it(part, TopAbs_EDGE); it.More(); it.Next()) {
        const BRepAdaptor_Curve curve(TopoDS::Edge(it.Current()));
        const gp_Pnt a = curve.Value(curve.FirstParameter());
        const gp_Pnt b = curve.Value(curve.LastParameter());
        if (a.Distance(b) < 39 || a.Distance(b) > 41) continue;
        if (std::abs(a.X() - 6) + std::abs(a.Z() - 6) > 1e-6) continue;
        inside.Add(5, TopoDS::Edge(it.Current()));
        break;
    }
    part = inside.Shape();
    for (const double y : {10.0, 30.0}) {
        part = cut(part, rod({45, y, -1}, kZ, 3.3, 8));
        part = cut(part, rod({-1, y, 35}, kX, 3.3, 8));
    }
    return part;
}

/// The same part with every face that goes all around cut in two, as many programs write it.
TopoDS_Shape in_halves(const TopoDS_Shape& shape) {
    ShapeUpgrade_ShapeDivideAngle divide(std::numbers::pi, shape);
    divide.Perform();
    return divide.Result();
}

/// The same part with every surface and curve written as a spline.
TopoDS_Shape as_splines(const TopoDS_Shape& shape) {
    return BRepBuilderAPI_NurbsConvert(shape, true).Shape();
}

bool write(const std::string& folder, const char* name, const TopoDS_Shape& shape) {
    STEPControl_Writer writer;
    Interface_Static::SetCVal("write.step.product.name", name);
    const std::string file = folder + "/" + name + ".step";
    return writer.Transfer(shape, STEPControl_AsIs) == IFSelect_RetDone &&
           writer.Write(file.c_str()) == IFSelect_RetDone;
}

bool write_all_ways(const std::string& folder, const std::string& name, const TopoDS_Shape& shape) {
    return write(folder, name.c_str(), shape) &&
           write(folder, (name + "_in_halves").c_str(), in_halves(shape)) &&
           write(folder, (name + "_as_splines").c_str(), as_splines(shape));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: make_test_parts FOLDER\n");
        return 2;
    }
    Message::DefaultMessenger()->RemovePrinters(STANDARD_TYPE(Message_PrinterOStream));
    const std::string folder = argv[1];
    const bool good = write(folder, "d_hole", d_hole()) &&
                      write(folder, "blind_d_hole", blind_d_hole()) &&
                      write(folder, "keyed_bore", keyed_bore()) &&
                      write(folder, "slot_and_pocket", slot_and_pocket()) &&
                      write(folder, "oblong_pocket", oblong_pocket()) &&
                      write(folder, "cross_hole_on_shaft", cross_hole_on_shaft()) &&
                      write(folder, "crossing_holes", crossing_holes()) &&
                      write(folder, "rounded_block", rounded_block()) &&
                      write(folder, "boss_on_plate", boss_on_plate()) &&
                      write_all_ways(folder, "counterbored_plate", counterbored_plate()) &&
                      write_all_ways(folder, "hex_nut", hex_nut()) &&
                      write_all_ways(folder, "stepped_shaft", stepped_shaft()) &&
                      write_all_ways(folder, "filleted_bracket", filleted_bracket());
    return good ? 0 : 1;
}
