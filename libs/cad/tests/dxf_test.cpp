// Flat parts from DXF: contours from loose lines, arcs, bulges, splines and blocks against closed
// forms; open, doubled and crossing contours named with their coordinates.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <numbers>

#include "dxf.h"
#include "millrace/cad/write.h"
#include "support.h"

namespace millrace::cad {
namespace {

constexpr double kPi = std::numbers::pi;

std::string line(double x1, double y1, double x2, double y2, const std::string& layer = "0") {
    return "0\nLINE\n8\n" + layer + "\n10\n" + std::to_string(x1) + "\n20\n" + std::to_string(y1) +
           "\n11\n" + std::to_string(x2) + "\n21\n" + std::to_string(y2) + "\n";
}
std::string arc(double x, double y, double r, double from, double to) {
    return "0\nARC\n8\n0\n10\n" + std::to_string(x) + "\n20\n" + std::to_string(y) + "\n40\n" +
           std::to_string(r) + "\n50\n" + std::to_string(from) + "\n51\n" + std::to_string(to) +
           "\n";
}
std::string circle(double x, double y, double r) {
    return "0\nCIRCLE\n8\n0\n10\n" + std::to_string(x) + "\n20\n" + std::to_string(y) + "\n40\n" +
           std::to_string(r) + "\n";
}
std::string square(double x, double y, double size) {
    return line(x, y, x + size, y) + line(x + size, y + size, x + size, y) +
           line(x + size, y + size, x, y + size) + line(x, y, x, y + size);
}
std::string file(const std::string& entities, const std::string& header = "",
                 const std::string& blocks = "") {
    std::string text;
    if (!header.empty()) text += "0\nSECTION\n2\nHEADER\n" + header + "0\nENDSEC\n";
    if (!blocks.empty()) text += "0\nSECTION\n2\nBLOCKS\n" + blocks + "0\nENDSEC\n";
    return text + "0\nSECTION\n2\nENTITIES\n" + entities + "0\nENDSEC\n0\nEOF\n";
}
const std::string kMillimetres = "9\n$INSUNITS\n70\n4\n";

ReadFile read_text(const std::string& text, const ReadOptions& options = {}) {
    auto result = read(bytes_of(text), options);
    EXPECT_TRUE(result.has_value()) << (result ? "" : to_string(result.error()));
    return result ? std::move(result).value() : ReadFile{};
}

std::size_t count(const ReadFile& file, const std::string& code) {
    return static_cast<std::size_t>(
        std::count_if(file.diagnostics.begin(), file.diagnostics.end(),
                      [&](const Diagnostic& d) { return d.code == code; }));
}

double volume(const ReadFile& file) {
    double sum = 0.0;
    for (const auto& part : file.parts) sum += part.quantity * part.bodies[0].volume_mm3;
    return sum;
}

TEST(Dxf, LooseLinesInAnyOrderAreAPlateOfTheAssumedThickness) {
    const ReadFile read = read_text(file(square(10, 20, 50) + circle(35, 45, 8), kMillimetres));
    ASSERT_EQ(read.parts.size(), 1u);
    EXPECT_EQ(read.format, Format::Dxf);
    EXPECT_EQ(read.units.source, UnitSource::File);
    EXPECT_NEAR(volume(read), 2.0 * (2500 - 64 * kPi), 1e-9);
    EXPECT_EQ(count(read, "assumed_thickness"), 1u);
    EXPECT_TRUE(read.parts[0].exact);
    EXPECT_TRUE(read.parts[0].bodies[0].solid);
    // Two planes above and below, four sides, one hole.
    EXPECT_EQ(read.parts[0].faces.size(), 7u);
}

TEST(Dxf, StatedThicknessIsUsedWithoutADiagnostic) {
    ReadOptions options;
    options.sheet_thickness = from_mm(3.5);
    const ReadFile read = read_text(file(square(0, 0, 10), kMillimetres), options);
    EXPECT_NEAR(volume(read), 350.0, 1e-9);
    EXPECT_EQ(count(read, "assumed_thickness"), 0u);
    options.sheet_thickness = from_mm(-1.0);
    EXPECT_FALSE(cad::read(bytes_of(file(square(0, 0, 10))), options).has_value());
}

TEST(Dxf, UnitsOfTheFileCountAndMissingOnesAreGuessed) {
    const ReadFile inches = read_text(file(square(0, 0, 2), "9\n$INSUNITS\n70\n1\n"));
    EXPECT_NEAR(volume(inches), 2.0 * 50.8 * 50.8, 1e-6);
    const ReadFile none = read_text(file(square(0, 0, 50)));
    EXPECT_EQ(none.units.source, UnitSource::Guessed);
    EXPECT_FALSE(none.units.reason.empty());
}

TEST(Dxf, ArcsAndBulgesKeepTheirRadius) {
    // A slot of two half circles and two lines, once as arcs and once as a polyline with bulges.
    const double expected = 2.0 * (30.0 * 10.0 + 25.0 * kPi);
    const ReadFile arcs = read_text(file(
        line(0, 0, 30, 0) + arc(30, 5, 5, 270, 90) + line(30, 10, 0, 10) + arc(0, 5, 5, 90, 270),
        kMillimetres));
    EXPECT_NEAR(volume(arcs), expected, 1e-6);
    const std::string polyline =
        "0\nLWPOLYLINE\n8\n0\n90\n4\n70\n1\n10\n0\n20\n0\n10\n30\n20\n0\n42\n1\n10\n30\n20\n10\n"
        "10\n0\n20\n10\n42\n1\n";
    const ReadFile bulges = read_text(file(polyline, kMillimetres));
    EXPECT_NEAR(volume(bulges), expected, 1e-6);
    for (const ReadFile* read : {&arcs, &bulges}) {
        const auto& faces = read->parts.at(0).faces;
        EXPECT_EQ(std::count_if(faces.begin(), faces.end(),
                                [](const geom::Face& face) {
                                    return face.kind == geom::SurfaceKind::Cylinder &&
                                           std::abs(face.radius_mm - 5.0) < 1e-9;
                                }),
                  2);
    }
}

TEST(Dxf, OldPolylinesAndEllipsesAndSplines) {
    const std::string old =
        "0\nPOLYLINE\n8\n0\n66\n1\n70\n1\n0\nVERTEX\n8\n0\n10\n0\n20\n0\n0\nVERTEX\n8\n0\n10\n20\n"
        "20\n0\n0\nVERTEX\n8\n0\n10\n20\n20\n10\n0\nVERTEX\n8\n0\n10\n0\n20\n10\n0\nSEQEND\n8\n0\n";
    EXPECT_NEAR(volume(read_text(file(old, kMillimetres))), 400.0, 1e-9);
    const std::string ellipse =
        "0\nELLIPSE\n8\n0\n10\n0\n20\n0\n11\n0\n21\n20\n40\n0.5\n41\n0\n42\n6.283185307179586\n";
    EXPECT_NEAR(volume(read_text(file(ellipse, kMillimetres))), 2.0 * kPi * 200.0, 1e-3);
    // A quarter circle as a rational quadratic, closed by two lines: exact.
    const std::string spline =
        "0\nSPLINE\n8\n0\n71\n2\n40\n0\n40\n0\n40\n0\n40\n1\n40\n1\n40\n1\n41\n1\n41\n"
        "0.70710678118654752\n41\n1\n10\n10\n20\n0\n10\n10\n20\n10\n10\n0\n20\n10\n";
    const ReadFile quarter =
        read_text(file(spline + line(0, 10, 0, 0) + line(0, 0, 10, 0), kMillimetres));
    EXPECT_NEAR(volume(quarter), 2.0 * kPi * 25.0, 1e-4);
}

TEST(Dxf, BlocksArePlacedTurnedMirroredAndRepeated) {
    const std::string block = "0\nBLOCK\n8\n0\n2\nPART\n10\n5\n20\n5\n" + square(5, 5, 10) +
                              circle(8, 8, 1) + "0\nENDBLK\n8\n0\n";
    const std::string insert =
        "0\nINSERT\n8\n0\n2\nPART\n10\n100\n20\n50\n41\n2\n42\n-3\n50\n30\n70\n3\n44\n60\n";
    const ReadFile read = read_text(file(insert, kMillimetres, block));
    ASSERT_EQ(read.parts.size(), 1u);
    EXPECT_EQ(read.parts[0].quantity, 3u);
    // Six times the area; the hole becomes an ellipse.
    EXPECT_NEAR(volume(read), 3 * 2.0 * 6.0 * (100.0 - kPi), 1e-3);
}

TEST(Dxf, NestedContoursAreHolesAndPartsInHoles) {
    const ReadFile read = read_text(
        file(square(0, 0, 100) + square(10, 10, 40) + square(20, 20, 10) + circle(80, 80, 5),
             kMillimetres));
    ASSERT_EQ(read.parts.size(), 2u);
    EXPECT_NEAR(volume(read), 2.0 * (10'000 - 1'600 + 100 - 25 * kPi), 1e-6);
}

TEST(Dxf, OpenContoursAreListedWithTheirEnds) {
    const ReadFile read =
        read_text(file(square(0, 0, 50) + line(5, 5, 20, 5) + line(20, 5, 20, 12.5), kMillimetres));
    ASSERT_EQ(read.parts.size(), 1u);
    EXPECT_NEAR(volume(read), 5000.0, 1e-9);
    ASSERT_EQ(count(read, "open_contour"), 1u);
    const auto found = std::find_if(read.diagnostics.begin(), read.diagnostics.end(),
                                    [](const auto& d) { return d.code == "open_contour"; });
    EXPECT_NE(found->message.find("(5, 5)"), std::string::npos) << found->message;
    EXPECT_NE(found->message.find("(20, 12.5)"), std::string::npos) << found->message;
    const auto nothing = cad::read(bytes_of(file(line(0, 0, 10, 0) + line(10, 0, 10, 10))), {});
    ASSERT_FALSE(nothing.has_value());
    EXPECT_EQ(nothing.error().code, ErrorCode::NoGeometry);
}

TEST(Dxf, DoubledLinesAreListedAndCutOnce) {
    const ReadFile read = read_text(file(
        square(0, 0, 50) + square(0, 0, 50) + circle(25, 25, 5) + circle(25, 25, 5), kMillimetres));
    ASSERT_EQ(read.parts.size(), 1u);
    EXPECT_NEAR(volume(read), 2.0 * (2500 - 25 * kPi), 1e-9);
    EXPECT_EQ(count(read, "doubled_contour"), 5u);
}

TEST(Dxf, SmallGapsAreJoinedAndLargeOnesAreNot) {
    const std::string gap =
        line(0, 0, 50, 0) + line(50.02, 0.01, 50, 50) + line(50, 50, 0, 50) + line(0, 50, 0, 0);
    EXPECT_NEAR(volume(read_text(file(gap, kMillimetres))), 5000.0, 2.0);
    const std::string wide =
        line(0, 0, 50, 0) + line(50.5, 0, 50, 50) + line(50, 50, 0, 50) + line(0, 50, 0, 0);
    EXPECT_FALSE(cad::read(bytes_of(file(wide, kMillimetres)), {}).has_value());
}

TEST(Dxf, CrossingContoursAreRefusedWithThePlace) {
    const auto result =
        read(bytes_of(file(square(0, 0, 50) + square(40, 20, 50), kMillimetres)), {});
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, ErrorCode::InvalidGeometry);
    EXPECT_NE(result.error().message.find("cross at"), std::string::npos);
}

TEST(Dxf, BendLinesAndAnnotationAreLeftOut) {
    const std::string text = "0\nTEXT\n8\nNotes\n10\n0\n20\n0\n40\n5\n1\nHello\n";
    const ReadFile read =
        read_text(file(square(0, 0, 50) + line(0, 25, 50, 25, "BEND_UP") + text, kMillimetres));
    EXPECT_NEAR(volume(read), 5000.0, 1e-9);
    EXPECT_EQ(count(read, "open_contour"), 0u);
    EXPECT_EQ(count(read, "ignored_layers"), 1u);
    EXPECT_EQ(count(read, "ignored_entities"), 1u);
}

TEST(Dxf, DamageIsNamedByLine) {
    const auto broken = dxf::parse(bytes_of("0\nSECTION\n2\nENTITIES\n0\nLINE\n10\nabc\n20\n1\n"));
    ASSERT_FALSE(broken.has_value());
    EXPECT_NE(broken.error().message.find("line 8"), std::string::npos) << broken.error().message;
    const auto spline = dxf::parse(bytes_of(file("0\nSPLINE\n71\n3\n10\n0\n20\n0\n40\n0\n")));
    ASSERT_FALSE(spline.has_value());
}

TEST(Dxf, BlockBombsStopAtALimit) {
    std::string blocks;
    for (int level = 0; level < 10; ++level) {
        blocks += "0\nBLOCK\n2\nB" + std::to_string(level) + "\n10\n0\n20\n0\n";
        for (int i = 0; i < 10; ++i) {
            blocks += level == 0 ? line(0, 0, 1, i)
                                 : "0\nINSERT\n2\nB" + std::to_string(level - 1) + "\n10\n0\n20\n" +
                                       std::to_string(i) + "\n";
        }
        blocks += "0\nENDBLK\n";
    }
    const auto bomb = dxf::parse(bytes_of(file("0\nINSERT\n2\nB9\n", "", blocks)));
    ASSERT_FALSE(bomb.has_value());
    EXPECT_EQ(bomb.error().code, ErrorCode::LimitExceeded);
    const std::string self = "0\nBLOCK\n2\nA\n0\nINSERT\n2\nA\n10\n1\n20\n0\n0\nENDBLK\n";
    const auto cycle = dxf::parse(bytes_of(file("0\nINSERT\n2\nA\n", "", self)));
    ASSERT_FALSE(cycle.has_value());
    EXPECT_EQ(cycle.error().code, ErrorCode::LimitExceeded);
}

// Texts make no curves: it is what has to be looked at that is limited.
TEST(Dxf, BlocksFullOfTextStopAtALimit) {
    const auto drawing = [](int texts, int columns) {
        std::string block = "0\nBLOCK\n2\nB\n10\n0\n20\n0\n";
        for (int i = 0; i < texts; ++i) block += "0\nTEXT\n8\nNOTES\n1\nx\n";
        const std::string placed =
            "0\nINSERT\n2\nB\n10\n0\n20\n0\n70\n" + std::to_string(columns) + "\n44\n1\n";
        return dxf::parse(bytes_of(file(placed + line(0, 0, 1, 0), "", block + "0\nENDBLK\n")));
    };
    EXPECT_TRUE(drawing(1000, 500).has_value()) << "half a million of them are well";
    const auto bomb = drawing(5000, 10'000);
    ASSERT_FALSE(bomb.has_value());
    EXPECT_EQ(bomb.error().code, ErrorCode::LimitExceeded);
    EXPECT_NE(bomb.error().message.find("20000000 numbers and letters"), std::string::npos);
}

/// The same groups as a binary file, with one or two bytes for a group code.
std::string as_binary(const std::string& text, bool wide) {
    std::string out{"AutoCAD Binary DXF\r\n\x1a\0", 22};
    std::size_t at = 0;
    const auto next = [&] {
        const std::size_t end = text.find('\n', at);
        std::string part = text.substr(at, end - at);
        at = end + 1;
        return part;
    };
    while (at < text.size()) {
        const int code = std::stoi(next());
        const std::string value = next();
        const auto low = static_cast<char>(code);
        out += low;
        if (wide) out += '\0';
        if (code >= 10 && code < 60) {
            const double number = std::stod(value);
            out.append(reinterpret_cast<const char*>(&number), sizeof number);
        } else if (code >= 60 && code < 80) {
            const auto number = static_cast<std::int16_t>(std::stoi(value));
            out.append(reinterpret_cast<const char*>(&number), sizeof number);
        } else {
            out += value + '\0';
        }
    }
    return out;
}

TEST(Dxf, BinaryFilesOfBothKindsAreRead) {
    const std::string text = file(square(0, 0, 40) + circle(20, 20, 5), kMillimetres);
    for (const bool wide : {false, true}) {
        const ReadFile read = read_text(as_binary(text, wide));
        EXPECT_NEAR(volume(read), 2.0 * (1600 - 25 * kPi), 1e-9);
    }
}

TEST(Dxf, WrittenPatternsAreReadBackExactly) {
    FlatDrawing drawing;
    const double quarter = std::tan(kPi / 8.0);
    drawing.loops = {
        {{{5, 0, 0}, {60, 0, 0}, {60, 40, 0}, {5, 40, quarter}, {0, 35, 0}, {0, 5, quarter}}},
        {{{20, 20, -1}, {30, 20, -1}}}};
    drawing.bends = {{{0, 30, 0}, {60, 30, 0}, true}, {{0, 10, 0}, {60, 10, 0}, false}};
    const ReadFile read = read_text(write_dxf(drawing));
    ASSERT_EQ(read.parts.size(), 1u);
    EXPECT_EQ(read.schema, "AC1015");
    EXPECT_EQ(count(read, "ignored_layers"), 1u);
    EXPECT_NEAR(volume(read), 2.0 * (2400 - 2 * 25 * (1 - kPi / 4) - 25 * kPi), 1e-8);
}

}  // namespace
}  // namespace millrace::cad
