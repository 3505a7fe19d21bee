#pragma once

// Names and allowed ranges of the figures of a machine profile, for everything that walks them: the
// reader of catalogue files, the validation, a table on a screen.

#include <span>
#include <string_view>

#include "millrace/catalog/catalog.h"

namespace millrace::catalog {

/// One figure of a profile: a real number or a count, exactly one of the two pointers is set.
template <class Profile>
struct ProfileField {
    std::string_view name;  ///< as in files: with its unit
    double Profile::*real = nullptr;
    int Profile::*count = nullptr;
    double low = 0.0;  ///< allowed range, both ends included
    double high = 0.0;

    [[nodiscard]] double value(const Profile& profile) const;
};

/// Every figure of the profile, in the order of its struct.
[[nodiscard]] std::span<const ProfileField<FdmProfile>> fdm_fields();
[[nodiscard]] std::span<const ProfileField<MillingProfile>> milling_fields();

}  // namespace millrace::catalog
