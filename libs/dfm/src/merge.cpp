#include "merge.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <tuple>

namespace millrace::dfm {

namespace {

std::size_t root_of(std::vector<std::size_t>& parent, std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

void append_new(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& from) {
    to.insert(to.end(), from.begin(), from.end());
    std::sort(to.begin(), to.end());
    to.erase(std::unique(to.begin(), to.end()), to.end());
}

}  // namespace

std::vector<Reading> merge_connected(std::vector<Reading> readings, bool by_face,
                                     const std::function<bool(double, double)>& worse) {
    std::vector<std::size_t> parent(readings.size());
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    std::map<std::uint32_t, std::size_t> first_with_face;
    std::map<std::tuple<double, double, double>, std::size_t> first_at_point;
    const auto join = [&](std::size_t a, std::size_t b) {
        const std::size_t low = std::min(root_of(parent, a), root_of(parent, b));
        parent[root_of(parent, a)] = low;
        parent[root_of(parent, b)] = low;
    };
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (by_face) {
            for (const std::uint32_t face : readings[i].place.faces) {
                join(i, first_with_face.try_emplace(face, i).first->second);
            }
        }
        for (const geom::Vec3 p : readings[i].place.points) {
            join(i, first_at_point.try_emplace({p.x, p.y, p.z}, i).first->second);
        }
    }
    std::vector<Reading> merged;
    std::map<std::size_t, std::size_t> slot_of_root;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        const auto [slot, added] = slot_of_root.try_emplace(root_of(parent, i), merged.size());
        if (added) {
            merged.push_back(std::move(readings[i]));
            continue;
        }
        Reading& into = merged[slot->second];
        if (worse(readings[i].value, into.value)) std::swap(into, readings[i]);
        append_new(into.place.faces, readings[i].place.faces);
        into.place.points.insert(into.place.points.end(), readings[i].place.points.begin(),
                                 readings[i].place.points.end());
    }
    return merged;
}

std::vector<Reading> merge_equal(std::vector<Reading> readings) {
    constexpr double kStep = 1e-6;  // what sizes of one file differ by
    std::map<std::pair<long long, std::string>, std::size_t> slots;
    std::vector<Reading> merged;
    for (Reading& reading : readings) {
        const std::pair key{std::llround(reading.value / kStep), reading.detail.english()};
        const auto [slot, added] = slots.try_emplace(key, merged.size());
        if (added) {
            merged.push_back(std::move(reading));
            continue;
        }
        Reading& into = merged[slot->second];
        into.places += reading.places;
        append_new(into.place.faces, reading.place.faces);
        into.place.points.insert(into.place.points.end(), reading.place.points.begin(),
                                 reading.place.points.end());
    }
    return merged;
}

}  // namespace millrace::dfm
