// Turning recognition (docs/algorithms/turning.md).

#include <algorithm>
#include <cmath>

#include "measurements.h"
#include "turning/axis.h"
#include "turning/slices.h"

namespace millrace::facts {
namespace {

using geom::Vec3;

constexpr double kResidualMax = 0.15;  // process selection hint: below it, turn
constexpr double kTurnedShareMin = 0.5;
constexpr double kMeridionalMin = 0.4;    // of the area; below it nothing else is asked
constexpr double kMeridionalSine = 0.05;  // a normal in a plane through the axis, within 3°
constexpr double kTurnedFace = 0.95;      // of a face's area
constexpr int kRoughSlices = 12;
constexpr double kRoughResidualMax = 0.4;
constexpr std::size_t kLinesMax = 3;     // axes that are tried
constexpr std::size_t kBreaksMax = 160;  // heights at which something begins or ends
constexpr double kStepsMin = 48.0;       // slices over the length, at least
// Gauss points of two: exact for cylinders and cones, whose radius is linear in height.
constexpr double kGauss = 0.21132486540518712;

/// A piece of the profile between two heights, from its two slices.
struct Piece {
    double low = 0.0, high = 0.0;
    SweptSlice first, second;
};

double at(double first, double second, double share) {
    return first + (second - first) * (share - kGauss) / (1.0 - 2.0 * kGauss);
}

class TurningSearch {
public:
    TurningSearch(const Surface& surface, const Patches& patches,
                  const std::vector<SharedEdge>& shared, const TurningAxis& line)
        : surface_{surface},
          patches_{patches},
          line_{line},
          slicer_{surface, shared, line},
          low_{slicer_.lowest_mm()},
          high_{slicer_.highest_mm()} {}

    /// The residual by a few sections: enough to drop a part that is far from turned.
    [[nodiscard]] double rough_residual(Volume volume) const {
        std::vector<double> heights;
        for (int i = 0; i < kRoughSlices; ++i) {
            // Off the regular places where faces like to end.
            heights.push_back(low_ + (high_ - low_) * (i + 0.4871) / kRoughSlices);
        }
        double swept = 0.0;
        for (const SweptSlice& slice : slicer_.at(heights)) swept += slice.swept_mm2();
        swept *= (high_ - low_) / kRoughSlices;
        return swept > 0.0 ? 1.0 - to_mm3(volume) / swept : 1.0;
    }

    Turning run(Volume volume) {
        find_heights();
        find_coaxial();
        cut();
        Turning turning;
        turning.axis = line_.axis;
        turning.origin = line_.origin + line_.axis * low_;
        turning.length = from_mm(high_ - low_);
        double swept = 0.0;
        double radius = 0.0;
        for (const Piece& piece : pieces_) {
            swept += (piece.high - piece.low) *
                     (piece.first.swept_mm2() + piece.second.swept_mm2()) / 2.0;
            turning.profile.push_back(section(piece));
            radius = std::max({radius, to_mm(turning.profile.back().radius_from),
                               to_mm(turning.profile.back().radius_to)});
        }
        join_straight_sections(turning.profile);
        turning.diameter = from_mm(2.0 * radius);
        turning.residual = swept > 0.0 ? std::clamp(1.0 - to_mm3(volume) / swept, 0.0, 1.0) : 1.0;
        share_out_faces(radius, turning);
        turning.recognised =
            turning.residual < kResidualMax && turning.turned_share >= kTurnedShareMin;
        return turning;
    }

private:
    [[nodiscard]] double height(Vec3 p) const { return dot(p - line_.origin, line_.axis); }

