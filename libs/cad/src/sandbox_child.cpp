// The child's side of the sandbox. It believes nothing about its input except the fixed header its
// parent wrote, and gives up its rights before it looks at the first foreign byte.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <new>

#include "confine.h"
#include "wire.h"

namespace millrace::cad {
namespace {

/// Writes everything or gives up the process: without its parent there is nobody to answer to.
void write_all(int out, const void* data, std::size_t size) {
    const char* at = static_cast<const char*>(data);
    while (size > 0) {
        const ssize_t n = ::write(out, at, size);
        if (n <= 0) _exit(kExitBadRequest);
        at += n;
        size -= static_cast<std::size_t>(n);
    }
}

void write_frame(int out, FrameKind kind, const void* data, std::size_t size) {
    const auto number = static_cast<std::uint32_t>(kind);
    const std::uint64_t length = size;
    char head[12];
    std::memcpy(head, &number, 4);
    std::memcpy(head + 4, &length, 8);
    write_all(out, head, sizeof head);
    write_all(out, data, size);
}

struct Request {
    RequestHeader header;
    std::span<const std::byte> bytes;
};

bool map_request(Request& request) {
    struct stat info {};
    if (::fstat(STDIN_FILENO, &info) != 0) return false;
    const auto size = static_cast<std::size_t>(info.st_size);
    if (size < sizeof(RequestHeader)) return false;
    void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
    if (data == MAP_FAILED) return false;
    std::memcpy(&request.header, data, sizeof request.header);
    const RequestHeader& header = request.header;
    if (header.magic != kRequestMagic || header.file_bytes != size - sizeof header) return false;
    request.bytes = {static_cast<const std::byte*>(data) + sizeof header, size - sizeof header};
    return true;
}

/// The pipe moves out of the way of printf: whatever a library prints goes nowhere.
int private_output() {
    const int out = ::dup(STDOUT_FILENO);
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (out < 0 || nowhere < 0) return -1;
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    ::close(nowhere);
    return out;
}

ReadOptions options_of(const RequestHeader& header) {
    ReadOptions options;
    options.bytes_max = header.bytes_max;
    options.triangles_max = header.triangles_max;
    options.parts_max = header.parts_max;
    if (header.sheet_thickness_mm > 0.0)
        options.sheet_thickness = from_mm(header.sheet_thickness_mm);
    if (header.stated_unit >= 0 && header.stated_unit <= static_cast<int>(LengthUnit::Foot))
        options.stated_unit = static_cast<LengthUnit>(header.stated_unit);
    return options;
}

}  // namespace

int run_sandboxed_reader() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    ::close_range(3, ~0u, 0);
    std::set_new_handler([] { throw std::bad_alloc{}; });
    Request request;
    if (!map_request(request)) return kExitBadRequest;
    const int out = private_output();
    if (out < 0) return kExitBadRequest;
    const std::string kept =
        confine_this_process({.memory_bytes_max = request.header.memory_bytes_max,
                              .cpu_seconds_max = request.header.cpu_seconds_max});
    const auto answer = [&](const Result<ReadFile>& result) {
        const std::vector<std::byte> bytes = answer_to_bytes(result);
        write_frame(out, FrameKind::Answer, bytes.data(), bytes.size());
    };
    try {
        if (!kept.empty()) {
            answer(Error{ErrorCode::Internal, "the sandbox could not give up " + kept, {}});
        } else {
            answer(read_with_progress(
                request.bytes, options_of(request.header), [&](std::string_view step) {
                    write_frame(out, FrameKind::Step, step.data(), step.size());
                }));
        }
    } catch (const std::bad_alloc&) {
        _exit(kExitOutOfMemory);
    }
    // Nothing to clean up, and destructors of a kernel that read a bad file are a risk of their
    // own.
    _exit(0);
}

}  // namespace millrace::cad
