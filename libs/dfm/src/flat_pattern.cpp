#include "flat_pattern.h"

#include <algorithm>
#include <array>

namespace millrace::dfm {

const facts::Sheet* sheet_of(const Subject& subject) {
    return std::get_if<facts::Sheet>(&subject.facts.sheet);
}

// A part that is no sheet, or that cannot be unfolded, breaks SHM-01; the other rules have nothing
// to measure.
std::optional<Measured> without_sheet(const Subject& subject) {
    if (std::holds_alternative<facts::SheetRefusal>(subject.facts.sheet))
        return missing(say("dfm.no_part_unfolded", "the part could not be unfolded"));
    if (sheet_of(subject) == nullptr) return not_applicable();
    return std::nullopt;
}

std::vector<Point> outline_points(const geom::OutlineLoop& loop) {
    constexpr double kStep_rad = 0.1;  // errs by 0.13 % of the radius
    std::vector<Point> points;
    const std::size_t n = loop.vertices.size();
    for (std::size_t i = 0; i < n; ++i) {
        const auto& from = loop.vertices[i];
        const auto& to = loop.vertices[(i + 1) % n];
        points.push_back({from.x_mm, from.y_mm});
        if (from.bulge == 0.0) continue;
        const Point chord = Point{to.x_mm, to.y_mm} - Point{from.x_mm, from.y_mm};
        const double turned = 4.0 * std::atan(from.bulge);
        const double half = length2(chord) / 2.0;
        const double radius = half / std::sin(turned / 2.0);  // signed
        const double rise = radius * std::cos(turned / 2.0);
        const Point middle{from.x_mm + chord.x / 2.0, from.y_mm + chord.y / 2.0};
        const Point centre{middle.x - chord.y / (2.0 * half) * rise,
                           middle.y + chord.x / (2.0 * half) * rise};
        const int steps = std::max(2, static_cast<int>(std::ceil(std::abs(turned) / kStep_rad)));
        const Point arm = Point{from.x_mm, from.y_mm} - centre;
        for (int k = 1; k < steps; ++k) {
            const double angle = turned * k / steps;
            points.push_back({centre.x + arm.x * std::cos(angle) - arm.y * std::sin(angle),
                              centre.y + arm.x * std::sin(angle) + arm.y * std::cos(angle)});
        }
    }
    return points;
}

double point_to_segment(Point p, Point a, Point b) {
    const Point along = b - a;
    const double square = dot2(along, along);
    const double t = square > 0.0 ? std::clamp(dot2(p - a, along) / square, 0.0, 1.0) : 0.0;
    return length2(p - Point{a.x + along.x * t, a.y + along.y * t});
}

double segment_gap(Point a, Point b, Point c, Point d) {
    const double first = cross2(b - a, c - a);
    const double second = cross2(b - a, d - a);
    const double third = cross2(d - c, a - c);
    const double fourth = cross2(d - c, b - c);
    if (first * second < 0.0 && third * fourth < 0.0) return 0.0;
    return std::min({point_to_segment(a, c, d), point_to_segment(b, c, d),
                     point_to_segment(c, a, b), point_to_segment(d, a, b)});
}

double thickness(const facts::Sheet& sheet) { return to_mm(sheet.thickness); }

double allowance(const facts::Sheet& sheet, const facts::Bend& bend) {
    return to_rad(bend.angle) * (to_mm(bend.radius) + bend.k_factor * thickness(sheet));
}

double die_opening(double t) {
    static constexpr std::array<double, 13> kStandard = {6,  8,  10, 12, 16, 20, 24,
                                                         32, 40, 50, 63, 80, 100};
    const double wanted = t < 1.0 || t > 12.0 ? 10.0 * t : 8.0 * t;
    const auto* next = std::lower_bound(kStandard.begin(), kStandard.end(), wanted - 1e-9);
    return next == kStandard.end() ? wanted : *next;
}

}  // namespace millrace::dfm