    void find_heights() {
        std::vector<std::pair<double, double>> ends;  // of faces: area, height
        for (std::uint32_t p = 0; p < patches_.faces.size(); ++p) {
            double low = 1e300;
            double high = -1e300;
            double area = 0.0;
            for (const std::uint32_t t : patches_.triangles[p]) {
                area += surface_.triangle_area_mm2[t];
                for (int k = 0; k < 3; ++k) {
                    const double h = height(surface_.mesh.corner(t, k));
                    low = std::min(low, h);
                    high = std::max(high, h);
                }
            }
            if (low > high) continue;
            ends.emplace_back(area, low);
            ends.emplace_back(area, high);
        }
        std::stable_sort(ends.begin(), ends.end(),
                         [](const auto& a, const auto& b) { return a.first > b.first; });
        if (ends.size() > kBreaksMax) ends.resize(kBreaksMax);
        breaks_ = {low_, high_};
        for (const auto& [area, h] : ends) breaks_.push_back(h);
        std::sort(breaks_.begin(), breaks_.end());
        const double same = 1e-5 * (high_ - low_) + surface_.grain_mm;
        std::vector<double> apart;
        for (const double h : breaks_) {
            if (apart.empty() || h - apart.back() > same) apart.push_back(h);
        }
        // The highest point itself ends the last piece.
        apart.back() = high_;
        breaks_ = std::move(apart);
    }

    /// Faces that turn around the axis in closed form, each with how far its facets leave it.
    struct Coaxial {
        CoaxialFace face;
        double low = 1e300, high = -1e300;
        double off_mm = 0.0;
    };

    void find_coaxial() {
        const AxisTolerance tolerance = axis_tolerance(patches_, surface_);
        for (std::uint32_t p = 0; p < patches_.faces.size(); ++p) {
            Coaxial one;
            if (!CoaxialFace::make(patches_.faces[p], line_, tolerance, one.face)) continue;
            for (const std::uint32_t t : patches_.triangles[p]) {
                for (int k = 0; k < 3; ++k) {
                    const Vec3 a = surface_.mesh.corner(t, k);
                    const Vec3 b = surface_.mesh.corner(t, (k + 1) % 3);
                    one.low = std::min(one.low, height(a));
                    one.high = std::max(one.high, height(a));
                    one.off_mm = std::max(one.off_mm, off(one.face, (a + b) / 2.0));
                }
            }
            coaxial_.push_back(one);
        }
    }

    [[nodiscard]] double off(const CoaxialFace& face, Vec3 p) const {
        double radii[2];
        const int count = face.radii_at(height(p), radii);
        double nearest = 1e300;
        for (int i = 0; i < count; ++i) {
            nearest = std::min(nearest, std::abs(radii[i] - radius(p)));
        }
        return count == 0 ? 0.0 : nearest;
    }

    [[nodiscard]] double radius(Vec3 p) const {
        const Vec3 from = p - line_.origin;
        return length(from - line_.axis * dot(from, line_.axis));
    }

    /// The exact radius that a radius of the mesh stands for, where there is one.
    [[nodiscard]] double exact(double radius_mm, double h) const {
        double best = radius_mm;
        double best_off = 1e300;
        for (const Coaxial& one : coaxial_) {
            if (h < one.low - surface_.grain_mm || h > one.high + surface_.grain_mm) continue;
            double radii[2];
            const int count = one.face.radii_at(h, radii);
            for (int i = 0; i < count; ++i) {
                const double away = std::abs(radii[i] - radius_mm);
                if (away > 1.2 * one.off_mm + surface_.grain_mm || away >= best_off) continue;
                best = radii[i];
                best_off = away;
            }
        }
        return best;
    }

    void cut() {
        std::vector<Piece> whole;
        for (std::size_t i = 0; i + 1 < breaks_.size(); ++i) {
            whole.push_back({breaks_[i], breaks_[i + 1], {}, {}});
        }
        const std::vector<SweptSlice> slices = sections(whole, true);
        // Only what is not straight from end to end is looked at more closely.
        const double step = (high_ - low_) / kStepsMin;
        for (std::size_t i = 0; i < whole.size(); ++i) {
            Piece& piece = whole[i];
            piece.first = slices[3 * i];
            piece.second = slices[3 * i + 2];
            const double size = piece.high - piece.low;
            const int count = straight(piece, slices[3 * i + 1])
                                  ? 1
                                  : std::max(2, static_cast<int>(std::ceil(size / step)));
            for (int k = 0; k < count; ++k) {
                pieces_.push_back({piece.low + size * k / count, piece.low + size * (k + 1) / count,
                                   piece.first, piece.second});
                curved_.push_back(count > 1);
            }
        }
        std::vector<Piece> finer;
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            if (curved_[i]) finer.push_back(pieces_[i]);
        }
        const std::vector<SweptSlice> finer_slices = sections(finer, false);
        for (std::size_t i = 0, at = 0; i < pieces_.size(); ++i) {
            if (!curved_[i]) continue;
            pieces_[i].first = finer_slices[at++];
            pieces_[i].second = finer_slices[at++];
        }
    }

