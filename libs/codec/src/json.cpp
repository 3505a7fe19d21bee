#include "json.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace millrace::codec {
namespace {

// Keeps the names seen in each open object, because the library lets the last duplicate win.
class DuplicateCheck {
public:
    bool operator()(int, Json::parse_event_t event, Json& parsed) {
        if (event == Json::parse_event_t::object_start) {
            open_.emplace_back();
        } else if (event == Json::parse_event_t::object_end) {
            if (!open_.empty()) open_.pop_back();
        } else if (event == Json::parse_event_t::key && !open_.empty()) {
            const auto& key = parsed.get_ref<const std::string&>();
            if (!open_.back().insert(key).second && duplicate.empty()) duplicate = key;
        }
        return true;
    }
    std::string duplicate;

private:
    std::vector<std::set<std::string>> open_;
};

std::size_t line_at(std::string_view text, std::size_t byte) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
    return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

}  // namespace

Result<Json> parse_json(std::string_view text, const std::string& name, std::size_t bytes_max) {
    if (text.size() > bytes_max) {
        return Error{ErrorCode::LimitExceeded,
                     name + " has " + std::to_string(text.size()) + " bytes, the limit is " +
                         std::to_string(bytes_max),
                     {}};
    }
    DuplicateCheck check;
    try {
        Json tree = Json::parse(text.begin(), text.end(), std::ref(check));
        if (!check.duplicate.empty()) {
            return Error{ErrorCode::Syntax,
                         name + ": member '" + check.duplicate + "' occurs twice in one object",
                         {}};
        }
        return tree;
    } catch (const Json::parse_error& error) {
        return Error{
            ErrorCode::Syntax,
            name + " line " + std::to_string(line_at(text, error.byte)) + ": is not valid JSON",
            {}};
    } catch (const Json::exception&) {
        // A number beyond the range of a double.
        return Error{ErrorCode::Syntax, name + ": holds a number that is out of range", {}};
    }
}

std::string Problems::text() const {
    std::string text =
        count_ == 1 ? std::string{"1 problem: "} : std::to_string(count_) + " problems: ";
    for (std::size_t i = 0; i < list_.size(); ++i) text += (i == 0 ? "" : "; ") + list_[i];
    if (count_ > list_.size()) text += "; and more";
    return text;
}

ObjectReader::ObjectReader(const Json& node, std::string path, Problems& problems)
    : node_{node}, path_{std::move(path)}, problems_{problems} {
    if (!node_.is_object()) problems_.add(path_ + " is not an object");
}

ObjectReader::~ObjectReader() {
    if (!node_.is_object()) return;
    for (const auto& [name, value] : node_.items()) {
        if (!asked_.count(name)) problems_.add(path_of(name.c_str()) + " is not a known member");
    }
}

std::string ObjectReader::path_of(const char* name) const {
    return path_.empty() || path_.ends_with(' ') ? path_ + name : path_ + "." + name;
}

std::string ObjectReader::element_path(const char* name, const Json& node,
                                       std::size_t index) const {
    if (node.is_object()) {
        const auto id = node.find("id");
        if (id != node.end() && id->is_string())
            return path_of(name) + "/" + id->get_ref<const std::string&>();
    }
    return path_of(name) + "[" + std::to_string(index) + "]";
}

bool ObjectReader::has(const char* name) const { return node_.is_object() && node_.contains(name); }

const Json* ObjectReader::member(const char* name) {
    if (!node_.is_object()) return nullptr;
    asked_.insert(name);
    const auto found = node_.find(name);
    if (found != node_.end()) return &*found;
    problem(name, "is missing");
    return nullptr;
}

void ObjectReader::problem(const char* name, std::string message) {
    problems_.add(path_of(name) + " " + std::move(message));
}

void ObjectReader::read(const char* name, std::string& value) {
    const Json* node = member(name);
    if (node == nullptr) return;
    if (!node->is_string()) return problem(name, "is not text");
    value = node->get<std::string>();
}

void ObjectReader::read(const char* name, bool& value) {
    const Json* node = member(name);
    if (node == nullptr) return;
    if (!node->is_boolean()) return problem(name, "is neither true nor false");
    value = node->get<bool>();
}

void ObjectReader::read(const char* name, double& value) {
    const Json* node = member(name);
    if (node == nullptr) return;
    if (!node->is_number()) return problem(name, "is not a number");
    value = node->get<double>();
}

void ObjectReader::read(const char* name, std::int64_t& value) {
    const Json* node = member(name);
    if (node == nullptr) return;
    const bool fits = node->is_number_integer() &&
                      !(node->is_number_unsigned() &&
                        node->get<std::uint64_t>() >
                            static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
    if (!fits) return problem(name, "is not a whole number");
    value = node->get<std::int64_t>();
}

void ObjectReader::read(const char* name, int& value) {
    std::int64_t wide = value;
    read(name, wide);
    if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max())
        return problem(name, "is out of range");
    value = static_cast<int>(wide);
}

void ObjectReader::read(const char* name, std::uint32_t& value) {
    std::int64_t wide = value;
    read(name, wide);
    if (wide < 0 || wide > std::numeric_limits<std::uint32_t>::max())
        return problem(name, "is out of range");
    value = static_cast<std::uint32_t>(wide);
}

void ObjectReader::read(const char* name, std::vector<std::string>& value) {
    read_array(name, [&](const Json& node, const std::string& path) {
        if (node.is_string()) {
            value.push_back(node.get<std::string>());
        } else {
            problems_.add(path + " is not text");
        }
    });
}

void ObjectReader::read(const char* name, std::vector<double>& value) {
    value.clear();
    read_array(name, [&](const Json& node, const std::string& path) {
        if (node.is_number()) {
            value.push_back(node.get<double>());
        } else {
            problems_.add(path + " is not a number");
        }
    });
}

void ObjectReader::read_numbers(const Json& node, const char* name, double* values,
                                std::size_t count) {
    const bool valid =
        node.is_array() && node.size() == count &&
        std::all_of(node.begin(), node.end(), [](const Json& one) { return one.is_number(); });
    if (!valid) return problem(name, "is not an array of " + std::to_string(count) + " numbers");
    for (std::size_t i = 0; i < count; ++i) values[i] = node[i].get<double>();
}

Json number_or_null(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

}  // namespace millrace::codec
