// Any bytes as an upload form: the first line is the Content-Type, the rest the body. Every part
// must lie inside the body, and parsing twice gives the same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "multipart.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace millrace::http;
    const std::string_view input{reinterpret_cast<const char*>(data), size};
    const std::size_t line = input.find('\n');
    if (line == std::string_view::npos) return 0;
    const auto boundary = multipart_boundary(input.substr(0, line));
    const std::string_view body = input.substr(line + 1);
    const auto parts =
        parse_multipart(body, boundary ? *boundary : std::string{"B"}, MultipartLimits{});
    if (!parts) return 0;
    for (const FormPart& part : *parts) {
        const bool inside = part.content.data() >= body.data() &&
                            part.content.data() + part.content.size() <= body.data() + body.size();
        if (!inside || part.file_name.size() > 255) std::abort();
    }
    return 0;
}