    /// The slices of pieces at their Gauss points, and between them in the middle on request, with
    /// exact radii.
    [[nodiscard]] std::vector<SweptSlice> sections(const std::vector<Piece>& pieces,
                                                   bool middle) const {
        std::vector<double> heights;
        for (const Piece& piece : pieces) {
            const double size = piece.high - piece.low;
            heights.push_back(piece.low + kGauss * size);
            if (middle) heights.push_back(piece.low + 0.5 * size);
            heights.push_back(piece.high - kGauss * size);
        }
        std::vector<SweptSlice> all = slicer_.at(heights);
        for (SweptSlice& slice : all) {
            for (SweptBand& band : slice.bands) {
                if (band.low_mm > 0.0) band.low_mm = exact(band.low_mm, slice.height_mm);
                band.high_mm = exact(band.high_mm, slice.height_mm);
            }
        }
        return all;
    }

    [[nodiscard]] bool straight(const Piece& piece, const SweptSlice& middle) const {
        const auto& a = piece.first.bands;
        const auto& b = piece.second.bands;
        const auto& m = middle.bands;
        if (a.size() != b.size() || a.size() != m.size()) return false;
        const double tolerance = surface_.grain_mm;
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (std::abs((a[i].low_mm + b[i].low_mm) / 2.0 - m[i].low_mm) > tolerance ||
                std::abs((a[i].high_mm + b[i].high_mm) / 2.0 - m[i].high_mm) > tolerance) {
                return false;
            }
        }
        return true;
    }

    static double outer(const SweptSlice& slice) {
        return slice.bands.empty() ? 0.0 : slice.bands.back().high_mm;
    }
    static double inner(const SweptSlice& slice) {
        return slice.bands.empty() ? 0.0 : slice.bands.front().low_mm;
    }

    [[nodiscard]] TurnedSection section(const Piece& piece) const {
        TurnedSection one;
        one.from = from_mm(piece.low - low_);
        one.to = from_mm(piece.high - low_);
        const auto ends = [](double a, double b, Length& from, Length& to) {
            from = from_mm(std::max(0.0, at(a, b, 0.0)));
            to = from_mm(std::max(0.0, at(a, b, 1.0)));
        };
        ends(outer(piece.first), outer(piece.second), one.radius_from, one.radius_to);
        ends(inner(piece.first), inner(piece.second), one.bore_from, one.bore_to);
        return one;
    }

    /// Pieces that go on in a straight line are one section.
    void join_straight_sections(std::vector<TurnedSection>& profile) const {
        const double tolerance = 2.0 * surface_.grain_mm;
        std::vector<TurnedSection> joined;
        for (const TurnedSection& next : profile) {
            if (!joined.empty() && goes_on(joined.back(), next, tolerance)) {
                joined.back().to = next.to;
                joined.back().radius_to = next.radius_to;
                joined.back().bore_to = next.bore_to;
            } else {
                joined.push_back(next);
            }
        }
        profile = std::move(joined);
    }

    static bool goes_on(const TurnedSection& a, const TurnedSection& b, double tolerance) {
        const auto straight = [&](Length a0, Length a1, Length b0, Length b1) {
            if (std::abs(to_mm(a1) - to_mm(b0)) > tolerance) return false;
            const double share = (a.to - a.from) / (b.to - a.from);
            const double middle = to_mm(a0) + (to_mm(b1) - to_mm(a0)) * share;
            return std::abs(middle - to_mm(a1)) <= tolerance;
        };
        return straight(a.radius_from, a.radius_to, b.radius_from, b.radius_to) &&
               straight(a.bore_from, a.bore_to, b.bore_from, b.bore_to);
    }

