#pragma once

// A DXF drawing on its way to sheet parts: tags, entities, curves, loops. Internal to the module.

#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reader.h"

namespace millrace::cad::dxf {

// Limits against drawings made to hurt.
inline constexpr std::size_t kCurvesMax = 200'000;  ///< after blocks are expanded
inline constexpr int kBlockDepthMax = 16;
inline constexpr std::size_t kInsertsMax = 100'000;
/// Numbers and letters of entities that are looked at because a block is placed. A contour that is
/// cut takes about ten, so that all of kCurvesMax may stand in blocks.
inline constexpr std::size_t kPlacedMax = 20'000'000;
inline constexpr double kCoordinateMax = 1e9;  ///< in the drawing's unit
inline constexpr std::size_t kPointsMax =
    2'000'000;  ///< corners and control points of all entities

struct Point {
    double x = 0.0;
    double y = 0.0;
    constexpr Point operator+(Point b) const { return {x + b.x, y + b.y}; }
    constexpr Point operator-(Point b) const { return {x - b.x, y - b.y}; }
    constexpr Point operator*(double f) const { return {x * f, y * f}; }
};
[[nodiscard]] constexpr double dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }
[[nodiscard]] constexpr double cross(Point a, Point b) { return a.x * b.y - a.y * b.x; }
[[nodiscard]] inline double length(Point a) { return std::hypot(a.x, a.y); }

/// One group of the file.
struct Tag {
    int code = 0;
    std::string_view text;  ///< as written; of binary files only where the group is text
    double number = 0.0;    ///< where the group is a number
    bool is_number = false;
    std::size_t place = 0;  ///< line of a text file, byte of a binary one
};

/// Takes a file apart, text or binary. Every value is checked for its type.
class Tags {
public:
    explicit Tags(std::span<const std::byte> bytes);

    /// The next group; none at the end of the file or after an error.
    [[nodiscard]] std::optional<Tag> next();
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }
    [[nodiscard]] bool binary() const { return binary_; }
    [[nodiscard]] std::string place_text(std::size_t place) const;

private:
    [[nodiscard]] std::optional<Tag> next_text();
    [[nodiscard]] std::optional<Tag> next_binary();
    [[nodiscard]] bool line(std::string_view& out);
    void fail(ErrorCode code, const std::string& message);

    std::string_view bytes_;
    std::size_t at_ = 0;
    std::size_t line_ = 0;
    bool binary_ = false;
    bool wide_codes_ = false;  ///< binary since R13: two bytes for a group code
    std::optional<Error> error_;
};

enum class Kind { Line, Arc, Ellipse, Spline };

/// A curve in the plane of the drawing.
struct Curve {
    Kind kind = Kind::Line;
    Point start;
    Point end;
    // Arc and ellipse: centre + u cos t + v sin t for t from `from`, over `sweep` (signed). An arc
    // has u and v at right angles and of equal length.
    Point centre;
    Point u;
    Point v;
    double from = 0.0;
    double sweep = 0.0;
    // Spline: non-uniform rational B-spline.
    int degree = 0;
    std::vector<double> knots;
    std::vector<Point> poles;
    std::vector<double> weights;  ///< empty: all one
    std::uint32_t layer = 0;
    std::size_t place = 0;

    [[nodiscard]] bool closed() const;
    /// A point of the curve, `fraction` from 0 to 1.
    [[nodiscard]] Point at(double fraction) const;
    /// Points from start to end, chords within `chord` where 256 points are enough.
    [[nodiscard]] std::vector<Point> sampled(double chord) const;
    [[nodiscard]] Curve turned() const;
};

[[nodiscard]] Curve line(Point a, Point b);
/// An arc from a to b that turns by four times the angle whose tangent is `bulge`.
[[nodiscard]] Curve bulged(Point a, Point b, double bulge);

/// x' = a x + b, as a block is placed.
struct Affine {
    double xx = 1.0, xy = 0.0, yx = 0.0, yy = 1.0;
    Point shift;
    [[nodiscard]] Point linear(Point p) const { return {xx * p.x + xy * p.y, yx * p.x + yy * p.y}; }
    [[nodiscard]] Point operator()(Point p) const { return linear(p) + shift; }
    [[nodiscard]] Affine after(const Affine& first) const;
};
[[nodiscard]] Curve applied(const Affine& affine, const Curve& curve);

/// What the drawing holds, in its own unit.
struct Drawing {
    std::vector<Curve> curves;
    std::vector<std::string> layers;                    ///< names, by Curve::layer
    std::map<std::string, std::size_t> ignored_types;   ///< entity types that are no outline
    std::map<std::string, std::size_t> ignored_layers;  ///< annotation, bend lines, hidden layers
    std::size_t solid_entities = 0;                     ///< 3D faces and the like
    int units = 0;                                      ///< $INSUNITS, 0 when absent
    std::string version;                                ///< $ACADVER
    bool paper = false;  ///< the curves stand in paper space; model space holds none
    bool ended = false;  ///< the EOF group was there
};

/// Reads header, layers, blocks and entities, and expands blocks.
/// @return Syntax, Truncated or LimitExceeded naming the line.
[[nodiscard]] Result<Drawing> parse(std::span<const std::byte> bytes);

/// A closed contour: curves end to end.
struct Contour {
    std::vector<Curve> curves;
    std::vector<Point> polygon;           ///< sampled, for areas and containment
    double area = 0.0;                    ///< positive
    std::uint32_t depth = 0;              ///< number of contours around it
    std::optional<std::uint32_t> around;  ///< the smallest of those
};

struct Contours {
    std::vector<Contour> closed;
    std::vector<Diagnostic> diagnostics;
};

/// Joins curves whose ends are within `tolerance_mm`. Open and doubled ones are left out and
/// listed. Curves must be in millimetres already.
[[nodiscard]] Contours join(std::vector<Curve> curves, double tolerance_mm);

/// Sorts contours by containment. @return InvalidGeometry where two of them cross.
[[nodiscard]] Status nest(Contours& contours);

}  // namespace millrace::cad::dxf

namespace millrace::cad {

/// One region: an outer contour and its holes, as a solid of that thickness, on top of z = 0.
/// Through OpenCASCADE.
struct DxfRegion {
    std::vector<dxf::Contour> contours;  ///< the first is the outer one
};
[[nodiscard]] Status add_extruded(const std::vector<DxfRegion>& regions, double thickness_mm,
                                  const ReadOptions& options, const Progress& progress,
                                  ReadFile& file);

[[nodiscard]] Result<ReadFile> read_dxf(std::span<const std::byte> bytes,
                                        const ReadOptions& options, const Progress& progress);

}  // namespace millrace::cad
