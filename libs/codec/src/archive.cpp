#include "archive.h"

#include <chrono>
#include <cstdio>

namespace millrace::codec {
namespace {

// "26.75": what people read beside the exact minor units.
std::string amount_text(const Money& money) {
    const std::string text = to_string(money);
    return text.substr(0, text.find(' '));
}

// Reads `count` digits at `at`; -1 when one of them is not a digit.
int digits(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

}  // namespace

std::string instant_text(Instant instant) {
    using namespace std::chrono;
    const auto day = floor<days>(instant);
    const year_month_day date{day};
    const hh_mm_ss time{instant - day};
    char text[64];
    std::snprintf(
        text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
    return text;
}

std::optional<Instant> parse_instant(std::string_view text) {
    using namespace std::chrono;
    constexpr std::string_view shape = "0000-00-00T00:00:00.000Z";
    if (text.size() != shape.size()) return std::nullopt;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == '0' ? !digit : text[i] != shape[i]) return std::nullopt;
    }
    const year_month_day date{year{digits(text, 0, 4)},
                              month{static_cast<unsigned>(digits(text, 5, 2))},
                              day{static_cast<unsigned>(digits(text, 8, 2))}};
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    return Instant{sys_days{date}} + hours{hour} + minutes{minute} + seconds{second} +
           milliseconds{digits(text, 20, 3)};
}

Json encode_money(const Money& money) {
    Json object = Json::object();
    object["amount_minor"] = money.minor();
    object["currency"] = std::string{money.currency().code()};
    object["amount"] = amount_text(money);
    return object;
}

void decode_money(const Json& node, const std::string& path, Problems& problems, Money& money) {
    std::int64_t minor = 0;
    std::string code;
    std::string amount;
    {
        ObjectReader object{node, path, problems};
        object.read("amount_minor", minor);
        object.read("currency", code);
        object.read("amount", amount);
    }
    const auto currency = Currency::make(code);
    if (!currency) return problems.add(path + ".currency is not three capital letters");
    money = Money{minor, currency.value()};
    if (amount != amount_text(money))
        problems.add(path + ".amount is '" + amount + "', but amount_minor says " +
                     amount_text(money));
}

}  // namespace millrace::codec
