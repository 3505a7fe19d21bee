// Header, layers, blocks and entities of a drawing.
#include <algorithm>
#include <cctype>
#include <numbers>
#include <set>

#include "dxf.h"

namespace millrace::cad::dxf {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kDegree = kPi / 180.0;

/// An entity with its groups in file order.
struct Entity {
    std::string type;
    std::string layer = "0";
    std::string line_type;
    std::string name;  ///< group 2: block of an INSERT
    std::vector<std::pair<int, double>> numbers;
    std::size_t place = 0;

    [[nodiscard]] double number(int code, double otherwise) const {
        for (const auto& [key, value] : numbers)
            if (key == code) return value;
        return otherwise;
    }
    [[nodiscard]] int whole(int code, int otherwise = 0) const {
        return static_cast<int>(std::clamp(number(code, otherwise), -1e9, 1e9));
    }
};

/// Corners of a POLYLINE follow it as entities of their own.
struct Corner {
    Point at;
    double bulge = 0.0;
};

struct Block {
    Point base;
    std::vector<Entity> entities;
    std::vector<std::vector<Corner>> corners;  ///< of the POLYLINEs among them, in order
};

std::string lower(std::string_view text) {
    std::string result{text};
    for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

/// Layers that by their names hold no contour to be cut.
bool is_annotation(std::string_view layer) {
    const std::string name = lower(layer);
    for (const char* word : {"bend", "fold", "biege", "engrav", "gravur", "etch", "text", "dim",
                             "annot", "center", "centre", "hidden", "construct", "defpoints",
                             "hatch", "title", "bemass", "marking", "znacen"}) {
        if (name.find(word) != std::string::npos) return true;
    }
    return false;
}

bool is_centre_line(std::string_view line_type) {
    const std::string name = lower(line_type);
    return name.find("center") != std::string::npos || name.find("centre") != std::string::npos ||
           name.find("phantom") != std::string::npos;
}

/// Takes the tags apart.
class Parser {
public:
    explicit Parser(std::span<const std::byte> bytes) : tags_{bytes} {}

    Result<Drawing> run() {
        std::string section;
        bool naming = false;
        advance();
        while (tag_) {
            if (tag_->code == 0) {
                finish();
                const std::string type{tag_->text};
                if (type == "EOF") {
                    drawing_.ended = true;
                    break;
                }
                naming = type == "SECTION";
                if (type == "ENDSEC") section.clear();
                if (!naming && type != "ENDSEC") begin(section, type);
            } else if (naming && tag_->code == 2) {
                section = tag_->text;
                naming = false;
            } else if (section == "HEADER") {
                header();
            } else if (entity_) {
                group();
            }
            if (over_) return limit("corners and control points", kPointsMax);
            advance();
        }
        finish();
        if (tags_.error()) return *tags_.error();
        MILLRACE_CHECK_OK(expand());
        return std::move(drawing_);
    }

private:
    void advance() { tag_ = tags_.next(); }

    static bool bounded(const Curve& curve) {
        const auto fits = [](Point p) {
            return std::abs(p.x) <= kCoordinateMax && std::abs(p.y) <= kCoordinateMax;
        };
        return fits(curve.start) && fits(curve.end) && fits(curve.centre) && fits(curve.u) &&
               fits(curve.v) && std::all_of(curve.poles.begin(), curve.poles.end(), fits);
    }

    static Error limit(const std::string& what, std::size_t most) {
        return {ErrorCode::LimitExceeded,
                "DXF: the drawing has more than " + std::to_string(most) + " " + what,
                {}};
    }

    void header() {
        if (tag_->code == 9) {
            variable_ = tag_->text;
        } else if (variable_ == "$INSUNITS" && tag_->code == 70) {
            drawing_.units = static_cast<int>(tag_->number);
        } else if (variable_ == "$ACADVER" && tag_->code == 1) {
            drawing_.version = printable_name(tag_->text);
        }
    }

    void begin(const std::string& section, const std::string& type) {
        section_ = section;
        const bool wanted = section == "ENTITIES" || section == "BLOCKS" ||
                            (section == "TABLES" && type == "LAYER");
        if (!wanted) return;
        entity_.emplace();
        entity_->type = type;
        entity_->place = tag_->place;
    }

    void group() {
        switch (tag_->code) {
            case 2: entity_->name = tag_->text; return;
            case 6: entity_->line_type = tag_->text; return;
            case 8: entity_->layer = tag_->text; return;
            default: break;
        }
        if (!tag_->is_number || tag_->code >= 1000) return;
        entity_->numbers.emplace_back(tag_->code, tag_->number);
        over_ = ++numbers_ > 4 * kPointsMax;
    }

    /// Files an entity when the next one begins.
    void finish() {
        if (!entity_) return;
        Entity entity = std::move(*entity_);
        entity_.reset();
        if (section_ == "TABLES") {
            // Frozen, or switched off by a negative colour.
            if ((entity.whole(70) & 1) != 0 || entity.whole(62, 7) < 0) hidden_.insert(entity.name);
            return;
        }
        if (section_ == "BLOCKS" && entity.type == "BLOCK") {
            block_ = &blocks_[entity.name];
            block_->base = {entity.number(10, 0.0), entity.number(20, 0.0)};
            return;
        }
        if (entity.type == "ENDBLK") {
            block_ = nullptr;
            return;
        }
        Block* into = section_ == "ENTITIES" ? &space_ : block_;
        if (into == nullptr) return;
        if (entity.type == "VERTEX") {
            // Control points of a fitted curve are no corners of it, nor are polyface faces.
            if (in_polyline_ && (entity.whole(70) & (16 | 128)) == 0) {
                into->corners.back().push_back(
                    {{entity.number(10, 0.0), entity.number(20, 0.0)}, entity.number(42, 0.0)});
            }
            return;
        }
        if (entity.type == "SEQEND") {
            in_polyline_ = false;
            return;
        }
        in_polyline_ = entity.type == "POLYLINE";
        if (in_polyline_) into->corners.emplace_back();
        into->entities.push_back(std::move(entity));
    }

    Status expand() {
        MILLRACE_CHECK_OK(expand(space_, {}, "0", 0));
        if (!drawing_.curves.empty()) return Done{};
        // Some programs draw the part on the sheet of paper and leave the model empty.
        paper_ = true;
        MILLRACE_CHECK_OK(expand(space_, {}, "0", 0));
        drawing_.paper = !drawing_.curves.empty();
        return Done{};
    }

    Status expand(const Block& block, const Affine& place, const std::string& layer, int depth) {
        std::size_t polyline = 0;
        for (const Entity& entity : block.entities) {
            const std::size_t index = entity.type == "POLYLINE" ? polyline++ : 0;
            // What becomes no curve costs time as well, each time its block is placed.
            if (depth > 0) {
                placed_ += 1 + 2 * entity.numbers.size() + entity.layer.size() +
                           entity.line_type.size() + layer.size();
                if (entity.type == "POLYLINE") placed_ += 3 * block.corners[index].size();
                if (placed_ > kPlacedMax)
                    return limit("numbers and letters in placed blocks", kPlacedMax);
            }
            if (depth == 0 && (entity.whole(67) != 0) != paper_) continue;
            const std::string& on = entity.layer == "0" ? layer : entity.layer;
            if (entity.type == "INSERT") {
                MILLRACE_CHECK_OK(insert(entity, place, on, depth));
                continue;
            }
            if (hidden_.contains(on) || is_annotation(on) || is_centre_line(entity.line_type)) {
                ++drawing_.ignored_layers[on];
                continue;
            }
            current_.clear();
            MILLRACE_CHECK_OK(convert(entity, block, index));
            for (const Curve& curve : current_) {
                if (drawing_.curves.size() >= kCurvesMax)
                    return limit("lines and curves", kCurvesMax);
                Curve placed = applied(place, curve);
                if (!bounded(placed)) {
                    return Error{ErrorCode::InvalidGeometry,
                                 "DXF: the " + printable_name(entity.type) + " at " +
                                     tags_.place_text(entity.place) +
                                     " has a coordinate or size beyond " +
                                     number_text(kCoordinateMax),
                                 {}};
                }
                placed.layer = layer_number(on);
                placed.place = entity.place;
                drawing_.curves.push_back(std::move(placed));
            }
        }
        return Done{};
    }

    Status insert(const Entity& entity, const Affine& place, const std::string& layer, int depth) {
        const auto found = blocks_.find(entity.name);
        if (found == blocks_.end()) return Done{};
        if (depth >= kBlockDepthMax) {
            return Error{ErrorCode::LimitExceeded,
                         "DXF: blocks are nested deeper than " + std::to_string(kBlockDepthMax) +
                             " at " + tags_.place_text(entity.place),
                         {}};
        }
        const Block& block = found->second;
        Affine turn;
        const double angle = entity.number(50, 0.0) * kDegree;
        const double sx = entity.number(41, 1.0);
        const double sy = entity.number(42, 1.0);
        turn.xx = std::cos(angle) * sx;
        turn.xy = -std::sin(angle) * sy;
        turn.yx = std::sin(angle) * sx;
        turn.yy = std::cos(angle) * sy;
        const int columns = std::clamp(entity.whole(70, 1), 1, 10'000);
        const int rows = std::clamp(entity.whole(71, 1), 1, 10'000);
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < columns; ++column) {
                if (++inserts_ > kInsertsMax) return limit("placed blocks", kInsertsMax);
                placed_ += 2 * entity.numbers.size();
                if (placed_ > kPlacedMax)
                    return limit("numbers and letters in placed blocks", kPlacedMax);
                const Point step = {column * entity.number(44, 0.0), row * entity.number(45, 0.0)};
                Affine local = turn;
                const Point spread = {std::cos(angle) * step.x - std::sin(angle) * step.y,
                                      std::sin(angle) * step.x + std::cos(angle) * step.y};
                local.shift = Point{entity.number(10, 0.0), entity.number(20, 0.0)} + spread -
                              turn.linear(block.base);
                if (entity.number(230, 1.0) < 0.0) local = mirror().after(local);
                MILLRACE_CHECK_OK(expand(block, place.after(local), layer, depth + 1));
            }
        }
        return Done{};
    }

    /// An extrusion direction that looks down mirrors the drawing plane.
    static Affine mirror() {
        Affine affine;
        affine.xx = -1.0;
        return affine;
    }

    void keep(Curve curve, const Entity& entity) {
        if (entity.number(230, 1.0) < 0.0) curve = applied(mirror(), curve);
        current_.push_back(std::move(curve));
    }

    Status convert(const Entity& entity, const Block& block, std::size_t polyline) {
        const std::string& type = entity.type;
        const Point first = {entity.number(10, 0.0), entity.number(20, 0.0)};
        if (type == "LINE") {
            // Lines stand in world coordinates whatever their extrusion direction.
            const Point second = {entity.number(11, 0.0), entity.number(21, 0.0)};
            if (length(second - first) > 0.0) current_.push_back(line(first, second));
        } else if (type == "ARC" || type == "CIRCLE") {
            const double radius = entity.number(40, 0.0);
            if (!(radius > 0.0)) return Done{};
            Curve curve;
            curve.kind = Kind::Arc;
            curve.centre = first;
            curve.u = {radius, 0.0};
            curve.v = {0.0, radius};
            curve.sweep = 2.0 * kPi;
            if (type == "ARC") {
                curve.from = std::fmod(entity.number(50, 0.0), 360.0) * kDegree;
                curve.sweep = counter_clockwise(entity.number(51, 360.0) * kDegree - curve.from);
            }
            finish_arc(curve);
            keep(curve, entity);
        } else if (type == "ELLIPSE") {
            ellipse(entity, first);
        } else if (type == "LWPOLYLINE") {
            std::vector<Corner> corners;
            for (const auto& [code, value] : entity.numbers) {
                if (code == 10) corners.push_back({{value, 0.0}, 0.0});
                if (corners.empty()) continue;
                if (code == 20) corners.back().at.y = value;
                if (code == 42) corners.back().bulge = value;
            }
            add_polyline(corners, (entity.whole(70) & 1) != 0, entity);
        } else if (type == "POLYLINE") {
            // Meshes and polyfaces are surfaces in space.
            if ((entity.whole(70) & (16 | 64)) != 0) {
                ++drawing_.solid_entities;
            } else {
                add_polyline(block.corners[polyline], (entity.whole(70) & 1) != 0, entity);
            }
        } else if (type == "SPLINE") {
            return spline(entity);
        } else if (type == "3DFACE" || type == "3DSOLID" || type == "MESH" || type == "BODY" ||
                   type == "SURFACE") {
            ++drawing_.solid_entities;
        } else {
            ++drawing_.ignored_types[printable_name(type)];
        }
        return Done{};
    }

    static double counter_clockwise(double sweep) {
        sweep = std::fmod(sweep, 2.0 * kPi);
        return sweep > 1e-12 ? sweep : sweep + 2.0 * kPi;
    }

    static void finish_arc(Curve& curve) {
        const auto at = [&](double t) {
            return curve.centre + curve.u * std::cos(t) + curve.v * std::sin(t);
        };
        curve.start = at(curve.from);
        curve.end = curve.closed() ? curve.start : at(curve.from + curve.sweep);
    }

    void ellipse(const Entity& entity, Point centre) {
        Curve curve;
        curve.centre = centre;
        curve.u = {entity.number(11, 0.0), entity.number(21, 0.0)};
        const double ratio = std::abs(entity.number(40, 1.0));
        // Centre and axis are in world coordinates: looking down only turns the sense around.
        const double sense = entity.number(230, 1.0) < 0.0 ? -1.0 : 1.0;
        curve.v = Point{-curve.u.y, curve.u.x} * (ratio * sense);
        curve.kind = std::abs(ratio - 1.0) < 1e-9 ? Kind::Arc : Kind::Ellipse;
        if (!(length(curve.u) > 0.0) || !(ratio > 0.0)) return;
        curve.from = std::fmod(entity.number(41, 0.0), 2.0 * kPi);
        curve.sweep = counter_clockwise(entity.number(42, 2.0 * kPi) - curve.from);
        finish_arc(curve);
        current_.push_back(curve);
    }

    void add_polyline(const std::vector<Corner>& corners, bool closed, const Entity& entity) {
        const std::size_t n = corners.size();
        if (n < 2) return;
        for (std::size_t i = 0; i + (closed ? 0 : 1) < n; ++i) {
            const Corner& a = corners[i];
            const Corner& b = corners[(i + 1) % n];
            if (!(length(b.at - a.at) > 0.0)) continue;
            keep(bulged(a.at, b.at, a.bulge), entity);
        }
    }

    Status spline(const Entity& entity) {
        Curve curve;
        curve.kind = Kind::Spline;
        curve.degree = entity.whole(71, 3);
        std::vector<Point> fit;
        for (const auto& [code, value] : entity.numbers) {
            switch (code) {
                case 10: curve.poles.push_back({value, 0.0}); break;
                case 20:
                    if (!curve.poles.empty()) curve.poles.back().y = value;
                    break;
                case 11: fit.push_back({value, 0.0}); break;
                case 21:
                    if (!fit.empty()) fit.back().y = value;
                    break;
                case 40: curve.knots.push_back(value); break;
                case 41: curve.weights.push_back(value); break;
                default: break;
            }
        }
        const std::size_t n = curve.poles.size();
        const auto bad = [&](const std::string& what) {
            return Error{ErrorCode::Syntax,
                         "DXF: the spline at " + tags_.place_text(entity.place) + " " + what,
                         {}};
        };
        if (n == 0) {
            // Through its fit points by straight lines would be another curve.
            if (fit.empty()) return Done{};
            ++drawing_.ignored_types["SPLINE/fit points"];
            return Done{};
        }
        if (curve.degree < 1 || curve.degree > 25)
            return bad("has degree " + std::to_string(curve.degree) + "; 1 to 25 are known");
        const auto p = static_cast<std::size_t>(curve.degree);
        if (n <= p || curve.knots.size() != n + p + 1) {
            return bad("has " + std::to_string(curve.knots.size()) + " knots and " +
                       std::to_string(n) + " control points for degree " +
                       std::to_string(curve.degree) + ", which do not fit together");
        }
        if (!std::is_sorted(curve.knots.begin(), curve.knots.end()) ||
            !(curve.knots[n] > curve.knots[p])) {
            return bad("has knots that do not ascend");
        }
        if (!curve.weights.empty() &&
            (curve.weights.size() != n ||
             !std::all_of(curve.weights.begin(), curve.weights.end(),
                          [](double w) { return w > 1e-9 && w < 1e9; }))) {
            return bad("has weights that are not all positive, or too few");
        }
        curve.start = curve.at(0.0);
        curve.end = curve.at(1.0);
        current_.push_back(std::move(curve));
        return Done{};
    }

    std::uint32_t layer_number(const std::string& name) {
        const auto [it, fresh] =
            layers_.emplace(name, static_cast<std::uint32_t>(drawing_.layers.size()));
        if (fresh) drawing_.layers.push_back(printable_name(name));
        return it->second;
    }

    Tags tags_;
    std::optional<Tag> tag_;
    Drawing drawing_;
    std::string variable_;
    std::string section_;
    std::optional<Entity> entity_;
    bool in_polyline_ = false;
    bool paper_ = false;
    std::map<std::string, Block> blocks_;
    Block* block_ = nullptr;
    Block space_;
    std::set<std::string> hidden_;
    std::vector<Curve> current_;
    std::map<std::string, std::uint32_t> layers_;
    std::size_t inserts_ = 0;
    std::size_t placed_ = 0;
    std::size_t numbers_ = 0;
    bool over_ = false;
};

}  // namespace

Result<Drawing> parse(std::span<const std::byte> bytes) { return Parser{bytes}.run(); }

}  // namespace millrace::cad::dxf
