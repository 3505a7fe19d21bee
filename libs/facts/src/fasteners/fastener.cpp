#include "millrace/facts/fastener.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace millrace::facts {
namespace {

using geom::Face;
using geom::SurfaceKind;
using geom::Vec3;

/// Metric sizes: width across flats of ISO 4032 and ISO 4014 and of the older DIN 934, washers of
/// ISO 7089, round heads of ISO 4762; mm, nominal.
struct Size {
    double thread, flats, flats_din, washer_hole, washer_outer, washer_thickness, head;
};
constexpr std::array<Size, 12> kSizes = {{{2.0, 4.0, 4.0, 2.2, 5.0, 0.3, 3.8},
                                          {2.5, 5.0, 5.0, 2.7, 6.0, 0.5, 4.5},
                                          {3.0, 5.5, 5.5, 3.2, 7.0, 0.5, 5.5},
                                          {4.0, 7.0, 7.0, 4.3, 9.0, 0.8, 7.0},
                                          {5.0, 8.0, 8.0, 5.3, 10.0, 1.0, 8.5},
                                          {6.0, 10.0, 10.0, 6.4, 12.0, 1.6, 10.0},
                                          {8.0, 13.0, 13.0, 8.4, 16.0, 1.6, 13.0},
                                          {10.0, 16.0, 17.0, 10.5, 20.0, 2.0, 16.0},
                                          {12.0, 18.0, 19.0, 13.0, 24.0, 2.5, 18.0},
                                          {16.0, 24.0, 24.0, 17.0, 30.0, 3.0, 24.0},
                                          {20.0, 30.0, 30.0, 21.0, 37.0, 3.0, 30.0},
                                          {24.0, 36.0, 36.0, 25.0, 44.0, 4.0, 36.0}}};

constexpr double kLargest_mm = 400.0;  // longer than any screw of these sizes in a shop's drawer

std::string size_text(double thread) {
    const auto tenths = static_cast<int>(std::lround(10.0 * thread));
    std::string text = "M" + std::to_string(tenths / 10);
    if (tenths % 10 != 0) text += "." + std::to_string(tenths % 10);
    return text;
}

bool parallel(Vec3 a, Vec3 b) { return std::abs(dot(a, b)) > 1.0 - 1e-6; }

/// Cylinders around one axis.
struct Turned {
    Vec3 axis;
    Vec3 origin;
    std::vector<const Face*> outer;
    std::vector<const Face*> inner;
};

double distance_to_axis(Vec3 point, const Turned& turned) {
    return length(cross(point - turned.origin, turned.axis));
}

std::optional<Turned> around_main_axis(const geom::BoundaryModel& model) {
    const Face* first = nullptr;
    for (const Face& face : model.faces) {
        if (face.kind != SurfaceKind::Cylinder) continue;
        if (first == nullptr || face.area_mm2 > first->area_mm2) first = &face;
    }
    if (first == nullptr) return std::nullopt;
    Turned turned{first->axis, first->origin, {}, {}};
    for (const Face& face : model.faces) {
        if (face.kind != SurfaceKind::Cylinder || !parallel(face.axis, turned.axis) ||
            distance_to_axis(face.origin, turned) > 1e-3 + 1e-3 * face.radius_mm)
            continue;
        (face.concave ? turned.inner : turned.outer).push_back(&face);
    }
    return turned;
}

struct Extent {
    double min = 1e300;
    double max = -1e300;
    [[nodiscard]] double size() const { return max - min; }
};

Extent along_axis(const geom::BoundaryModel& model, const Turned& turned) {
    Extent extent;
    for (const Vec3 p : model.mesh.vertices) {
        const double at = dot(p - turned.origin, turned.axis);
        extent.min = std::min(extent.min, at);
        extent.max = std::max(extent.max, at);
    }
    return extent;
}

/// Width across flats of the six planes around the axis, where there are exactly those.
std::optional<double> across_flats(const geom::BoundaryModel& model, const Turned& turned) {
    std::vector<double> distances;
    for (const Face& face : model.faces) {
        if (face.kind != SurfaceKind::Plane || std::abs(dot(face.axis, turned.axis)) > 1e-3)
            continue;
        distances.push_back(dot(face.origin - turned.origin, face.normal));
    }
    // A socket has six flats as well, but they look inwards.
    distances.erase(
        std::remove_if(distances.begin(), distances.end(), [](double d) { return d <= 0.0; }),
        distances.end());
    if (distances.size() != 6) return std::nullopt;
    const auto [least, most] = std::minmax_element(distances.begin(), distances.end());
    if (*most - *least > 0.02 * *most) return std::nullopt;
    return 2.0 * *most;
}

double largest_diameter(const std::vector<const Face*>& faces) {
    double diameter = 0.0;
    for (const Face* face : faces) diameter = std::max(diameter, 2.0 * face->radius_mm);
    return diameter;
}

double least_diameter(const std::vector<const Face*>& faces) {
    double diameter = 1e300;
    for (const Face* face : faces) diameter = std::min(diameter, 2.0 * face->radius_mm);
    return diameter;
}

bool within(double value, double nominal, double share) {
    return std::abs(value - nominal) <= share * nominal;
}

std::optional<Fastener> washer(const geom::BoundaryModel& model, const Turned& turned) {
    if (turned.inner.empty() || turned.outer.empty()) return std::nullopt;
    for (const Face& face : model.faces) {
        const bool end = face.kind == SurfaceKind::Plane && parallel(face.axis, turned.axis);
        if (!end && face.kind != SurfaceKind::Cylinder && face.kind != SurfaceKind::Cone)
            return std::nullopt;
    }
    const double hole = least_diameter(turned.inner);
    const double outer = largest_diameter(turned.outer);
    const double thick = along_axis(model, turned).size();
    for (const Size& size : kSizes) {
        if (!within(hole, size.washer_hole, 0.05) || !within(outer, size.washer_outer, 0.06) ||
            thick > 1.6 * size.washer_thickness || thick < 0.5 * size.washer_thickness)
            continue;
        return Fastener{FastenerKind::Washer, size_text(size.thread), 0.0, true, false, {}};
    }
    return std::nullopt;
}

std::optional<Fastener> nut(const geom::BoundaryModel& model, const Turned& turned) {
    const auto flats = across_flats(model, turned);
    if (!flats || turned.inner.empty()) return std::nullopt;
    const double hole = least_diameter(turned.inner);
    const double height = along_axis(model, turned).size();
    for (const Size& size : kSizes) {
        // Between core hole and thread diameter, as nuts are drawn.
        if (!within(*flats, size.flats, 0.02) && !within(*flats, size.flats_din, 0.02)) continue;
        if (hole < 0.78 * size.thread || hole > 1.03 * size.thread) continue;
        if (height < 0.35 * size.thread || height > 1.6 * size.thread) continue;
        return Fastener{FastenerKind::Nut, size_text(size.thread), 0.0, true, false, {}};
    }
    return std::nullopt;
}

/// The head stands at one end: what is wider than the shank lies within the last part of the axis.
std::optional<Fastener> screw(const geom::BoundaryModel& model, const Turned& turned) {
    if (turned.outer.empty()) return std::nullopt;
    const auto flats = across_flats(model, turned);
    const double round_head = largest_diameter(turned.outer);
    const double shank = least_diameter(turned.outer);
    const Extent extent = along_axis(model, turned);
    for (const Size& size : kSizes) {
        if (shank < 0.79 * size.thread || shank > 1.02 * size.thread) continue;
        const bool six_flats =
            flats && (within(*flats, size.flats, 0.02) || within(*flats, size.flats_din, 0.02));
        const bool round = !flats && within(round_head, size.head, 0.04);
        if (!six_flats && !round) continue;
        // Corners of the head's underside tell where it begins.
        const double limit = 0.5 * 1.1 * size.thread;
        Extent head;
        for (const Vec3 p : model.mesh.vertices) {
            if (distance_to_axis(p, turned) <= limit) continue;
            const double at = dot(p - turned.origin, turned.axis);
            head.min = std::min(head.min, at);
            head.max = std::max(head.max, at);
        }
        const double slack = 0.3 * size.thread;
        const bool at_end = head.max > extent.max - slack || head.min < extent.min + slack;
        const double under_head = extent.size() - head.size();
        if (!at_end || head.size() > 1.3 * size.thread || under_head < size.thread) continue;
        // A hole through everything makes it a spacer or a fitting; a socket ends in the head.
        const bool hollow = std::any_of(turned.inner.begin(), turned.inner.end(), [&](auto* face) {
            return face->axial_max_mm - face->axial_min_mm > 1.5 * size.thread;
        });
        if (hollow) continue;
        return Fastener{FastenerKind::Screw, size_text(size.thread), under_head, true, false, {}};
    }
    return std::nullopt;
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

/// A word that does not go on as another: "nut" but not "nutplate", "nuts" as well.
bool has_word(const std::string& text, std::string_view word) {
    const auto letter = [&](std::size_t i) {
        return i < text.size() && ((text[i] >= 'a' && text[i] <= 'z'));
    };
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        std::size_t end = at + word.size();
        if (end < text.size() && text[end] == 's') ++end;
        if ((at == 0 || !letter(at - 1)) && !letter(end)) return true;
    }
    return false;
}

std::string size_in(const std::string& name) {
    for (std::size_t i = 0; i + 1 < name.size(); ++i) {
        const bool starts = i == 0 || !((name[i - 1] >= 'a' && name[i - 1] <= 'z') ||
                                        (name[i - 1] >= '0' && name[i - 1] <= '9'));
        if (name[i] != 'm' || !starts) continue;
        std::size_t end = i + 1;
        while (end < name.size() && ((name[end] >= '0' && name[end] <= '9') || name[end] == '.'))
            ++end;
        if (end > i + 1 && end < i + 6) return "M" + name.substr(i + 1, end - i - 1);
    }
    return {};
}

std::optional<FastenerKind> kind_by_name(const std::string& name) {
    struct Word {
        std::string_view word;
        FastenerKind kind;
    };
    static constexpr std::array<Word, 17> kWords = {{{"washer", FastenerKind::Washer},
                                                     {"unterlegscheibe", FastenerKind::Washer},
                                                     {"iso 7089", FastenerKind::Washer},
                                                     {"din 125", FastenerKind::Washer},
                                                     {"nut", FastenerKind::Nut},
                                                     {"sechskantmutter", FastenerKind::Nut},
                                                     {"mutter", FastenerKind::Nut},
                                                     {"iso 4032", FastenerKind::Nut},
                                                     {"din 934", FastenerKind::Nut},
                                                     {"bolt", FastenerKind::Screw},
                                                     {"screw", FastenerKind::Screw},
                                                     {"schraube", FastenerKind::Screw},
                                                     {"zylinderschraube", FastenerKind::Screw},
                                                     {"iso 4762", FastenerKind::Screw},
                                                     {"iso 4014", FastenerKind::Screw},
                                                     {"iso 4017", FastenerKind::Screw},
                                                     {"din 912", FastenerKind::Screw}}};
    for (const Word& word : kWords)
        if (has_word(name, word.word)) return word.kind;
    return std::nullopt;
}

/// Other things around fasteners that are made.
bool is_about_a_fastener(const std::string& name) {
    for (const std::string_view word :
         {"assembly", "asm", "holder", "bracket", "plate", "cover", "housing", "knob", "carrier"})
        if (has_word(name, word)) return true;
    return false;
}

}  // namespace

