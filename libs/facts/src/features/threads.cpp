// Threads by diameter and by text.

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>
#include <string_view>

#include "exact_features.h"

namespace millrace::facts {
namespace {

/// Metric coarse threads: ISO 261, tap drills of ISO 2306, clearance holes of ISO 273, medium.
struct Metric {
    const char* name;
    double nominal_mm;
    double pitch_mm;
    double tap_drill_mm;
    double clearance_mm;
};
constexpr std::array kMetric = {
    Metric{"M1.6", 1.6, 0.35, 1.25, 1.8},  Metric{"M2", 2.0, 0.40, 1.6, 2.4},
    Metric{"M2.5", 2.5, 0.45, 2.05, 2.9},  Metric{"M3", 3.0, 0.50, 2.5, 3.4},
    Metric{"M4", 4.0, 0.70, 3.3, 4.5},     Metric{"M5", 5.0, 0.80, 4.2, 5.5},
    Metric{"M6", 6.0, 1.00, 5.0, 6.6},     Metric{"M8", 8.0, 1.25, 6.8, 9.0},
    Metric{"M10", 10.0, 1.50, 8.5, 11.0},  Metric{"M12", 12.0, 1.75, 10.2, 13.5},
    Metric{"M16", 16.0, 2.00, 14.0, 17.5}, Metric{"M20", 20.0, 2.50, 17.5, 22.0},
    Metric{"M24", 24.0, 3.00, 21.0, 26.0}};

/// Unified threads, ASME B1.1, with their tap drills.
struct Unified {
    const char* name;
    double tap_drill_mm;
};
constexpr std::array kUnified = {
    Unified{"#4-40 UNC", 2.26},   Unified{"#6-32 UNC", 2.71},  Unified{"#8-32 UNC", 3.45},
    Unified{"#10-24 UNC", 3.80},  Unified{"#10-32 UNF", 4.04}, Unified{"1/4-20 UNC", 5.11},
    Unified{"5/16-18 UNC", 6.53}, Unified{"3/8-16 UNC", 7.94}, Unified{"1/2-13 UNC", 10.72}};

// Drills come in steps of 0.1 mm, so a hole within this of a tap drill may be meant for it.
constexpr double kNear_mm = 0.1;
// The diameter of a modelled thread core is computed, not drilled; inch drills have sizes of their
// own, and a wider band would take a plain 8 mm hole for 3/8-16.
constexpr double kCoreNear_mm = 0.03;

bool digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// Length of "12", "1.5" or ".5" at the beginning of a text.
std::size_t number_length(std::string_view text) {
    std::size_t i = 0;
    bool digits = false;
    bool point = false;
    while (i < text.size() && (digit(text[i]) || (text[i] == '.' && !point))) {
        point = point || text[i] == '.';
        digits = digits || digit(text[i]);
        ++i;
    }
    if (i > 0 && text[i - 1] == '.') --i;
    return digits ? i : 0;
}

/// "M6", "M8x1.25", "M8 X 1": the name with a small x and no spaces.
std::string metric_at(std::string_view text) {
    if (text.empty() || text[0] != 'M') return {};
    const std::size_t nominal = number_length(text.substr(1));
    if (nominal == 0) return {};
    const double size = std::stod(std::string{text.substr(1, nominal)});
    if (size < 1.0 || size > 300.0) return {};
    std::string name{text.substr(0, 1 + nominal)};
    std::size_t i = 1 + nominal;
    while (i < text.size() && text[i] == ' ') ++i;
    if (i < text.size() && (text[i] == 'x' || text[i] == 'X')) {
        ++i;
        while (i < text.size() && text[i] == ' ') ++i;
        const std::size_t pitch = number_length(text.substr(i));
        // "M8 x 20" is a screw of 20 mm; pitches stay below 8 mm.
        if (pitch > 0 && std::stod(std::string{text.substr(i, pitch)}) <= 8.0) {
            name += 'x';
            name += text.substr(i, pitch);
        }
        return name;
    }
    if (i < text.size() && (std::isalpha(static_cast<unsigned char>(text[i])) != 0) &&
        i == 1 + nominal) {
        return {};  // "M6A" is a part number
    }
    return name;
}

/// "1/4-20 UNC", "#10-32 UNF", "1-8 UN".
std::string unified_at(std::string_view text) {
    std::size_t i = 0;
    if (i < text.size() && text[i] == '#') ++i;
    const std::size_t first = number_length(text.substr(i));
    if (first == 0) return {};
    i += first;
    if (i < text.size() && text[i] == '/') {
        const std::size_t second = number_length(text.substr(i + 1));
        if (second == 0) return {};
        i += 1 + second;
    }
    if (i >= text.size() || text[i] != '-') return {};
    const std::size_t per_inch = number_length(text.substr(i + 1));
    if (per_inch == 0) return {};
    i += 1 + per_inch;
    const std::string size{text.substr(0, i)};
    while (i < text.size() && (text[i] == ' ' || text[i] == '-')) ++i;
    for (const std::string_view series : {"UNC", "UNF", "UNEF", "UNS", "UN"}) {
        if (text.substr(i, series.size()) == series) return size + ' ' + std::string{series};
    }
    return {};
}

}  // namespace

void state_threads(const geom::BoundaryModel& model, std::vector<Feature>& features) {
    if (!model.exact) return;
    std::vector<std::string> stated(model.faces.size());
    for (std::size_t f = 0; f < model.faces.size(); ++f)
        stated[f] = thread_in_text(model.faces[f].name);
    for (const geom::Pmi& pmi : model.pmi) {
        if (pmi.kind == geom::PmiKind::Tolerance || pmi.kind == geom::PmiKind::Datum) continue;
        const std::string thread = thread_in_text(pmi.text);
        if (thread.empty()) continue;
        for (const std::uint32_t face : pmi.faces) stated[face] = thread;
    }
    for (Feature& feature : features) {
        if (feature.kind != FeatureKind::Hole) continue;
        for (const std::uint32_t face : feature.place.faces) {
            if (stated[face].empty()) continue;
            feature.thread = stated[face];
            feature.thread_stated = true;
            break;
        }
    }
}

std::string thread_for_diameter(double diameter_mm) {
    double best = kNear_mm + 1e-9;
    std::string name;
    const auto consider = [&](double size, double within, const char* use) {
        const double off = std::abs(diameter_mm - size);
        if (off > within || off >= best - 1e-9) return;
        best = off;
        name = use;
    };
    for (const Metric& thread : kMetric) {
        consider(thread.tap_drill_mm, kNear_mm, thread.name);
        // ISO 724: D1 = D - 1.082532 P.
        consider(thread.nominal_mm - 1.082532 * thread.pitch_mm, kCoreNear_mm, thread.name);
        consider(thread.clearance_mm, kNear_mm, "");
    }
    for (const Unified& thread : kUnified) consider(thread.tap_drill_mm, kCoreNear_mm, thread.name);
    return name;
}

std::string thread_in_text(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char before = i == 0 ? ' ' : text[i - 1];
        if (std::isalnum(static_cast<unsigned char>(before)) != 0 || before == '.' ||
            before == '/' || before == '_') {
            continue;
        }
        if (std::string name = metric_at(text.substr(i)); !name.empty()) return name;
        if (std::string name = unified_at(text.substr(i)); !name.empty()) return name;
    }
    return {};
}

