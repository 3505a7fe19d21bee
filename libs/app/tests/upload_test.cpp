// Files come in and are analysed: states, further bodies, units, failures, and a queue that
// outlives the process.

#include <condition_variable>
#include <mutex>

#include "shop_fixture.h"

namespace millrace::app {
namespace {

TEST_F(ShopTest, AnUploadIsStoredAndWaitsForItsAnalysis) {
    const auto uploaded = shop_->upload({file("box 40 30 20", "dir/bracket.v2.step"), file("x")});
    ASSERT_TRUE(uploaded);
    ASSERT_EQ(uploaded->size(), 2U);
    const PartRecord first = part(uploaded->front().id);
    EXPECT_EQ(first.state, PartState::Analysing);
    EXPECT_EQ(first.name, "bracket.v2");
    EXPECT_EQ(first.file_name, "dir/bracket.v2.step");
    EXPECT_TRUE(blobs_->get(first.file_sha256));
    EXPECT_EQ(events(), (std::vector<std::string>{"part.uploaded", "part.uploaded"}));
    EXPECT_EQ(files_read_, 0);
}

TEST_F(ShopTest, AnUploadWhoseAnswerCannotBeStoredLeavesNothing) {
    const auto uploaded = shop_->upload(
        {file("box 40 30 20")}, [](Transaction&, const std::vector<PartRecord>&) -> Status {
            return Error{ErrorCode::Conflict, "answered already", {}};
        });
    ASSERT_FALSE(uploaded);
    EXPECT_EQ(uploaded.error().code, ErrorCode::Conflict);
    EXPECT_TRUE(parts().empty());
    EXPECT_TRUE(events().empty());
}

TEST_F(ShopTest, NoFileIsRefused) {
    EXPECT_EQ(shop_->upload({}).error().code, ErrorCode::InvalidArgument);
}

TEST_F(ShopTest, AnEmptyFileDoesNotSpoilTheOthers) {
    const auto uploaded = shop_->upload({file("box 40 30 20"), file("")}).value();
    for (const PartRecord& record : uploaded) ASSERT_TRUE(shop_->analyse_now(record.id));
    EXPECT_FALSE(part(uploaded[0].id).failure);
    ASSERT_TRUE(part(uploaded[1].id).failure);
    EXPECT_EQ(part(uploaded[1].id).failure->code, ErrorCode::Truncated);
}

// Two large files that are not read before the small one: with both workers at them nothing would
// ever end.
TEST_F(ShopTest, LargeFilesLeaveAWorkerForSmallOnes) {
    const std::string padding(9U << 20U, ' ');
    std::mutex mutex;
    std::condition_variable changed;
    bool small_read = false;
    before_reading_ = [&](std::span<const std::byte> bytes) {
        std::unique_lock lock{mutex};
        if (bytes.size() > padding.size()) {
            EXPECT_TRUE(
                changed.wait_for(lock, std::chrono::seconds{30}, [&] { return small_read; }));
        } else {
            small_read = true;
            changed.notify_all();
        }
    };
    std::size_t ended = 0;
    store_->on_events([&] {
        const std::size_t count_now = count("part.analysed");
        const std::lock_guard lock{mutex};
        ended = count_now;
        changed.notify_all();
    });
    ASSERT_TRUE(shop_->upload(
        {file("box 1 2 3" + padding), file("box 2 3 4" + padding), file("box 40 30 20")}));
    shop_->start_workers(2);
    {
        std::unique_lock lock{mutex};
        EXPECT_TRUE(changed.wait_for(lock, std::chrono::seconds{60}, [&] { return ended == 3; }));
    }
    shop_->stop_workers();
}

TEST_F(ShopTest, AnAnalysedPartHasFactsFindingsAViewAndAState) {
    const PartRecord box = analysed("box 40 30 20");
    EXPECT_TRUE(box.state == PartState::Ready || box.state == PartState::ReviewAndAccept)
        << to_string(box.state);
    EXPECT_FALSE(box.failure);
    EXPECT_EQ(box.attempts, 0U);
    EXPECT_TRUE(box.step.empty());
    EXPECT_NEAR(to_mm3(codec::facts_from_json(box.facts_json)->volume), 24'000.0, 1e-6);
    EXPECT_FALSE(codec::checks_from_json(box.findings_json)->empty());
    EXPECT_TRUE(blobs_->get(box.glb_sha256));
    EXPECT_TRUE(blobs_->get(box.model_sha256));
    for (const char* step : {"read", "facts", "check", "plan", "view", "total"}) {
        EXPECT_TRUE(box.timings_ms.contains(step)) << step;
    }
    EXPECT_EQ(events().back(), "part.analysed");
}

TEST_F(ShopTest, AFileOfThreeBodiesBecomesThreePartsAndIsReadOnce) {
    const PartRecord first = analysed("box 40 30 20 ; box 10 10 10 ; box 20 20 20");
    ASSERT_EQ(parts().size(), 3U);
    for (const PartRecord& record : parts()) {
        if (record.id == first.id) continue;
        EXPECT_TRUE(shop_->analyse_now(record.id));
    }
    std::set<std::uint32_t> indices;
    for (const PartRecord& record : parts()) {
        indices.insert(record.index_in_file);
        EXPECT_EQ(record.file_sha256, first.file_sha256);
        EXPECT_NE(record.state, PartState::Analysing);
        EXPECT_FALSE(record.glb_sha256.empty());
    }
    EXPECT_EQ(indices, (std::set<std::uint32_t>{0, 1, 2}));
    EXPECT_EQ(files_read_, 1);
    EXPECT_EQ(count("part.uploaded"), 3U);
    EXPECT_EQ(count("part.analysed"), 3U);
    // Analysing the first one again makes no further records.
    EXPECT_TRUE(shop_->analyse_now(first.id));
    EXPECT_EQ(parts().size(), 3U);
}

TEST_F(ShopTest, AllPartsOfAFileKnowWhatItIsMadeOf) {
    const auto uploaded = shop_->upload({file("box 40 30 20 ; box 10 10 10")});
    ASSERT_TRUE(uploaded);
    const PartId first = uploaded->front().id;
    EXPECT_EQ(shop_->structure(first).error().code, ErrorCode::Conflict);
    ASSERT_TRUE(shop_->analyse_now(first));
    const auto structure = shop_->structure(first);
    ASSERT_TRUE(structure) << to_string(structure.error());
    ASSERT_EQ(structure->parts.size(), 2U);
    EXPECT_EQ(structure->parts[0].id, first);
    for (const StructurePart& one : structure->parts) {
        const PartRecord record = part(one.id);
        EXPECT_EQ(one.name, record.name);
        EXPECT_EQ(one.quantity, record.quantity);
        EXPECT_EQ(structure_to_json(*shop_->structure(one.id)), structure_to_json(*structure));
    }
    EXPECT_EQ(shop_->structure(PartId{"prt_none"}).error().code, ErrorCode::NotFound);
}

TEST_F(ShopTest, AFileThatCannotBeReadSaysWhy) {
    const PartRecord broken = analysed("sphere 3");
    EXPECT_EQ(broken.state, PartState::ChangesRequired);
    ASSERT_TRUE(broken.failure);
    EXPECT_EQ(broken.failure->code, ErrorCode::Syntax);
    EXPECT_NE(to_string(*broken.failure).find("'sphere' is not a box"), std::string::npos);
    EXPECT_EQ(events().back(), "part.analysed");
}

TEST_F(ShopTest, ADoubtfulUnitWantsConfiguringUntilItIsStated) {
    const PartRecord doubtful = analysed("doubtful box 40 30 20");
    EXPECT_EQ(doubtful.state, PartState::NeedsConfiguring);
    const auto stated = shop_->state_unit(doubtful.id, cad::LengthUnit::Centimetre);
    ASSERT_TRUE(stated);
    EXPECT_EQ(stated->state, PartState::Analysing);
    ASSERT_TRUE(shop_->analyse_now(doubtful.id));
    const PartRecord clear = part(doubtful.id);
    EXPECT_NE(clear.state, PartState::NeedsConfiguring);
    EXPECT_NE(clear.state, PartState::Analysing);
    EXPECT_NEAR(to_mm3(codec::facts_from_json(clear.facts_json)->volume), 24e6, 1e-3);
    EXPECT_NE(part_revision(clear), part_revision(doubtful));
    EXPECT_EQ(parts().size(), 1U);
}

TEST_F(ShopTest, APartTooLargeForEveryMachineRequiresChanges) {
    const PartRecord huge = analysed("box 4000 3000 2000");
    EXPECT_EQ(huge.state, PartState::ChangesRequired);
    EXPECT_FALSE(huge.failure);
}

TEST_F(ShopTest, WorkersTakeUpWhatAnEarlierProcessLeft) {
    const auto uploaded =
        shop_->upload({file("box 40 30 20"), file("box 1 2 3"), file("nonsense")}).value();
    reopen(codec::demo_catalog());

    std::mutex mutex;
    std::condition_variable told;
    bool done = false;
    store_->on_events([&] {
        std::size_t open = 0;
        EXPECT_TRUE(store_->read([&](Transaction& t) -> Status {
            MILLRACE_TRY(const auto queue, t.parts_in_state(PartState::Analysing, 10));
            open = queue.size();
            return Done{};
        }));
        const std::lock_guard lock{mutex};
        done = open == 0;
        told.notify_all();
    });
    shop_->start_workers(2);
    {
        std::unique_lock lock{mutex};
        EXPECT_TRUE(told.wait_for(lock, std::chrono::seconds{30}, [&] { return done; }));
    }
    shop_->stop_workers();
    for (const PartRecord& record : uploaded) {
        EXPECT_NE(part(record.id).state, PartState::Analysing);
    }
    EXPECT_EQ(files_read_, 3);
}

TEST_F(ShopTest, APartThatKeepsKillingTheProcessIsGivenUp) {
    const auto uploaded = shop_->upload({file("box 40 30 20")}).value();
    PartRecord killer = uploaded.front();
    killer.attempts = 5;  // five analyses began and none came to an end
    ASSERT_TRUE(store_->write([&](Transaction& t) { return t.put(killer); }));
    ASSERT_TRUE(shop_->analyse_now(killer.id));
    ASSERT_TRUE(part(killer.id).failure);
    EXPECT_EQ(part(killer.id).failure->code, ErrorCode::Crashed);
    EXPECT_EQ(part(killer.id).state, PartState::ChangesRequired);
}

}  // namespace
}  // namespace millrace::app
