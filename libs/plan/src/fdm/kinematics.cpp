#include "fdm/kinematics.h"

#include <algorithm>
#include <cmath>

namespace millrace::plan::fdm {

double trapezoid_s(double length_mm, double v, double v0, double v1, double acceleration_mm_s2) {
    if (length_mm <= 0.0) return 0.0;
    const double a = acceleration_mm_s2;
    const double peak =
        std::max({std::min(v, std::sqrt((2.0 * a * length_mm + v0 * v0 + v1 * v1) / 2.0)), v0, v1});
    const double cruise =
        std::max(0.0, length_mm - (2.0 * peak * peak - v0 * v0 - v1 * v1) / (2.0 * a));
    return (peak - v0) / a + (peak - v1) / a + cruise / peak;
}

double mean_speed_mm_s(double length_mm, double v, double acceleration_mm_s2) {
    return length_mm / trapezoid_s(length_mm, v, 0.0, 0.0, acceleration_mm_s2);
}

double corner_speed_mm_s(geom::Vec2 in, geom::Vec2 out, double v, double jerk_mm_s) {
    // A change of sign counts only the larger of both speeds: that is what Marlin does.
    const auto change = [](double from, double to) {
        if (from * to >= 0.0) return std::abs(from - to);
        return std::max(std::abs(from), std::abs(to));
    };
    const double worst = v * std::max(change(in.x, out.x), change(in.y, out.y));
    return worst > jerk_mm_s ? v * jerk_mm_s / worst : v;
}

double rest_speed_mm_s(geom::Vec2 direction, double v, double jerk_mm_s) {
    const double worst = v * std::max(std::abs(direction.x), std::abs(direction.y));
    return worst > jerk_mm_s ? jerk_mm_s : v;
}

double PathTimer::loop_s(std::span<const geom::Vec2> points, double v, const Motion& motion) {
    const std::size_t n = points.size();
    if (n < 2) return 0.0;
    length_.resize(n);
    entry_.resize(n + 1);
    geom::Vec2 previous{};
    for (std::size_t i = 0; i < n; ++i) {
        const geom::Vec2 a = points[i];
        const geom::Vec2 b = points[i + 1 == n ? 0 : i + 1];
        const double dx = b.x - a.x;
        const double dy = b.y - a.y;
        const double l = std::sqrt(dx * dx + dy * dy);
        const geom::Vec2 direction = l > 0.0 ? geom::Vec2{dx / l, dy / l} : previous;
        length_[i] = l;
        entry_[i] = i == 0 ? rest_speed_mm_s(direction, v, motion.jerk_mm_s)
                           : corner_speed_mm_s(previous, direction, v, motion.jerk_mm_s);
        previous = direction;
    }
    entry_[n] = rest_speed_mm_s(previous, v, motion.jerk_mm_s);
    const double a2 = 2.0 * motion.acceleration_mm_s2;
    for (std::size_t i = n; i-- > 0;) {
        const double next2 = entry_[i + 1] * entry_[i + 1] + a2 * length_[i];
        if (entry_[i] * entry_[i] > next2) entry_[i] = std::sqrt(next2);
    }
    double time = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        const double reach2 = entry_[i] * entry_[i] + a2 * length_[i];
        if (entry_[i + 1] * entry_[i + 1] > reach2) entry_[i + 1] = std::sqrt(reach2);
        time += trapezoid_s(length_[i], v, entry_[i], entry_[i + 1], motion.acceleration_mm_s2);
    }
    return time;
}

}  // namespace millrace::plan::fdm