std::optional<Length> thread_length_in_text(std::string_view text) {
    for (const std::string_view word : {"\u21A7", "\u25BD", "depth", "DEPTH", "deep", "DEEP"}) {
        std::size_t i = text.find(word);
        if (i == std::string_view::npos) continue;
        i += word.size();
        while (i < text.size() && (text[i] == ' ' || text[i] == ':' || text[i] == '=')) ++i;
        const std::size_t digits = number_length(text.substr(i));
        if (digits > 0) return from_mm(std::stod(std::string{text.substr(i, digits)}));
    }
    return std::nullopt;
}

std::optional<ThreadSize> thread_size(std::string_view designation) {
    constexpr double kInch_mm = 25.4;
    const auto number = [&](std::size_t at) {
        const std::size_t digits = number_length(designation.substr(at));
        return digits > 0 ? std::stod(std::string{designation.substr(at, digits)}) : 0.0;
    };
    if (designation.starts_with('M')) {
        const double nominal = number(1);
        const std::size_t cross = designation.find('x');
        double pitch = cross == std::string_view::npos ? 0.0 : number(cross + 1);
        for (const Metric& thread : kMetric) {
            if (pitch <= 0.0 && std::abs(thread.nominal_mm - nominal) < 1e-9)
                pitch = thread.pitch_mm;
        }
        if (nominal <= 0.0 || pitch <= 0.0) return std::nullopt;
        return ThreadSize{from_mm(nominal), from_mm(pitch)};
    }
    // "1/4-20 UNC", "#10-32 UNF", "1-8 UN": size in inches or a gauge number, threads per inch.
    const std::size_t dash = designation.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const double per_inch = number(dash + 1);
    const bool gauge = designation.starts_with('#');
    double inches = number(gauge ? 1 : 0);
    if (gauge) inches = 0.060 + 0.013 * inches;
    const std::size_t slash = designation.substr(0, dash).find('/');
    if (slash != std::string_view::npos && number(slash + 1) > 0.0) inches /= number(slash + 1);
    if (!(inches > 0.0) || !(per_inch > 0.0)) return std::nullopt;
    return ThreadSize{from_mm(inches * kInch_mm), from_mm(kInch_mm / per_inch)};
}

}  // namespace millrace::facts
