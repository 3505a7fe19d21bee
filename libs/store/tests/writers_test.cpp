// Many threads write at once: nothing is lost, nothing is mixed, a failed write harms no other, and
// the event log is gapless and in order.

#include <atomic>
#include <thread>

#include "millrace/base/rng.h"
#include "store_fixture.h"

namespace millrace::store {
namespace {

using app::Transaction;

constexpr int kThreads = 8;
constexpr int kWrites = 40;

TEST_F(StoreTest, ConcurrentWritersLoseNothingAndFailuresStayAlone) {
    std::vector<std::thread> threads;
    std::atomic<int> failed = 0;
    for (int thread = 0; thread < kThreads; ++thread) {
        threads.emplace_back([&, thread] {
            Rng rng{static_cast<std::uint64_t>(thread)};
            for (int i = 0; i < kWrites; ++i) {
                const bool fails = rng.below(4) == 0;
                const std::string id =
                    (fails ? "bad_" : "good_") + std::to_string(thread) + "_" + std::to_string(i);
                const Status status = store_->write([&](Transaction& t) -> Status {
                    MILLRACE_CHECK_OK(t.put(full_part(id)));
                    MILLRACE_CHECK_OK(t.append({0, "part.uploaded", id, "{}", at_ms(i)}));
                    MILLRACE_CHECK_OK(t.append({0, "part.analysed", id, "{}", at_ms(i)}));
                    if (fails) return Error{ErrorCode::Conflict, "no", {}};
                    return Done{};
                });
                EXPECT_EQ(static_cast<bool>(status), !fails);
                if (fails) ++failed;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    reopen();

    const auto parts = get([](Transaction& t) { return t.parts(10'000); }).value();
    EXPECT_EQ(parts.size(), static_cast<std::size_t>(kThreads * kWrites - failed));
    for (const app::PartRecord& part : parts) EXPECT_EQ(part.id.text().substr(0, 4), "good");

    const auto events = get([](Transaction& t) { return t.events_after(0, 10'000); }).value();
    ASSERT_EQ(events.size(), 2 * parts.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
        EXPECT_EQ(events[i].sequence, static_cast<std::int64_t>(i + 1));
        // The two events of one write stand together.
        EXPECT_EQ(events[i].subject, events[i - i % 2].subject);
    }
}

TEST_F(StoreTest, ListenersHearOfEventsAfterTheyCanBeRead) {
    std::atomic<std::int64_t> seen = 0;
    std::atomic<int> calls = 0;
    store_->on_events([&] {
        const auto events = get([&](Transaction& t) { return t.events_after(seen, 100); }).value();
        for (const app::Event& event : events) seen = event.sequence;
        ++calls;
    });
    for (int i = 0; i < 5; ++i) {
        ASSERT_TRUE(store_->write([&](Transaction& t) {
            return t.append({0, "part.uploaded", std::to_string(i), "{}", at_ms(i)});
        }));
    }
    ASSERT_TRUE(store_->write([](Transaction& t) { return t.put(full_part("prt_silent")); }));
    store_.reset();  // closes after the writer thread has told everything
    EXPECT_EQ(seen, 5);
    EXPECT_GE(calls, 1);
    EXPECT_LE(calls, 5);
}

TEST_F(StoreTest, ASnapshotDoesNotChangeWhileItIsRead) {
    ASSERT_TRUE(store_->write([](Transaction& t) { return t.put(full_part("prt_1")); }));
    ASSERT_TRUE(store_->read([&](Transaction& t) -> Status {
        EXPECT_EQ(t.parts(10)->size(), 1U);
        EXPECT_TRUE(store_->write([](Transaction& w) { return w.put(full_part("prt_2")); }));
        EXPECT_EQ(t.parts(10)->size(), 1U);
        return Done{};
    }));
    EXPECT_EQ(get([](Transaction& t) { return t.parts(10); })->size(), 2U);
}

TEST_F(StoreTest, MoreReadersThanConnectionsWaitForTheirTurn) {
    ASSERT_TRUE(store_->write([](Transaction& t) { return t.put(full_part("prt_1")); }));
    std::vector<std::thread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
        threads.emplace_back([&] {
            for (int i = 0; i < kWrites; ++i) {
                EXPECT_EQ(get([](Transaction& t) { return t.parts(10); })->size(), 1U);
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
}

TEST_F(StoreTest, AWorkThatThrowsIsAnErrorAndLeavesNothing) {
    const Status status = store_->write([](Transaction& t) -> Status {
        MILLRACE_CHECK_OK(t.put(full_part("prt_1")));
        throw std::runtime_error("out of paper");
    });
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Internal);
    EXPECT_NE(status.error().message.find("out of paper"), std::string::npos);
    EXPECT_TRUE(get([](Transaction& t) { return t.parts(10); })->empty());
}

}  // namespace
}  // namespace millrace::store
