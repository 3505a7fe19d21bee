// R2000 is the oldest DXF with a unit in its header. Programs differ in what they insist on, so all
// tables, the two layout blocks and the root dictionary are there.
#include <cmath>
#include <cstdio>

#include "millrace/cad/write.h"

namespace millrace::cad {
namespace {

constexpr const char* kLayers[] = {"0", "OUTLINE", "CUTOUT", "BEND_UP", "BEND_DOWN"};
constexpr int kColours[] = {7, 7, 5, 3, 1};

class DxfText {
public:
    void tag(int code, const char* value) {
        char head[16];
        std::snprintf(head, sizeof head, "%3d\n", code);
        text_ += head;
        text_ += value;
        text_ += '\n';
    }
    void tag(int code, int value) { tag(code, std::to_string(value).c_str()); }
    void number(int code, double value) {
        char buffer[40];
        // Twelve digits after the point keep a metre exact to a picometre; no "-0".
        std::snprintf(buffer, sizeof buffer, "%.12f", value == 0.0 ? 0.0 : value);
        tag(code, buffer);
    }
    void point(int code, double x, double y) {
        number(code, x);
        number(code + 10, y);
    }
    void point(int code, geom::Vec3 p) {
        point(code, p.x, p.y);
        number(code + 20, p.z);
    }
    void handle(int code = 5) { handle(next_++, code); }
    void handle(int value, int code) {
        char buffer[16];
        std::snprintf(buffer, sizeof buffer, "%X", static_cast<unsigned>(value));
        tag(code, buffer);
    }
    int reserve() { return next_++; }
    [[nodiscard]] int next() const { return next_; }
    void begin(const char* section) {
        tag(0, "SECTION");
        tag(2, section);
    }
    void end() { tag(0, "ENDSEC"); }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
    int next_ = 0x10;
};

constexpr int kModelSpace = 0x1;
constexpr int kPaperSpace = 0x2;
constexpr int kRoot = 0x3;

void begin_table(DxfText& out, const char* name, int entries) {
    out.tag(0, "TABLE");
    out.tag(2, name);
    out.handle();
    out.tag(100, "AcDbSymbolTable");
    out.tag(70, entries);
}

void record(DxfText& out, const char* type, const char* subclass, const char* name) {
    out.tag(0, type);
    out.handle();
    out.tag(100, "AcDbSymbolTableRecord");
    out.tag(100, subclass);
    out.tag(2, name);
    out.tag(70, 0);
}

void put_header(DxfText& out, double width, double height) {
    out.begin("HEADER");
    out.tag(9, "$ACADVER");
    out.tag(1, "AC1015");
    out.tag(9, "$INSUNITS");
    out.tag(70, 4);
    out.tag(9, "$MEASUREMENT");
    out.tag(70, 1);
    out.tag(9, "$EXTMIN");
    out.point(10, {});
    out.tag(9, "$EXTMAX");
    out.point(10, {width, height, 0.0});
    // Above every handle that a pattern of a million corners could use.
    out.tag(9, "$HANDSEED");
    out.tag(5, "FFFFFF");
    out.end();
    out.begin("CLASSES");
    out.end();
}

void put_view(DxfText& out, double width, double height) {
    begin_table(out, "VPORT", 1);
    record(out, "VPORT", "AcDbViewportTableRecord", "*Active");
    out.point(10, 0.0, 0.0);
    out.point(11, 1.0, 1.0);
    out.point(12, width / 2.0, height / 2.0);
    out.point(13, 0.0, 0.0);
    out.point(14, 10.0, 10.0);
    out.point(15, 10.0, 10.0);
    out.point(16, {0.0, 0.0, 1.0});
    out.point(17, {});
    out.number(40, 1.1 * std::fmax(height, 1.0));
    out.number(41, std::fmax(width, 1.0) / std::fmax(height, 1.0));
    out.number(42, 50.0);
    out.tag(0, "ENDTAB");
}

void put_tables(DxfText& out, double width, double height) {
    out.begin("TABLES");
    put_view(out, width, height);
    begin_table(out, "LTYPE", 3);
    for (const char* name : {"ByBlock", "ByLayer", "Continuous"}) {
        record(out, "LTYPE", "AcDbLinetypeTableRecord", name);
        out.tag(3, "");
        out.tag(72, 65);
        out.tag(73, 0);
        out.number(40, 0.0);
    }
    out.tag(0, "ENDTAB");
    begin_table(out, "LAYER", 5);
    for (int i = 0; i < 5; ++i) {
        record(out, "LAYER", "AcDbLayerTableRecord", kLayers[i]);
        out.tag(62, kColours[i]);
        out.tag(6, "Continuous");
        out.tag(370, -3);
    }
    out.tag(0, "ENDTAB");
    begin_table(out, "STYLE", 1);
    record(out, "STYLE", "AcDbTextStyleTableRecord", "Standard");
    out.number(40, 0.0);
    out.number(41, 1.0);
    out.number(50, 0.0);
    out.tag(71, 0);
    out.number(42, 2.5);
    out.tag(3, "txt");
    out.tag(4, "");
    out.tag(0, "ENDTAB");
    for (const char* name : {"VIEW", "UCS"}) {
        begin_table(out, name, 0);
        out.tag(0, "ENDTAB");
    }
    begin_table(out, "APPID", 1);
    record(out, "APPID", "AcDbRegAppTableRecord", "ACAD");
    out.tag(0, "ENDTAB");
    begin_table(out, "DIMSTYLE", 1);
    out.tag(100, "AcDbDimStyleTable");
    out.tag(0, "DIMSTYLE");
    out.handle(105);
    out.tag(100, "AcDbSymbolTableRecord");
    out.tag(100, "AcDbDimStyleTableRecord");
    out.tag(2, "Standard");
    out.tag(70, 0);
    out.tag(0, "ENDTAB");
    begin_table(out, "BLOCK_RECORD", 2);
    for (const auto& [name, handle] :
         {std::pair{"*Model_Space", kModelSpace}, std::pair{"*Paper_Space", kPaperSpace}}) {
        out.tag(0, "BLOCK_RECORD");
        out.handle(handle, 5);
        out.tag(100, "AcDbSymbolTableRecord");
        out.tag(100, "AcDbBlockTableRecord");
        out.tag(2, name);
    }
    out.tag(0, "ENDTAB");
    out.end();
}

void put_blocks(DxfText& out) {
    out.begin("BLOCKS");
    for (const auto& [name, owner] :
         {std::pair{"*Model_Space", kModelSpace}, std::pair{"*Paper_Space", kPaperSpace}}) {
        out.tag(0, "BLOCK");
        out.handle();
        out.handle(owner, 330);
        out.tag(100, "AcDbEntity");
        out.tag(8, "0");
        out.tag(100, "AcDbBlockBegin");
        out.tag(2, name);
        out.tag(70, 0);
        out.point(10, {});
        out.tag(3, name);
        out.tag(1, "");
        out.tag(0, "ENDBLK");
        out.handle();
        out.handle(owner, 330);
        out.tag(100, "AcDbEntity");
        out.tag(8, "0");
        out.tag(100, "AcDbBlockEnd");
    }
    out.end();
}

void begin_entity(DxfText& out, const char* type, const char* layer, const char* subclass) {
    out.tag(0, type);
    out.handle();
    out.handle(kModelSpace, 330);
    out.tag(100, "AcDbEntity");
    out.tag(8, layer);
    out.tag(100, subclass);
}

/// Two half circles that close are a circle, which drills and punches want to see as one.
bool is_circle(const geom::OutlineLoop& loop) {
    const auto& v = loop.vertices;
    return v.size() == 2 && std::abs(std::abs(v[0].bulge) - 1.0) < 1e-9 &&
           std::abs(v[0].bulge - v[1].bulge) < 1e-9;
}

void put_loop(DxfText& out, const geom::OutlineLoop& loop, const char* layer) {
    const auto& v = loop.vertices;
    if (is_circle(loop)) {
        begin_entity(out, "CIRCLE", layer, "AcDbCircle");
        out.point(10, {(v[0].x_mm + v[1].x_mm) / 2.0, (v[0].y_mm + v[1].y_mm) / 2.0, 0.0});
        out.number(40, std::hypot(v[1].x_mm - v[0].x_mm, v[1].y_mm - v[0].y_mm) / 2.0);
        return;
    }
    begin_entity(out, "LWPOLYLINE", layer, "AcDbPolyline");
    out.tag(90, static_cast<int>(v.size()));
    out.tag(70, 1);
    out.number(43, 0.0);
    for (const geom::OutlineVertex& corner : v) {
        out.point(10, corner.x_mm, corner.y_mm);
        if (corner.bulge != 0.0) out.number(42, corner.bulge);
    }
}

}  // namespace

std::string write_dxf(const FlatDrawing& drawing) {
    double width = 0.0;
    double height = 0.0;
    for (const geom::OutlineLoop& loop : drawing.loops) {
        for (const geom::OutlineVertex& corner : loop.vertices) {
            width = std::fmax(width, corner.x_mm);
            height = std::fmax(height, corner.y_mm);
        }
    }
    DxfText out;
    put_header(out, width, height);
    put_tables(out, width, height);
    put_blocks(out);
    out.begin("ENTITIES");
    for (std::size_t i = 0; i < drawing.loops.size(); ++i)
        put_loop(out, drawing.loops[i], i == 0 ? "OUTLINE" : "CUTOUT");
    for (const FlatDrawing::BendLine& line : drawing.bends) {
        begin_entity(out, "LINE", line.up ? "BEND_UP" : "BEND_DOWN", "AcDbLine");
        out.point(10, line.from);
        out.point(11, line.to);
    }
    out.end();
    out.begin("OBJECTS");
    out.tag(0, "DICTIONARY");
    out.handle(kRoot, 5);
    out.handle(0, 330);
    out.tag(100, "AcDbDictionary");
    out.tag(281, 1);
    const int groups = out.reserve();
    out.tag(3, "ACAD_GROUP");
    out.handle(groups, 350);
    out.tag(0, "DICTIONARY");
    out.handle(groups, 5);
    out.handle(kRoot, 330);
    out.tag(100, "AcDbDictionary");
    out.tag(281, 1);
    out.end();
    out.tag(0, "EOF");
    return out.take();
}

}  // namespace millrace::cad
