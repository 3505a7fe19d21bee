// A reader that does what the request asks for: "crash", "loop", "eat", "chatter", "lie", "leave".
// It stands for a geometry kernel that meets a bad file.
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <new>
#include <vector>

#include "confine.h"
#include "wire.h"

using namespace millrace::cad;

namespace {

void eat_memory() {
    std::vector<std::vector<char>> kept;
    try {
        while (true) kept.emplace_back(std::size_t{8} << 20, 'x');
    } catch (const std::bad_alloc&) {
        _exit(kExitOutOfMemory);
    }
}

void send(FrameKind kind, std::string_view text) {
    const auto number = static_cast<std::uint32_t>(kind);
    const std::uint64_t size = text.size();
    bool sent = ::write(1, &number, 4) == 4;
    sent = sent && ::write(1, &size, 8) == 8;
    sent = sent && ::write(1, text.data(), text.size()) > 0;
    if (!sent) _exit(1);
}

}  // namespace

int main() {
    struct stat info {};
    ::fstat(0, &info);
    const auto size = static_cast<std::size_t>(info.st_size);
    const void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, 0, 0);
    RequestHeader header;
    std::memcpy(&header, data, sizeof header);
    const std::string_view order{static_cast<const char*>(data) + sizeof header,
                                 size - sizeof header};
    if (!confine_this_process({header.memory_bytes_max, header.cpu_seconds_max}).empty()) return 1;
    send(FrameKind::Step, "parse");
    if (order == "crash") {
        std::signal(SIGSEGV, SIG_DFL);  // sanitizers catch it and leave with a status instead
        std::raise(SIGSEGV);
    }
    if (order == "eat") eat_memory();
    if (order == "lie") send(FrameKind::Answer, "\x01 this is no model");
    if (order == "leave") return 5;
    volatile bool forever = order == "loop";
    while (forever) {
    }
    if (order == "sleep") ::sleep(1000);
    return 0;
}
