#include "set_ups/cover.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace millrace::facts {
namespace {

using Mask = std::uint64_t;

Mask bit(std::uint32_t direction) { return Mask{1} << direction; }

/// True when `a` lists a smaller index than `b` at the first place where they differ.
bool earlier(Mask a, Mask b) {
    const Mask difference = a ^ b;
    return difference != 0 && (a & (difference & (~difference + 1))) != 0;
}

class Search {
public:
    Search(std::vector<Mask> needs, std::span<const double> area_mm2, std::uint64_t nodes_max)
        : needs_{std::move(needs)}, nodes_left_{nodes_max} {
        for (const double area : area_mm2) gain_.push_back(std::llround(area * 1000.0));
        reduce();
        take_greedily();
    }

    Cover run() {
        visit(0, 0, needs_);
        Cover cover;
        cover.optimal = !out_of_nodes_;
        for (std::uint32_t d = 0; d < kDirectionsMax; ++d) {
            if ((best_ & bit(d)) != 0) cover.chosen.push_back(d);
        }
        return cover;
    }

private:
    /// A need that contains another one is met whenever the other is.
    void reduce() {
        std::sort(needs_.begin(), needs_.end(), [](Mask a, Mask b) {
            const int x = std::popcount(a);
            const int y = std::popcount(b);
            return x != y ? x < y : a < b;
        });
        std::vector<Mask> kept;
        for (const Mask need : needs_) {
            const bool implied = std::any_of(kept.begin(), kept.end(),
                                             [&](Mask other) { return (other & need) == other; });
            if (!implied) kept.push_back(need);
        }
        needs_ = std::move(kept);
    }

    [[nodiscard]] std::int64_t gain(Mask chosen) const {
        std::int64_t sum = 0;
        for (std::uint32_t d = 0; d < gain_.size(); ++d) {
            if ((chosen & bit(d)) != 0) sum += gain_[d];
        }
        return sum;
    }

    /// A first answer that later ones have to beat.
    void take_greedily() {
        std::vector<Mask> open = needs_;
        best_ = 0;
        while (!open.empty()) {
            std::size_t most = 0;
            std::uint32_t pick = 0;
            for (std::uint32_t d = 0; d < gain_.size(); ++d) {
                const auto met = static_cast<std::size_t>(std::count_if(
                    open.begin(), open.end(), [&](Mask need) { return (need & bit(d)) != 0; }));
                if (met > most) most = met, pick = d;
            }
            best_ |= bit(pick);
            std::erase_if(open, [&](Mask need) { return (need & bit(pick)) != 0; });
        }
        best_count_ = std::popcount(best_);
        best_gain_ = gain(best_);
    }

    void offer(Mask chosen) {
        const int count = std::popcount(chosen);
        const std::int64_t area = gain(chosen);
        if (count != best_count_
                ? count > best_count_
                : (area != best_gain_ ? area < best_gain_ : !earlier(chosen, best_))) {
            return;
        }
        best_ = chosen;
        best_count_ = count;
        best_gain_ = area;
    }

    /// Needs that share no allowed direction cost one direction each.
    static int lower_bound(const std::vector<Mask>& open, Mask forbidden) {
        Mask used = 0;
        int count = 0;
        for (const Mask need : open) {
            if ((need & ~forbidden & used) != 0) continue;
            used |= need & ~forbidden;
            ++count;
        }
        return count;
    }

    /// All covers that contain `chosen` and none of `forbidden`; `open` is what is not met yet.
    void visit(Mask chosen, Mask forbidden, const std::vector<Mask>& open) {
        if (open.empty()) return offer(chosen);
        if (nodes_left_ == 0) {
            out_of_nodes_ = true;
            return;
        }
        --nodes_left_;
        if (std::popcount(chosen) + lower_bound(open, forbidden) > best_count_) return;
        const Mask* tightest = nullptr;
        for (const Mask& need : open) {
            const int room = std::popcount(need & ~forbidden);
            if (room == 0) return;
            if (tightest == nullptr || room < std::popcount(*tightest & ~forbidden)) {
                tightest = &need;
            }
        }
        for (Mask rest = *tightest & ~forbidden; rest != 0; rest &= rest - 1) {
            const Mask pick = rest & (~rest + 1);
            std::vector<Mask> left;
            for (const Mask need : open) {
                if ((need & pick) == 0) left.push_back(need);
            }
            visit(chosen | pick, forbidden, left);
            forbidden |= pick;  // covers with this direction have all been seen
        }
    }

    std::vector<Mask> needs_;
    std::vector<std::int64_t> gain_;
    std::uint64_t nodes_left_;
    bool out_of_nodes_ = false;
    Mask best_ = 0;
    int best_count_ = 0;
    std::int64_t best_gain_ = 0;
};

}  // namespace

Cover minimum_cover(std::span<const std::uint64_t> needs, std::span<const double> area_mm2,
                    std::uint64_t nodes_max) {
    return Search{{needs.begin(), needs.end()}, area_mm2, nodes_max}.run();
}

}  // namespace millrace::facts
