// Sentences: key and arguments, so that a client makes its own of them, and the English one.
// Numbers without unit are plain numbers.
#include <algorithm>

#include "archive.h"
#include "millrace/codec/codec.h"

namespace millrace::codec {
namespace {

constexpr int kDepthMax = 8;

Json encode_number(const Number& number) {
    Json object = {{"value", number_or_null(number.value)}};
    if (!number.unit.empty()) object["unit"] = number.unit;
    if (number.decimals != 2) object["decimals"] = number.decimals;
    return object;
}

Json encode_argument(const TextArgument& argument) {
    if (const auto* number = std::get_if<Number>(&argument.value)) return encode_number(*number);
    if (const auto* word = std::get_if<std::string>(&argument.value)) return Json(*word);
    Json texts = Json::array();
    for (const Text& text : std::get<std::vector<Text>>(argument.value))
        texts.push_back(encode_text(text));
    return texts;
}

Text read_text(const Json& node, int depth);

TextArgument read_argument(const std::string& name, const Json& node, int depth) {
    if (node.is_string()) return {name, node.get<std::string>()};
    if (node.is_array()) {
        std::vector<Text> texts;
        for (const Json& one : node) texts.push_back(read_text(one, depth + 1));
        return {name, std::move(texts)};
    }
    Number number;
    if (node.is_object()) {
        const auto value = node.find("value");
        if (value != node.end() && value->is_number()) number.value = value->get<double>();
        const auto unit = node.find("unit");
        if (unit != node.end() && unit->is_string()) number.unit = unit->get<std::string>();
        const auto decimals = node.find("decimals");
        if (decimals != node.end() && decimals->is_number_integer())
            number.decimals = std::clamp(decimals->get<int>(), -1, 15);
    }
    return {name, number};
}

Text read_text(const Json& node, int depth) {
    if (node.is_string()) return Text::english_only(node.get<std::string>());
    if (!node.is_object() || depth > kDepthMax) return {};
    const auto words = [&](const char* member) {
        const auto found = node.find(member);
        return found != node.end() && found->is_string() ? found->get<std::string>()
                                                         : std::string{};
    };
    std::vector<TextArgument> arguments;
    if (const auto args = node.find("args"); args != node.end() && args->is_object()) {
        for (const auto& [name, value] : args->items())
            arguments.push_back(read_argument(name, value, depth));
    }
    return Text::kept(words("key"), std::move(arguments), words("text"));
}

}  // namespace

Json encode_text(const Text& text) {
    if (text.key().empty()) return Json(text.english());
    Json object = Json::object();
    object["key"] = text.key();
    if (!text.arguments().empty()) {
        Json args = Json::object();
        for (const TextArgument& argument : text.arguments())
            args[argument.name] = encode_argument(argument);
        object["args"] = std::move(args);
    }
    object["text"] = text.english();
    return object;
}

void decode_text(const Json& node, const std::string& path, Problems& problems, Text& text) {
    if (!node.is_string() && !node.is_object()) return problems.add(path + " is not a sentence");
    text = read_text(node, 0);
    if (node.is_object() && (text.key().empty() || text.empty()))
        problems.add(path + " has no key or no text");
}

std::string text_to_stored(const Text& text) {
    if (text.key().empty()) return text.english();
    return encode_text(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Text text_from_stored(const std::string& stored) {
    if (stored.empty() || stored.front() != '{') return Text::english_only(stored);
    const Json tree = Json::parse(stored, nullptr, false);
    if (tree.is_discarded()) return Text::english_only(stored);
    Text text = read_text(tree, 0);
    return text.key().empty() ? Text::english_only(stored) : text;
}

}  // namespace millrace::codec
