// Any text ends in a value or an error. What is read is written again and must then read to the
// same text: one reader and one writer, no third shape.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "millrace/codec/codec.h"

namespace {

template <class Read, class Write>
void check_round_trip(std::string_view text, const Read& read, const Write& write) {
    const auto value = read(text);
    if (!value) return;
    const std::string once = write(value.value());
    const auto again = read(once);
    if (!again || write(again.value()) != once) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace millrace;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    check_round_trip(text, codec::plan_from_json, codec::plan_to_json);
    check_round_trip(text, codec::offers_from_json, codec::offers_to_json);
    check_round_trip(text, codec::facts_from_json, codec::facts_to_json);
    check_round_trip(text, codec::checks_from_json, codec::checks_to_json);
    const base::EmbeddedFile files[] = {{"shop.json", text},         {"materials.json", text},
                                        {"machines.json", text},     {"tools.json", text},
                                        {"capabilities.json", text}, {"rules.json", text}};
    (void)codec::read_catalog(files);
    return 0;
}
