#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "millrace/geom/pmi.h"

namespace millrace::cad {

/// A statement and the numbers of the ADVANCED_FACE entities that it is about; `pmi.faces` is
/// empty.
struct Part21Pmi {
    geom::Pmi pmi;
    std::vector<std::uint64_t> faces;  ///< ascending
};

inline constexpr std::size_t kPmiMax = 20'000;       ///< statements read from one file
inline constexpr std::size_t kPmiFacesMax = 10'000;  ///< faces of one statement

/// Semantic dimensions, tolerances, datums, threads and notes of an AP242, AP214 or AP203 file, in
/// the order of their numbers. Any text gives an answer; what is not understood is left out.
/// Cost: one pass over the text when it holds any, a search for one word when it does not.
/// Source: ISO 10303-47, ISO 10303-242, and the recommended practices of the CAx Implementor Forum
/// for the representation of product and manufacturing information.
[[nodiscard]] std::vector<Part21Pmi> read_part21_pmi(std::string_view text);

}  // namespace millrace::cad
