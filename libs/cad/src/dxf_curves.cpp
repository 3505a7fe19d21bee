#include <algorithm>
#include <numbers>

#include "dxf.h"

namespace millrace::cad::dxf {
namespace {

constexpr double kPi = std::numbers::pi;

/// De Boor's algorithm in homogeneous coordinates.
Point spline_point(const Curve& c, double t) {
    const auto p = static_cast<std::size_t>(c.degree);
    const std::size_t n = c.poles.size();
    std::size_t k = p;
    while (k + 1 < n && t >= c.knots[k + 1]) ++k;
    struct Weighted {
        double x, y, w;
    };
    std::vector<Weighted> d(p + 1);
    for (std::size_t j = 0; j <= p; ++j) {
        const std::size_t i = j + k - p;
        const double w = c.weights.empty() ? 1.0 : c.weights[i];
        d[j] = {c.poles[i].x * w, c.poles[i].y * w, w};
    }
    for (std::size_t r = 1; r <= p; ++r) {
        for (std::size_t j = p; j >= r; --j) {
            const double low = c.knots[j + k - p];
            const double high = c.knots[j + 1 + k - r];
            const double a = high > low ? (t - low) / (high - low) : 0.0;
            d[j] = {(1 - a) * d[j - 1].x + a * d[j].x, (1 - a) * d[j - 1].y + a * d[j].y,
                    (1 - a) * d[j - 1].w + a * d[j].w};
        }
    }
    return {d[p].x / d[p].w, d[p].y / d[p].w};
}

Point around(const Curve& c, double t) { return c.centre + c.u * std::cos(t) + c.v * std::sin(t); }

}  // namespace

Curve line(Point a, Point b) {
    Curve curve;
    curve.start = a;
    curve.end = b;
    return curve;
}

Curve bulged(Point a, Point b, double bulge) {
    Curve curve = line(a, b);
    const Point chord = b - a;
    const double l = length(chord);
    if (std::abs(bulge) < 1e-9 || !(l > 0.0)) return curve;
    const double radius = l * (1.0 + bulge * bulge) / (4.0 * std::abs(bulge));
    const double apothem = l * (1.0 - bulge * bulge) / (4.0 * bulge);
    curve.kind = Kind::Arc;
    curve.centre = (a + b) * 0.5 + Point{-chord.y, chord.x} * (apothem / l);
    curve.u = {radius, 0.0};
    curve.v = {0.0, radius};
    curve.from = std::atan2(a.y - curve.centre.y, a.x - curve.centre.x);
    curve.sweep = 4.0 * std::atan(bulge);
    return curve;
}

bool Curve::closed() const {
    if (kind == Kind::Arc || kind == Kind::Ellipse) return std::abs(sweep) > 2.0 * kPi - 1e-9;
    if (kind == Kind::Line) return false;
    double size = 0.0;
    for (const Point pole : poles) size = std::max(size, length(pole - start));
    return length(end - start) < 1e-9 * size;
}

Point Curve::at(double fraction) const {
    if (kind != Kind::Spline && fraction <= 0.0) return start;
    if (kind != Kind::Spline && fraction >= 1.0) return end;
    switch (kind) {
        case Kind::Line: return start + (end - start) * fraction;
        case Kind::Arc:
        case Kind::Ellipse: return around(*this, from + fraction * sweep);
        case Kind::Spline: {
            const double low = knots[static_cast<std::size_t>(degree)];
            const double high = knots[poles.size()];
            return spline_point(*this, low + fraction * (high - low));
        }
    }
    return start;
}

std::vector<Point> Curve::sampled(double chord) const {
    if (kind == Kind::Line) return {start, end};
    double reach = 0.0;
    double turns = std::abs(sweep);
    if (kind == Kind::Spline) {
        for (std::size_t i = 1; i < poles.size(); ++i) reach += length(poles[i] - poles[i - 1]);
        // A spline turns at most once around for every few poles.
        turns = kPi * static_cast<double>(poles.size());
        reach /= std::max(turns, 1.0);
    } else {
        reach = std::max(length(u), length(v));
    }
    const double step =
        2.0 * std::acos(std::clamp(1.0 - chord / std::max(reach, chord), 0.0, 1.0 - 1e-9));
    const int n = std::clamp(static_cast<int>(std::ceil(turns / step)), 8, 256);
    std::vector<Point> points;
    points.reserve(static_cast<std::size_t>(n) + 1);
    for (int i = 0; i <= n; ++i) points.push_back(at(static_cast<double>(i) / n));
    return points;
}

Curve Curve::turned() const {
    Curve curve = *this;
    std::swap(curve.start, curve.end);
    if (kind == Kind::Arc || kind == Kind::Ellipse) {
        curve.from = from + sweep;
        curve.sweep = -sweep;
    } else if (kind == Kind::Spline) {
        std::reverse(curve.poles.begin(), curve.poles.end());
        std::reverse(curve.weights.begin(), curve.weights.end());
        const double sum = knots.front() + knots.back();
        std::reverse(curve.knots.begin(), curve.knots.end());
        for (double& knot : curve.knots) knot = sum - knot;
    }
    return curve;
}

Affine Affine::after(const Affine& first) const {
    Affine both;
    both.xx = xx * first.xx + xy * first.yx;
    both.xy = xx * first.xy + xy * first.yy;
    both.yx = yx * first.xx + yy * first.yx;
    both.yy = yx * first.xy + yy * first.yy;
    both.shift = (*this)(first.shift);
    return both;
}

Curve applied(const Affine& affine, const Curve& curve) {
    Curve result = curve;
    result.start = affine(curve.start);
    result.end = affine(curve.end);
    for (Point& pole : result.poles) pole = affine(pole);
    if (curve.kind != Kind::Arc && curve.kind != Kind::Ellipse) return result;
    result.centre = affine(curve.centre);
    result.u = affine.linear(curve.u);
    result.v = affine.linear(curve.v);
    // Conjugate diameters turned to the principal axes, so that they are at right angles.
    const double uu = dot(result.u, result.u);
    const double vv = dot(result.v, result.v);
    const double uv = dot(result.u, result.v);
    if (std::abs(uv) > 1e-12 * (uu + vv)) {
        const double t = 0.5 * std::atan2(2.0 * uv, uu - vv);
        const Point u = result.u * std::cos(t) + result.v * std::sin(t);
        const Point v = result.v * std::cos(t) - result.u * std::sin(t);
        result.u = u;
        result.v = v;
        result.from -= t;
    }
    const double ru = length(result.u);
    const double rv = length(result.v);
    result.kind = std::abs(ru - rv) <= 1e-9 * (ru + rv) ? Kind::Arc : Kind::Ellipse;
    return result;
}

}  // namespace millrace::cad::dxf
