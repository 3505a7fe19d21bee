#pragma once

// Which parts of a surface a mould half can be pulled off: rays along the pull.

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "true_surface.h"

namespace millrace::facts::moulding {

/// Halves that can be pulled off a place, as bits.
inline constexpr std::uint8_t kPlus = 1;   ///< the half that opens along +pull
inline constexpr std::uint8_t kMinus = 2;  ///< the half that opens along -pull

/// A part of one triangle that is looked at as a whole.
struct Piece {
    std::array<geom::Vec3, 3> corner;
    std::uint32_t triangle = 0;
    double area_mm2 = 0.0;
    double longest_mm = 0.0;

    [[nodiscard]] geom::Vec3 middle() const { return (corner[0] + corner[1] + corner[2]) / 3.0; }
};

/// A piece with its answer.
struct Escape {
    Piece piece;
    std::uint8_t halves = 0;  ///< kPlus, kMinus, both or none; of its middle where that leaves
    double released = 1.0;    ///< share of its probes that any half can leave

    [[nodiscard]] bool undercut() const { return released < 0.5; }
};

/// The answer for one pull.
struct EscapeMap {
    geom::Vec3 pull;
    std::vector<Escape> pieces;        ///< ordered by triangle
    std::vector<std::uint32_t> first;  ///< of each triangle; one more at the end
    double undercut_mm2 = 0.0;
    double undecided_mm2 = 0.0;  ///< area of pieces whose probes disagree: bounds the error
    double projected_mm2 = 0.0;  ///< of the whole part along the pull
};

/// Halves that leave a spot. A wall parallel to the pull is left by sliding along it.
[[nodiscard]] std::uint8_t halves_off(const TrueSurface& surface, const Spot& spot,
                                      geom::Vec3 pull);

/// The surface cut into pieces to start from: every triangle, large ones in parts.
[[nodiscard]] std::vector<Piece> start_pieces(const Surface& surface);

/// Looks at every piece with one probe or four, and cuts those in two whose probes disagree until
/// what is undecided no longer matters or a number of probes is used up. `shared` tells where a
/// shadow may end between small pieces. A map whose undercut passes `undercut_max_mm2` is given up
/// and has at least as much.
[[nodiscard]] EscapeMap find_escapes(
    const TrueSurface& surface, const std::vector<SharedEdge>& shared,
    const std::vector<Piece>& start, geom::Vec3 pull, const CancelToken& cancel,
    double undercut_max_mm2 = std::numeric_limits<double>::infinity());

/// Sums of the map from its pieces, after a change to them.
void add_up(const Surface& surface, EscapeMap& map);

}  // namespace millrace::facts::moulding