namespace {

Text reason_for(const Fastener& fastener, const std::string& name) {
    std::vector<Text> why;
    if (fastener.by_shape) {
        switch (fastener.kind) {
            case FastenerKind::Screw:
                why.push_back(say("fastener.screw", "It has the shape of a {size} screw.",
                                  {{"size", fastener.size}}));
                break;
            case FastenerKind::Nut:
                why.push_back(say("fastener.nut", "It has the shape of a {size} nut.",
                                  {{"size", fastener.size}}));
                break;
            case FastenerKind::Washer:
                why.push_back(say("fastener.washer", "It has the shape of a {size} washer.",
                                  {{"size", fastener.size}}));
                break;
        }
    }
    if (fastener.by_name)
        why.push_back(say("fastener.name", "It is called '{name}'.", {{"name", name}}));
    why.push_back(say("fastener.bought", "It is bought, not made, unless you say otherwise."));
    return say("fastener.reason", "{sentences}", {{"sentences", std::move(why)}});
}

}  // namespace

std::string_view to_string(FastenerKind kind) {
    switch (kind) {
        case FastenerKind::Screw: return "screw";
        case FastenerKind::Nut: return "nut";
        case FastenerKind::Washer: return "washer";
    }
    return "screw";
}

std::optional<Fastener> recognise_fastener(const geom::BoundaryModel& model) {
    const double diagonal = geom::bounding_box(model.mesh).diagonal();
    if (diagonal > kLargest_mm || model.bodies.empty()) return std::nullopt;
    std::optional<Fastener> found;
    if (model.exact && model.bodies[0].solid) {
        if (const auto turned = around_main_axis(model)) {
            found = washer(model, *turned);
            if (!found) found = nut(model, *turned);
            if (!found) found = screw(model, *turned);
        }
    }
    const std::string name = lower(model.name);
    const auto named = is_about_a_fastener(name) ? std::nullopt : kind_by_name(name);
    if (!found && named) found = Fastener{*named, size_in(name), 0.0, false, false, {}};
    if (!found) return std::nullopt;
    found->by_name = named == found->kind;
    found->reason = reason_for(*found, model.name);
    return found;
}

}  // namespace millrace::facts