    /// True when a point a little outside the part is never in material as the part turns.
    [[nodiscard]] bool free_all_around(double radius_mm, double h) const {
        if (h <= low_ || h >= high_) return true;
        const auto next =
            std::upper_bound(pieces_.begin(), pieces_.end(), h,
                             [](double value, const Piece& piece) { return value < piece.high; });
        const Piece& piece = next == pieces_.end() ? pieces_.back() : *next;
        const double share = (h - piece.low) / (piece.high - piece.low);
        if (piece.first.bands.empty() && piece.second.bands.empty()) return true;
        if (radius_mm > at(outer(piece.first), outer(piece.second), share)) return true;
        if (radius_mm < at(inner(piece.first), inner(piece.second), share)) return true;
        return !(share < 0.5 ? piece.first : piece.second).holds(radius_mm);
    }

    void share_out_faces(double radius_max, Turning& turning) const {
        // Well above rounding, well below anything that is milled into a turned part.
        const double step = 1e-3 * radius_max + surface_.grain_mm;
        double turned_area = 0.0;
        double area = 0.0;
        std::vector<std::uint32_t> turned;
        std::vector<std::uint32_t> milled;
        for (std::uint32_t p = 0; p < patches_.faces.size(); ++p) {
            double all = 0.0;
            double free = 0.0;
            for (const std::uint32_t t : patches_.triangles[p]) {
                for (auto s = surface_.first_sample[t]; s < surface_.first_sample[t + 1]; ++s) {
                    const Sample& sample = surface_.samples[s];
                    all += sample.area_mm2;
                    if (turned_sample(sample, step)) free += sample.area_mm2;
                }
            }
            if (!(all > 0.0)) continue;
            area += all;
            const bool whole = free >= kTurnedFace * all;
            (whole ? turned : milled).push_back(p);
            // What a mesh calls a face may be anything; there the points themselves are counted.
            turned_area += patches_.exact ? (whole ? all : 0.0) : free;
        }
        turning.turned_share = area > 0.0 ? turned_area / area : 0.0;
        if (!patches_.exact) return;  // its one face would stand in both lists
        turning.turned_faces = model_faces(patches_, turned);
        turning.milled_faces = model_faces(patches_, milled);
    }

    [[nodiscard]] bool turned_sample(const Sample& sample, double step) const {
        const Vec3 from = sample.point - line_.origin;
        const double h = dot(from, line_.axis);
        const Vec3 out = from - line_.axis * h;
        const double r = length(out);
        const Vec3 normal = sample.normal;
        const double up = dot(normal, line_.axis);
        if (!(r > 0.0)) return free_all_around(0.0, h + up * step);
        const double outward = dot(normal, out) / r;
        // The facet of a curved face lies inside it; its corners do not.
        const double surface = exact(r, h);
        return free_all_around(std::abs(surface + outward * step), h + up * step);
    }

    const Surface& surface_;
    const Patches& patches_;
    TurningAxis line_;
    Slicer slicer_;
    double low_, high_;
    std::vector<double> breaks_;
    std::vector<Coaxial> coaxial_;
    std::vector<Piece> pieces_;
    std::vector<bool> curved_;  ///< of each piece: cut out of a longer one
};

/// Share of the area whose normal meets the axis: all of a turned part's.
double meridional_share(const Surface& surface, const TurningAxis& line) {
    double all = 0.0;
    double meeting = 0.0;
    for (const Sample& sample : surface.samples) {
        all += sample.area_mm2;
        const Vec3 around = normalized(cross(line.axis, sample.point - line.origin));
        if (std::abs(dot(sample.normal, around)) < kMeridionalSine) meeting += sample.area_mm2;
    }
    return all > 0.0 ? meeting / all : 0.0;
}

}  // namespace

Turning measure_turning(const Surface& surface, const Patches& patches,
                        const std::vector<SharedEdge>& shared, Volume volume,
                        const CancelToken& cancel) {
    Turning best;
    std::vector<TurningAxis> lines = axis_lines(patches, surface);
    if (lines.size() > kLinesMax) lines.resize(kLinesMax);
    for (const TurningAxis& line : lines) {
        if (cancel.cancelled()) break;
        if (meridional_share(surface, line) < kMeridionalMin) continue;
        TurningSearch search{surface, patches, shared, line};
        if (search.rough_residual(volume) > kRoughResidualMax) continue;
        Turning turning = search.run(volume);
        if (turning.recognised || turning.turned_share > best.turned_share) {
            best = std::move(turning);
        }
        if (best.recognised) break;
    }
    return best;
}

}  // namespace millrace::facts
