// What rules ask of tolerances, datums, threads and roughness, as far as the file states them. What
// nobody stated cannot be broken.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <numbers>

#include "measure.h"
#include "millrace/facts/threads.h"
#include "sentences.h"

namespace millrace::dfm {

namespace {

using geom::Vec3;

// A closer tolerance than this is a fit, which no metal print holds without machining (LPB-11b).
constexpr double kFit_mm = 0.1;

bool asks_basic(const geom::Pmi& pmi) {
    return std::find(pmi.modifiers.begin(), pmi.modifiers.end(), "theoretical") !=
           pmi.modifiers.end();
}

/// Half of what a dimension may vary, or of a tolerance zone.
std::optional<double> half_width(const geom::Pmi& pmi) {
    if (pmi.kind == geom::PmiKind::Dimension) {
        if (asks_basic(pmi) || !pmi.upper || !pmi.lower) return std::nullopt;
        const double half = (*pmi.upper - *pmi.lower) / 2.0;
        return half > 0.0 ? std::optional{half} : std::nullopt;
    }
    if (pmi.kind == geom::PmiKind::Tolerance && pmi.nominal && *pmi.nominal > 0.0)
        return *pmi.nominal / 2.0;
    return std::nullopt;
}

facts::Place place_of(const Subject& subject, const geom::Pmi& pmi) {
    facts::Place place;
    for (const std::uint32_t face : pmi.faces) {
        if (face >= subject.model.faces.size()) continue;
        place.faces.push_back(face);
        if (place.points.empty()) place.points.push_back(subject.model.faces[face].centroid);
    }
    return place;
}

/// As the file says it, or by its type where it gives no text.
Text stated(const geom::Pmi& pmi) {
    return say("dfm.stated", "{text}", {{"text", pmi.text.empty() ? pmi.type : pmi.text}});
}

/// One reading for each statement that `value` gives a number for.
template <class Value>
Measured each_statement(const Subject& subject, Value value) {
    Measured measured;
    for (const geom::Pmi& pmi : subject.model.pmi) {
        if (const std::optional<double> v = value(pmi))
            measured.readings.push_back({*v, place_of(subject, pmi), stated(pmi)});
    }
    return measured;
}

bool is_length(const geom::Pmi& pmi) {
    return pmi.kind == geom::PmiKind::Dimension && !pmi.angular;
}

/// Number after "Ra" in a text, with a point or a comma: "Ra 0.8", "Ra=3,2".
std::optional<double> roughness_in(std::string_view text) {
    for (std::size_t at = text.find("Ra"); at != std::string_view::npos;
         at = text.find("Ra", at + 1)) {
        if (at > 0 && std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0) continue;
        std::size_t i = at + 2;
        while (i < text.size() && (text[i] == ' ' || text[i] == '=' || text[i] == ':')) ++i;
        double value = 0.0;
        double place = 0.0;
        bool digits = false;
        for (; i < text.size(); ++i) {
            const char c = text[i];
            if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
                digits = true;
                value = place == 0.0 ? value * 10.0 + (c - '0') : value + place * (c - '0');
                if (place > 0.0) place /= 10.0;
            } else if ((c == '.' || c == ',') && place == 0.0) {
                place = 0.1;
            } else {
                break;
            }
        }
        if (digits && value > 0.0) return value;
    }
    return std::nullopt;
}

Text described(const facts::Feature& hole, const facts::ThreadSize& size, double depth_mm) {
    (void)size;
    return say("dfm.thread", "{thread} × {depth}",
               {{"thread", hole.thread}, {"depth", amount(depth_mm, "mm")}});
}

/// Length of thread that the file states for the faces of a hole.
std::optional<Length> stated_length(const Subject& subject, const facts::Feature& hole) {
    for (const geom::Pmi& pmi : subject.model.pmi) {
        const bool here = std::any_of(pmi.faces.begin(), pmi.faces.end(), [&](std::uint32_t face) {
            return std::binary_search(hole.place.faces.begin(), hole.place.faces.end(), face);
        });
        if (!here || facts::thread_in_text(pmi.text).empty()) continue;
        if (const auto length = facts::thread_length_in_text(pmi.text)) return length;
    }
    return std::nullopt;
}

/// Threads that the file states for holes; a diameter alone may as well be a plain hole. Without a
/// length the whole hole is threaded, as on a drawing.
template <class Value>
Measured each_tapped_hole(const Subject& subject, Value value) {
    Measured measured;
    for (const facts::Feature& hole : subject.facts.features.list) {
        if (hole.kind != facts::FeatureKind::Hole || !hole.thread_stated) continue;
        const auto size = facts::thread_size(hole.thread);
        if (!size) continue;
        const double whole = to_mm(hole.depth);
        const auto length = stated_length(subject, hole);
        const double depth = length ? std::min(whole, to_mm(*length)) : whole;
        measured.readings.push_back(
            {value(*size, depth), hole.place, described(hole, *size, depth), to_mm(size->nominal)});
    }
    return measured;
}

bool coaxial(const facts::Turning& turning, const geom::Face& face) {
    const Vec3 out = face.origin - turning.origin;
    const Vec3 off = out - turning.axis * dot(out, turning.axis);
    return geom::length(off) < 0.01 && std::abs(dot(face.axis, turning.axis)) > 0.9998;
}

/// What lies beyond one end of a thread on the profile: the groove before the next shoulder, or
/// nothing where the thread runs off a free end.
std::optional<double> run_out_mm(const facts::Turning& turning, double end_mm, double radius_mm,
                                 bool upwards) {
    constexpr double kSame_mm = 0.02;
    double groove = 0.0;
    const std::size_t n = turning.profile.size();
    for (std::size_t k = 0; k < n; ++k) {
        const facts::TurnedSection& section = turning.profile[upwards ? k : n - 1 - k];
        const double near = to_mm(upwards ? section.from : section.to);
        const double far = to_mm(upwards ? section.to : section.from);
        if (upwards ? far <= end_mm + kSame_mm : far >= end_mm - kSame_mm) continue;
        const double start = upwards ? std::max(near, end_mm) : std::min(near, end_mm);
        const double radius = std::max(to_mm(section.radius_from), to_mm(section.radius_to));
        if (radius > radius_mm + kSame_mm) return groove;
        groove += std::abs(far - start);
    }
    return std::nullopt;
}

}  // namespace

