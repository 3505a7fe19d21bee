#pragma once

// Physical quantities as types: a length is not an area, and neither is a number. Stored in
// millimetres, grams, seconds, radians and degrees Celsius (docs/units.md); numbers enter and leave
// through the from_* and to_* functions only, so the unit stands at every conversion.

#include <chrono>
#include <compare>

namespace millrace {

/// A physical quantity with integer exponents of length, mass, time, angle and temperature.
/// Products and quotients of quantities are quantities; a dimensionless result is a double.
template <int L, int M, int T, int A, int K>
class Quantity {
public:
    constexpr Quantity() = default;

    /// Wraps a number that is already in the stored unit. Prefer from_mm() and its siblings.
    [[nodiscard]] static constexpr Quantity from_stored(double value) {
        Quantity quantity;
        quantity.stored_ = value;
        return quantity;
    }
    [[nodiscard]] constexpr double stored() const { return stored_; }

    constexpr auto operator<=>(const Quantity&) const = default;
    constexpr Quantity operator-() const { return from_stored(-stored_); }
    constexpr Quantity& operator+=(Quantity other) { return *this = *this + other; }
    constexpr Quantity& operator-=(Quantity other) { return *this = *this - other; }

    friend constexpr Quantity operator+(Quantity a, Quantity b) {
        return from_stored(a.stored_ + b.stored_);
    }
    friend constexpr Quantity operator-(Quantity a, Quantity b) {
        return from_stored(a.stored_ - b.stored_);
    }
    friend constexpr Quantity operator*(Quantity a, double factor) {
        return from_stored(a.stored_ * factor);
    }
    friend constexpr Quantity operator*(double factor, Quantity a) { return a * factor; }
    friend constexpr Quantity operator/(Quantity a, double divisor) {
        return from_stored(a.stored_ / divisor);
    }

private:
    double stored_ = 0.0;
};

template <int L1, int M1, int T1, int A1, int K1, int L2, int M2, int T2, int A2, int K2>
constexpr auto operator*(Quantity<L1, M1, T1, A1, K1> a, Quantity<L2, M2, T2, A2, K2> b) {
    const double value = a.stored() * b.stored();
    if constexpr (L1 + L2 == 0 && M1 + M2 == 0 && T1 + T2 == 0 && A1 + A2 == 0 && K1 + K2 == 0) {
        return value;
    } else {
        return Quantity<L1 + L2, M1 + M2, T1 + T2, A1 + A2, K1 + K2>::from_stored(value);
    }
}

template <int L1, int M1, int T1, int A1, int K1, int L2, int M2, int T2, int A2, int K2>
constexpr auto operator/(Quantity<L1, M1, T1, A1, K1> a, Quantity<L2, M2, T2, A2, K2> b) {
    const double value = a.stored() / b.stored();
    if constexpr (L1 == L2 && M1 == M2 && T1 == T2 && A1 == A2 && K1 == K2) {
        return value;
    } else {
        return Quantity<L1 - L2, M1 - M2, T1 - T2, A1 - A2, K1 - K2>::from_stored(value);
    }
}

using Length = Quantity<1, 0, 0, 0, 0>;         ///< mm
using Area = Quantity<2, 0, 0, 0, 0>;           ///< mm²
using Volume = Quantity<3, 0, 0, 0, 0>;         ///< mm³
using Mass = Quantity<0, 1, 0, 0, 0>;           ///< g
using Density = Quantity<-3, 1, 0, 0, 0>;       ///< g/mm³
using Speed = Quantity<1, 0, -1, 0, 0>;         ///< mm/s
using Acceleration = Quantity<1, 0, -2, 0, 0>;  ///< mm/s²
using VolumeRate = Quantity<3, 0, -1, 0, 0>;    ///< mm³/s
using Angle = Quantity<0, 0, 0, 1, 0>;          ///< rad
using Temperature = Quantity<0, 0, 0, 0, 1>;    ///< °C

/// A span of time in seconds. Engines compute in it; only the edges know a clock.
using Duration = std::chrono::duration<double>;
/// A point in time, UTC, in milliseconds since 1970.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

[[nodiscard]] constexpr Length from_mm(double mm) { return Length::from_stored(mm); }
[[nodiscard]] constexpr double to_mm(Length length) { return length.stored(); }
[[nodiscard]] constexpr Area from_mm2(double mm2) { return Area::from_stored(mm2); }
[[nodiscard]] constexpr double to_mm2(Area area) { return area.stored(); }
[[nodiscard]] constexpr Volume from_mm3(double mm3) { return Volume::from_stored(mm3); }
[[nodiscard]] constexpr double to_mm3(Volume volume) { return volume.stored(); }
[[nodiscard]] constexpr double to_cm3(Volume volume) { return volume.stored() / 1000.0; }
[[nodiscard]] constexpr Mass from_g(double g) { return Mass::from_stored(g); }
[[nodiscard]] constexpr double to_g(Mass mass) { return mass.stored(); }
[[nodiscard]] constexpr double to_kg(Mass mass) { return mass.stored() / 1000.0; }
[[nodiscard]] constexpr Density from_g_cm3(double g_cm3) {
    return Density::from_stored(g_cm3 / 1000.0);
}
[[nodiscard]] constexpr double to_g_cm3(Density density) { return density.stored() * 1000.0; }
[[nodiscard]] constexpr Speed from_mm_s(double mm_s) { return Speed::from_stored(mm_s); }
[[nodiscard]] constexpr double to_mm_s(Speed speed) { return speed.stored(); }
[[nodiscard]] constexpr Acceleration from_mm_s2(double v) { return Acceleration::from_stored(v); }
[[nodiscard]] constexpr double to_mm_s2(Acceleration a) { return a.stored(); }
[[nodiscard]] constexpr VolumeRate from_mm3_s(double v) { return VolumeRate::from_stored(v); }
[[nodiscard]] constexpr double to_mm3_s(VolumeRate rate) { return rate.stored(); }
[[nodiscard]] constexpr Angle from_rad(double rad) { return Angle::from_stored(rad); }
[[nodiscard]] constexpr double to_rad(Angle angle) { return angle.stored(); }
[[nodiscard]] constexpr Angle from_deg(double deg) {
    return Angle::from_stored(deg * 3.14159265358979323846 / 180.0);
}
[[nodiscard]] constexpr double to_deg(Angle angle) {
    return angle.stored() * 180.0 / 3.14159265358979323846;
}
[[nodiscard]] constexpr Temperature from_celsius(double c) { return Temperature::from_stored(c); }
[[nodiscard]] constexpr double to_celsius(Temperature t) { return t.stored(); }
[[nodiscard]] constexpr Duration from_s(double s) { return Duration{s}; }
[[nodiscard]] constexpr double to_s(Duration duration) { return duration.count(); }
[[nodiscard]] constexpr double to_h(Duration duration) { return duration.count() / 3600.0; }

[[nodiscard]] constexpr Duration operator/(Length path, Speed speed) {
    return Duration{path.stored() / speed.stored()};
}
[[nodiscard]] constexpr Length operator*(Speed speed, Duration time) {
    return Length::from_stored(speed.stored() * time.count());
}
[[nodiscard]] constexpr Duration operator/(Volume volume, VolumeRate rate) {
    return Duration{volume.stored() / rate.stored()};
}

inline namespace literals {
constexpr Length operator""_mm(long double v) { return from_mm(static_cast<double>(v)); }
constexpr Length operator""_mm(unsigned long long v) { return from_mm(static_cast<double>(v)); }
constexpr Angle operator""_deg(long double v) { return from_deg(static_cast<double>(v)); }
constexpr Angle operator""_deg(unsigned long long v) { return from_deg(static_cast<double>(v)); }
constexpr Mass operator""_g(long double v) { return from_g(static_cast<double>(v)); }
constexpr Mass operator""_g(unsigned long long v) { return from_g(static_cast<double>(v)); }
}  // namespace literals

}  // namespace millrace
