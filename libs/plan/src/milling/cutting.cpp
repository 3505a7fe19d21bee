#include "milling/cutting.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "millrace/base/assert.h"

namespace millrace::plan::milling {

namespace {

// Chips thinner than this rub rather than cut, so the cutting force stops rising (costmodel 6).
constexpr double kChipMin_mm = 0.02;
// Approach and breakthrough of a drill, and the retract with positioning after it.
constexpr double kDrillClearance_mm = 2.0;
constexpr double kDrillPointPerD = 0.3;
constexpr double kHoleMove_s = 2.0;

struct DeratePoint {
    double ratio;
    double factor;
};
// Default table of the cost model; a slender tool deflects with the third power of its length.
constexpr std::array<DeratePoint, 6> kDerate = {
    {{3, 1.0}, {4, 0.8}, {5, 0.6}, {6, 0.45}, {8, 0.3}, {10, 0.2}}};

}  // namespace

double spindle_rpm(double vc_m_min, double diameter_mm, double rpm_max) {
    MILLRACE_ASSERT(diameter_mm > 0.0, "a tool has a diameter");
    return std::min(1000.0 * vc_m_min / (std::numbers::pi * diameter_mm), rpm_max);
}

double feed_per_tooth(double fz_d10_mm, double diameter_mm) {
    return fz_d10_mm * std::pow(diameter_mm / 10.0, 0.8);
}

double chip_thinning(double ae_over_d) {
    MILLRACE_ASSERT(ae_over_d > 0.0, "a cut has a width");
    if (ae_over_d >= 0.5) return 1.0;
    const double c = 1.0 - 2.0 * ae_over_d;
    return 1.0 / std::sqrt(1.0 - c * c);
}

double stick_out_derate(double stick_out_over_d) {
    if (stick_out_over_d <= kDerate.front().ratio) return kDerate.front().factor;
    for (std::size_t i = 1; i < kDerate.size(); ++i) {
        if (stick_out_over_d > kDerate[i].ratio) continue;
        const double share =
            (stick_out_over_d - kDerate[i - 1].ratio) / (kDerate[i].ratio - kDerate[i - 1].ratio);
        return std::lerp(kDerate[i - 1].factor, kDerate[i].factor, share);
    }
    return kDerate.back().factor;
}

RoughingRate roughing_rate(const RoughingCut& cut) {
    RoughingRate rate;
    const double d = cut.diameter_mm;
    rate.rpm = spindle_rpm(cut.vc_m_min, d, cut.rpm_max);
    const double fz = feed_per_tooth(cut.fz_d10_mm, d) * chip_thinning(cut.ae_over_d) *
                      stick_out_derate(cut.stick_out_over_d);
    rate.feed_mm_min = rate.rpm * cut.flutes * fz;
    rate.mrr_cm3_min = cut.ap_over_d * d * cut.ae_over_d * d * rate.feed_mm_min / 1000.0;
    const double ae = std::min(cut.ae_over_d, 1.0);
    const double phi = std::acos(1.0 - 2.0 * ae);
    rate.chip_mm = std::max(fz * 2.0 * ae / phi, kChipMin_mm);
    rate.kc_n_mm2 = cut.kc11_n_mm2 * std::pow(rate.chip_mm, -cut.mc);
    rate.power_kw = rate.mrr_cm3_min * rate.kc_n_mm2 / 60'000.0;
    const double power_share =
        rate.power_kw > 0.0 ? cut.spindle_use * cut.spindle_kw / rate.power_kw : 1.0;
    rate.mrr_limited_cm3_min = rate.mrr_cm3_min * std::min(1.0, power_share);
    rate.mrr_effective_cm3_min = cut.efficiency * rate.mrr_limited_cm3_min;
    return rate;
}

double finishing_feed(double rpm, int flutes, double fz_mm) { return rpm * flutes * fz_mm; }

Duration pass_time(Area area, Length width, double feed_mm_min) {
    MILLRACE_ASSERT(to_mm(width) > 0.0 && feed_mm_min > 0.0, "a pass has a width and a feed");
    return from_s(to_mm2(area) / (to_mm(width) * feed_mm_min) * 60.0);
}

Length ball_stepover(Length ball_radius, Length cusp) {
    const double r = to_mm(ball_radius);
    const double c = std::min(to_mm(cusp), r);
    return from_mm(2.0 * std::sqrt(2.0 * r * c - c * c));
}

double peck_factor(double depth_over_d) {
    if (depth_over_d <= 3.0) return 1.0;
    if (depth_over_d <= 5.0) return 1.3;
    return 1.8;
}

Duration drilling_time(const DrillCut& cut) {
    const double n = spindle_rpm(cut.vc_m_min, cut.diameter_mm, cut.rpm_max);
    const double travel = cut.depth_mm + kDrillPointPerD * cut.diameter_mm + kDrillClearance_mm;
    return from_s(travel / (cut.feed_mm * n) * 60.0 * peck_factor(cut.depth_mm / cut.diameter_mm) +
                  kHoleMove_s);
}

Duration tapping_time(const TapCut& cut) {
    const double n = 1000.0 * cut.vc_m_min / (std::numbers::pi * cut.diameter_mm);
    return from_s(2.0 * (cut.depth_mm + 2.0 * cut.pitch_mm) / (cut.pitch_mm * n) * 60.0 +
                  kHoleMove_s);
}

Duration load_time(Mass mass, const LoadTimes& times) {
    const double kg = to_kg(mass);
    const double minutes = kg < 2.0    ? times.light_min
                           : kg < 10.0 ? times.medium_min
                                       : times.heavy_min;
    return from_s(minutes * 60.0);
}

}  // namespace millrace::plan::milling