Measured tolerance_over_process(const Subject& subject) {
    const catalog::Capabilities& can = subject.catalog.capabilities;
    bool unknown = false;
    Measured measured = each_statement(subject, [&](const geom::Pmi& pmi) {
        const auto half = half_width(pmi);
        if (!is_length(pmi) || !half || !pmi.nominal) return std::optional<double>{};
        const auto held = can.tolerance_mm(subject.context.process, std::abs(*pmi.nominal));
        unknown = unknown || !held;
        return held ? std::optional{*half / *held} : std::nullopt;
    });
    if (unknown && measured.readings.empty())
        return missing(say("dfm.no_process_tolerance",
                           "how closely the process holds sizes is not in the catalogue"));
    return measured;
}

Measured tolerance_half_width(const Subject& subject) {
    return each_statement(
        subject, [](const geom::Pmi& pmi) { return pmi.angular ? std::nullopt : half_width(pmi); });
}

Measured angle_half_width(const Subject& subject) {
    return each_statement(subject, [](const geom::Pmi& pmi) {
        const auto half = half_width(pmi);
        if (!pmi.angular || pmi.kind != geom::PmiKind::Dimension || !half)
            return std::optional<double>{};
        return std::optional{*half * 180.0 / std::numbers::pi};
    });
}

Measured mould_tolerance(const Subject& subject) {
    return each_statement(subject, [](const geom::Pmi& pmi) {
        const auto half = half_width(pmi);
        if (!is_length(pmi) || !half || !pmi.nominal) return std::optional<double>{};
        // What moulded parts shrink apart (rule IM-21).
        return std::optional{*half / (0.08 + 0.002 * std::abs(*pmi.nominal))};
    });
}

Measured requested_roughness(const Subject& subject) {
    return each_statement(subject, [](const geom::Pmi& pmi) { return roughness_in(pmi.text); });
}

// The part is made as it is drawn, so there is nothing left to machine where the file has a datum.
Measured stock_on_datums(const Subject& subject) {
    return each_statement(subject, [](const geom::Pmi& pmi) {
        const bool datum = pmi.kind == geom::PmiKind::Datum && !pmi.faces.empty();
        return datum ? std::optional{0.0} : std::nullopt;
    });
}

Measured stock_on_fits(const Subject& subject) {
    return each_statement(subject, [](const geom::Pmi& pmi) {
        const auto half = half_width(pmi);
        return !pmi.angular && half && *half < kFit_mm ? std::optional{0.0} : std::nullopt;
    });
}

Measured thread_slenderness(const Subject& subject) {
    return each_tapped_hole(subject, [](const facts::ThreadSize& size, double depth) {
        return depth / to_mm(size.nominal);
    });
}

Measured thread_diameter(const Subject& subject) {
    return each_tapped_hole(
        subject, [](const facts::ThreadSize& size, double) { return to_mm(size.nominal); });
}

Measured thread_run_out(const Subject& subject) {
    const facts::Turning& turning = subject.facts.turning;
    if (!turning.recognised) return not_applicable();
    Measured measured;
    for (const geom::Pmi& pmi : subject.model.pmi) {
        const std::string name = facts::thread_in_text(pmi.text);
        const auto size = facts::thread_size(name);
        if (!size) continue;
        for (const std::uint32_t f : pmi.faces) {
            if (f >= subject.model.faces.size()) continue;
            const geom::Face& face = subject.model.faces[f];
            if (face.kind != geom::SurfaceKind::Cylinder || face.concave || !coaxial(turning, face))
                continue;
            const auto level = [&](double along) {
                return dot(face.origin + face.axis * along - turning.origin, turning.axis);
            };
            const double low = std::min(level(face.axial_min_mm), level(face.axial_max_mm));
            const double high = std::max(level(face.axial_min_mm), level(face.axial_max_mm));
            // A thread that is shorter than its cylinder runs out on it.
            const auto length = facts::thread_length_in_text(pmi.text);
            const double spare = length ? std::max(0.0, high - low - to_mm(*length)) : 0.0;
            for (const bool upwards : {false, true}) {
                const auto groove =
                    run_out_mm(turning, upwards ? high : low, face.radius_mm, upwards);
                if (!groove) continue;
                measured.readings.push_back(
                    {(*groove + spare) / to_mm(size->pitch),
                     {{f}, {turning.origin + turning.axis * (upwards ? high : low)}},
                     say("dfm.name", "{name}", {{"name", name}}),
                     to_mm(size->pitch)});
            }
        }
    }
    return measured;
}

}  // namespace millrace::dfm
