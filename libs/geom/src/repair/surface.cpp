#include "surface.h"

#include <algorithm>
#include <tuple>

namespace millrace::geom::mending {

void connect(Surface& surface) {
    struct Use {
        std::uint32_t low, high, half_edge;
    };
    const std::uint32_t count = surface.half_edges();
    surface.mate.assign(count, kNone);
    surface.branches.clear();
    std::vector<Use> uses(count);
    for (std::uint32_t h = 0; h < count; ++h) {
        const auto [low, high] = std::minmax({surface.from(h), surface.to(h)});
        uses[h] = {low, high, h};
    }
    std::sort(uses.begin(), uses.end(), [](const Use& a, const Use& b) {
        return std::tie(a.low, a.high, a.half_edge) < std::tie(b.low, b.high, b.half_edge);
    });
    for (std::size_t begin = 0; begin < uses.size();) {
        std::size_t end = begin;
        while (end < uses.size() && uses[end].low == uses[begin].low &&
               uses[end].high == uses[begin].high) {
            ++end;
        }
        if (end - begin == 2) {
            surface.mate[uses[begin].half_edge] = uses[begin + 1].half_edge;
            surface.mate[uses[begin + 1].half_edge] = uses[begin].half_edge;
        } else if (end - begin > 2) {
            auto& branch = surface.branches.emplace_back();
            for (std::size_t i = begin; i < end; ++i) branch.push_back(uses[i].half_edge);
        }
        begin = end;
    }
}

Gaps gaps(const Surface& surface) {
    Gaps result;
    result.branching = surface.branches.size();
    result.open =
        static_cast<std::size_t>(std::count(surface.mate.begin(), surface.mate.end(), kNone));
    for (const auto& branch : surface.branches)
        for (const std::uint32_t h : branch) result.open -= surface.mate[h] == kNone ? 1U : 0U;
    return result;
}

bool balanced(const Surface& surface) {
    for (std::uint32_t h = 0; h < surface.half_edges(); ++h) {
        const std::uint32_t g = surface.mate[h];
        if (g != kNone && surface.from(h) == surface.from(g)) return false;
    }
    if (gaps(surface).open > 0) return false;
    return std::all_of(surface.branches.begin(), surface.branches.end(), [&](const auto& branch) {
        const std::uint32_t end = surface.from(branch[0]);
        const auto along = std::count_if(branch.begin(), branch.end(),
                                         [&](std::uint32_t h) { return surface.from(h) == end; });
        return 2 * along == static_cast<std::ptrdiff_t>(branch.size());
    });
}

void keep_triangles(Surface& surface, const std::vector<bool>& keep) {
    surface.mesh = submesh(surface.mesh, keep);
    connect(surface);
}

}  // namespace millrace::geom::mending
