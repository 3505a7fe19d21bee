#include "i18n.h"

#include <cmath>

namespace millrace::http {
namespace {

using Json = nlohmann::json;

Json value_of(const TextArgument& argument);

Json key_and_args(const Text& text) {
    Json args = Json::object();
    for (const TextArgument& argument : text.arguments()) args[argument.name] = value_of(argument);
    return {{"key", text.key()}, {"args", std::move(args)}};
}

Json value_of(const TextArgument& argument) {
    if (const auto* number = std::get_if<Number>(&argument.value))
        return {{"value", std::isfinite(number->value) ? Json(number->value) : Json(nullptr)},
                {"unit", number->unit},
                {"decimals", number->decimals}};
    if (const auto* word = std::get_if<std::string>(&argument.value)) return Json(*word);
    Json texts = Json::array();
    for (const Text& text : std::get<std::vector<Text>>(argument.value)) {
        Json one = key_and_args(text);
        one["text"] = text.english();
        texts.push_back(std::move(one));
    }
    return texts;
}

}  // namespace

Json i18n(const Text& text) { return text.translatable() ? key_and_args(text) : Json(nullptr); }

Json i18n(const std::vector<Text>& texts) {
    Json list = Json::array();
    for (const Text& text : texts) list.push_back(i18n(text));
    return list;
}

Json english(const std::vector<Text>& texts) {
    Json list = Json::array();
    for (const Text& text : texts) list.push_back(text.english());
    return list;
}

}  // namespace millrace::http
