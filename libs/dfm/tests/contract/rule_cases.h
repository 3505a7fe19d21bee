#pragma once

// The contract of every rule: a part that passes it and a part that breaks it, or a reason why
// nothing can be checked. One list for each pack; rules_contract_test.cpp holds the catalogue
// against them.

#include <functional>
#include <string>
#include <vector>

#include "../parts.h"

namespace millrace::dfm::contract {

using MakePart = std::function<testing::Part()>;

struct RuleCase {
    std::string rule;
    CheckContext context;
    MakePart good;
    MakePart bad;
    /// Where the part is the same and what is asked differs, as with a material or a quantity.
    std::optional<CheckContext> bad_context = {};
};

/// A rule that no part can break today, and why.
struct Unchecked {
    std::string rule;
    CheckContext context;
    std::string reason;
};

struct Pack {
    std::vector<RuleCase> cases;
    std::vector<Unchecked> unchecked;
};

Pack general_pack();
Pack fdm_pack();
Pack additive_pack();  ///< SLA, SLS, MJF, LPBF
Pack milling_pack();
Pack turning_pack();
Pack sheet_pack();
Pack mould_pack();  ///< moulding and casting

/// The plain block of 100 x 60 x 22 mm on which nothing is wrong.
inline testing::Part plain() { return testing::block(100, 60, 22); }

/// The plain block after `spoil`.
inline MakePart spoiled(std::function<void(testing::Part&)> spoil) {
    return [spoil = std::move(spoil)] {
        testing::Part part = plain();
        spoil(part);
        return part;
    };
}

inline MakePart block_of(double x, double y, double z) {
    return [=] { return testing::block(x, y, z); };
}

/// Any machine and material of a process, standing along +Z.
inline CheckContext process(const std::string& id, bool supported = true) {
    CheckContext context;
    context.process = id;
    context.build_up = geom::Vec3{0, 0, 1};
    context.support_planned = supported;
    return context;
}

}  // namespace millrace::dfm::contract
