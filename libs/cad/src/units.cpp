#include "units.h"

#include <array>
#include <string>

#include "reader.h"

namespace millrace::cad {
namespace {

// What people upload: from a small nut to something that still fits a large machine.
constexpr double kPlausibleMin_mm = 5.0;
constexpr double kPlausibleMax_mm = 1000.0;

Text plural(LengthUnit unit) {
    switch (unit) {
        case LengthUnit::Micrometre: return say("cad.micrometres", "micrometres");
        case LengthUnit::Millimetre: return say("cad.millimetres", "millimetres");
        case LengthUnit::Centimetre: return say("cad.centimetres", "centimetres");
        case LengthUnit::Metre: return say("cad.metres", "metres");
        case LengthUnit::Inch: return say("cad.inches", "inches");
        case LengthUnit::Foot: return say("cad.feet", "feet");
    }
    return {};
}

std::optional<LengthUnit> plausible_unit(double diagonal) {
    // In the order in which CAD systems and scanners usually cause the mistake.
    constexpr std::array kTooSmall = {LengthUnit::Inch, LengthUnit::Metre, LengthUnit::Centimetre};
    constexpr std::array kTooLarge = {LengthUnit::Micrometre};
    const auto fits = [&](LengthUnit unit) {
        const double mm = diagonal * to_mm(one(unit));
        return mm >= kPlausibleMin_mm && mm <= kPlausibleMax_mm;
    };
    if (diagonal < 0.5) {  // in inches still under half an inch: metres are the likelier export
        if (fits(LengthUnit::Metre)) return LengthUnit::Metre;
    }
    if (diagonal < kPlausibleMin_mm) {
        for (const LengthUnit unit : kTooSmall)
            if (fits(unit)) return unit;
    } else {
        for (const LengthUnit unit : kTooLarge)
            if (fits(unit)) return unit;
    }
    return std::nullopt;
}

}  // namespace

std::string_view to_string(LengthUnit unit) {
    switch (unit) {
        case LengthUnit::Micrometre: return "um";
        case LengthUnit::Millimetre: return "mm";
        case LengthUnit::Centimetre: return "cm";
        case LengthUnit::Metre: return "m";
        case LengthUnit::Inch: return "in";
        case LengthUnit::Foot: return "ft";
    }
    return "mm";
}

Length one(LengthUnit unit) {
    switch (unit) {
        case LengthUnit::Micrometre: return from_mm(0.001);
        case LengthUnit::Millimetre: return from_mm(1.0);
        case LengthUnit::Centimetre: return from_mm(10.0);
        case LengthUnit::Metre: return from_mm(1000.0);
        case LengthUnit::Inch: return from_mm(25.4);
        case LengthUnit::Foot: return from_mm(304.8);
    }
    return from_mm(1.0);
}

Units units_of_unitless_mesh(const std::optional<LengthUnit>& stated, double diagonal) {
    Units units;
    if (stated) {
        units.unit = *stated;
        units.source = UnitSource::Stated;
        units.reason = say("cad.unit_stated", "You stated {unit}.", {{"unit", plural(*stated)}});
        return units;
    }
    units.source = UnitSource::Guessed;
    const Number size = number_of(diagonal, "mm");
    if (diagonal >= kPlausibleMin_mm && diagonal <= kPlausibleMax_mm) {
        units.reason = say("cad.unit_plausible",
                           "The file stores no unit; taken as millimetres, which makes the "
                           "diagonal {size}.",
                           {{"size", size}});
        return units;
    }
    units.doubtful = true;
    units.suggestion = plausible_unit(diagonal);
    units.reason = diagonal > kPlausibleMax_mm
                       ? say("cad.unit_large",
                             "The file stores no unit; in millimetres the part would measure "
                             "{size} across its diagonal.",
                             {{"size", size}})
                       : say("cad.unit_small",
                             "The file stores no unit; in millimetres the part would measure only "
                             "{size} across its diagonal.",
                             {{"size", size}});
    if (units.suggestion) {
        const double suggested = diagonal * to_mm(one(*units.suggestion));
        units.reason = say("cad.unit_suggestion", "{doubt} In {unit} it would be {size}.",
                           {{"doubt", units.reason},
                            {"unit", plural(*units.suggestion)},
                            {"size", number_of(suggested, "mm")}});
    }
    return units;
}

}  // namespace millrace::cad
