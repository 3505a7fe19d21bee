// Finds the code of a rule by the id it has in the catalogue. A rule that is in the catalogue but
// not in a pack ends as "not checked", so adding a row there is safe.

#include <array>

#include "measure.h"
#include "rule_packs.h"

namespace millrace::dfm {

const RuleCode* rule_code(const std::string& id) {
    for (const auto pack :
         {general_rules(), fdm_rules(), sla_rules(), powder_rules(), lpbf_rules(), milling_rules(),
          turning_rules(), sheet_rules(), moulding_rules(), casting_rules()}) {
        for (const RuleCode& code : pack) {
            if (id == code.id) return &code;
        }
    }
    return nullptr;
}

}  // namespace millrace::dfm
