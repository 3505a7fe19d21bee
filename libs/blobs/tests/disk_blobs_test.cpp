// Files on disk under the hash of their content. Every test has its own temporary folder.

#include "millrace/blobs/disk_blobs.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <thread>

#include "millrace/base/digest.h"
#include "millrace/base/rng.h"

namespace millrace::blobs {
namespace {

class BlobsOnDisk : public testing::Test {
protected:
    BlobsOnDisk() {
        std::string name =
            (std::filesystem::temp_directory_path() / ("millrace-blobs-" + std::string(6, 'X')))
                .string();
        folder_ = ::mkdtemp(name.data());
    }
    ~BlobsOnDisk() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::size_t files() const {
        std::size_t count = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator{folder_}) {
            count += entry.is_regular_file() ? 1 : 0;
        }
        return count;
    }
    [[nodiscard]] std::filesystem::path file(const std::string& sha256) const {
        return folder_ / sha256.substr(0, 2) / sha256;
    }

    std::filesystem::path folder_;
};

std::vector<std::byte> random_bytes(Rng& rng, std::size_t count) {
    std::vector<std::byte> bytes(count);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(rng.below(256));
    return bytes;
}

TEST_F(BlobsOnDisk, WhatWasPutComesBack) {
    DiskBlobs blobs = DiskBlobs::open(folder_).value();
    Rng rng{7};
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{300'000}}) {
        const auto bytes = random_bytes(rng, count);
        const std::string sha256 = blobs.put(bytes).value();
        EXPECT_EQ(sha256, sha256_hex(bytes));
        EXPECT_EQ(blobs.get(sha256).value(), bytes);
        EXPECT_EQ(DiskBlobs::open(folder_)->get(sha256).value(), bytes);
    }
}

TEST_F(BlobsOnDisk, SameBytesAreOneFileAndNothingTemporaryStays) {
    DiskBlobs blobs = DiskBlobs::open(folder_).value();
    Rng rng{8};
    const auto bytes = random_bytes(rng, 1000);
    EXPECT_EQ(blobs.put(bytes).value(), blobs.put(bytes).value());
    EXPECT_EQ(files(), 1U);
}

TEST_F(BlobsOnDisk, DamagedContentIsAnErrorAndNotHandedOut) {
    DiskBlobs blobs = DiskBlobs::open(folder_).value();
    Rng rng{9};
    const auto bytes = random_bytes(rng, 1000);
    const std::string sha256 = blobs.put(bytes).value();
    {
        std::fstream damaged{file(sha256), std::ios::in | std::ios::out | std::ios::binary};
        damaged.seekp(500);
        damaged.put(static_cast<char>(~static_cast<int>(bytes[500])));
    }
    const auto read = blobs.get(sha256);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::Internal);
}

TEST_F(BlobsOnDisk, ShortenedContentIsWrittenAgain) {
    DiskBlobs blobs = DiskBlobs::open(folder_).value();
    Rng rng{10};
    const auto bytes = random_bytes(rng, 1000);
    const std::string sha256 = blobs.put(bytes).value();
    std::filesystem::resize_file(file(sha256), 10);
    EXPECT_EQ(blobs.get(sha256).error().code, ErrorCode::Internal);
    ASSERT_TRUE(blobs.put(bytes));
    EXPECT_EQ(blobs.get(sha256).value(), bytes);
}

TEST_F(BlobsOnDisk, NamesAreCheckedBeforeTheyTouchTheDisk) {
    DiskBlobs blobs = DiskBlobs::open(folder_).value();
    for (const std::string name : {"", "../../etc/passwd", "ABCDEF", "00/../../x"}) {
        EXPECT_EQ(blobs.get(name).error().code, ErrorCode::InvalidArgument) << name;
    }
    EXPECT_EQ(blobs.get(std::string(64, '0')).error().code, ErrorCode::NotFound);
}

TEST_F(BlobsOnDisk, AFolderThatCannotBeMadeIsReported) {
    const std::filesystem::path taken = folder_ / "taken";
    std::ofstream{taken} << "a file";
    const auto blobs = DiskBlobs::open(taken / "below");
    ASSERT_FALSE(blobs);
    EXPECT_EQ(blobs.error().code, ErrorCode::Unavailable);
}

TEST_F(BlobsOnDisk, ThreadsThatStoreTheSameBytesAgree) {
    DiskBlobs blobs = DiskBlobs::open(folder_).value();
    Rng rng{11};
    std::vector<std::vector<std::byte>> contents;
    for (int i = 0; i < 20; ++i) contents.push_back(random_bytes(rng, 5000));
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (const auto& bytes : contents) {
                const auto sha256 = blobs.put(bytes);
                ASSERT_TRUE(sha256);
                EXPECT_EQ(blobs.get(*sha256).value(), bytes);
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(files(), contents.size());
}

}  // namespace
}  // namespace millrace::blobs
