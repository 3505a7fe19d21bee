// The sandboxed reader gives the same parts as reading in this process; every bad end of the child
// is an ordinary error; and the child really has given up its rights.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "confine.h"
#include "millrace/cad/write.h"
#include "millrace/geom/model_bytes.h"
#include "support.h"

namespace millrace::cad {
namespace {

SandboxOptions with_reader(const char* reader) {
    SandboxOptions options;
    options.reader = reader;
    return options;
}

Error ending_of(std::string_view order, Duration deadline = from_s(20.0)) {
    SandboxOptions options = with_reader(MILLRACE_MISBEHAVING_READER);
    options.deadline = deadline;
    options.memory_bytes_max = std::size_t{512} << 20;
    const auto result = read_sandboxed(bytes_of(order), options);
    EXPECT_FALSE(result.has_value());
    return result ? Error{} : result.error();
}

TEST(Sandbox, GivesTheSamePartsAsThisProcess) {
    const std::vector<std::byte> step = file_bytes(examples() / "drilled_plate.step");
    std::vector<std::string> steps;
    SandboxOptions options = with_reader(MILLRACE_TEST_READER);
    options.progress = [&](std::string_view step_name) { steps.emplace_back(step_name); };
    const ReadFile there = read_sandboxed(step, options).value();
    const ReadFile here = read(step, {}).value();
    ASSERT_EQ(there.parts.size(), here.parts.size());
    EXPECT_EQ(geom::model_to_bytes(there.parts[0]), geom::model_to_bytes(here.parts[0]));
    EXPECT_EQ(steps, (std::vector<std::string>{"scan", "parse", "transfer", "mesh", "compare"}));
}

TEST(Sandbox, OptionsReachTheChild) {
    SandboxOptions options = with_reader(MILLRACE_TEST_READER);
    options.read.stated_unit = LengthUnit::Inch;
    const std::vector<std::byte> stl = write_stl(box_mesh({0, 0, 0}, {1, 1, 1}));
    EXPECT_EQ(read_sandboxed(stl, options)->units.unit, LengthUnit::Inch);
    options.read.triangles_max = 5;
    EXPECT_EQ(read_sandboxed(stl, options).error().code, ErrorCode::LimitExceeded);
    options.read.bytes_max = 5;
    EXPECT_EQ(read_sandboxed(stl, options).error().code, ErrorCode::LimitExceeded);
}

TEST(Sandbox, CrashIsAnOrdinaryError) {
    const Error error = ending_of("crash");
    EXPECT_EQ(error.code, ErrorCode::Crashed);
    EXPECT_NE(error.message.find("step 'parse'"), std::string::npos) << error.message;
}

TEST(Sandbox, MemoryOfThisProcessIsNotThatOfTheReader) {
    // More than 70 % of the limit of ending_of(), all of it in use.
    const std::vector<char> large(std::size_t{400} << 20, 'x');
    EXPECT_EQ(large.back(), 'x');
    EXPECT_EQ(ending_of("crash").code, ErrorCode::Crashed);
}

TEST(Sandbox, LoopEndsAtTheDeadline) {
    const auto begin = std::chrono::steady_clock::now();
    // One uses up its processor time, the other the time on the clock.
    EXPECT_EQ(ending_of("loop", from_s(1.0)).code, ErrorCode::TimedOut);
    EXPECT_EQ(ending_of("sleep", from_s(0.5)).code, ErrorCode::TimedOut);
    // Far below the twenty seconds of the other cases, with room for a busy machine.
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{15});
}

TEST(Sandbox, MemoryLimitHolds) {
#if defined(MILLRACE_SANITIZED)
    // Sanitizers need the address space themselves, so the limit is not set.
    EXPECT_TRUE(true);
#else
    EXPECT_EQ(ending_of("eat").code, ErrorCode::OutOfMemory);
#endif
}

TEST(Sandbox, LiesAndSilenceAreInternalErrors) {
    EXPECT_EQ(ending_of("lie").code, ErrorCode::Internal);
    EXPECT_EQ(ending_of("leave").code, ErrorCode::Internal);
}

TEST(Sandbox, MissingReaderIsUnavailable) {
    const auto result = read_sandboxed(bytes_of("x"), with_reader("/nowhere/reader"));
    EXPECT_EQ(result.error().code, ErrorCode::Unavailable);
}

TEST(Sandbox, CancelStopsTheChild) {
    SandboxOptions options = with_reader(MILLRACE_MISBEHAVING_READER);
    options.cancel = CancelToken::make();
    options.progress = [&](std::string_view) { options.cancel.cancel(); };
    EXPECT_EQ(read_sandboxed(bytes_of("loop"), options).error().code, ErrorCode::Cancelled);
}

// Each attempt runs in a forked child that reports by its exit status: 0 when the attempt failed.
int attempt(bool (*succeeds)()) {
    const pid_t child = ::fork();
    if (child == 0) {
        if (!confine_this_process({std::uint64_t{2} << 30, 5}).empty()) ::_exit(9);
        ::_exit(succeeds() ? 1 : 0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

TEST(Confinement, FilesNetworkAndProgramsAreOutOfReach) {
    EXPECT_EQ(attempt([] { return ::open("/etc/passwd", O_RDONLY) >= 0; }), 0);
    EXPECT_EQ(attempt([] { return ::open("/tmp/millrace", O_WRONLY | O_CREAT, 0600) >= 0; }), 0);
    EXPECT_EQ(attempt([] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }), 0);
    EXPECT_EQ(attempt([] { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }), 0);
    EXPECT_EQ(attempt([] { return ::unlink("/tmp/millrace") == 0 || errno != EPERM; }), 0);
    EXPECT_EQ(attempt([] { return ::kill(::getppid(), 0) == 0; }), 0);
    EXPECT_EQ(attempt([] {
                  const pid_t child = ::fork();
                  if (child == 0) ::_exit(0);
                  return child > 0;
              }),
              0);
    EXPECT_EQ(attempt([] {
                  char name[] = "/bin/true";
                  char* arguments[] = {name, nullptr};
                  ::execv(name, arguments);
                  return false;
              }),
              0);
}

TEST(Confinement, ThreadsStillWork) {
    EXPECT_EQ(attempt([] {
                  int answer = 0;
                  std::thread{[&] { answer = 42; }}.join();
                  return answer == 42;
              }),
              1);
}

}  // namespace
}  // namespace millrace::cad
