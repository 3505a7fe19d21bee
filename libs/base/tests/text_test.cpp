// A sentence is the same in English as if it had been put together by hand, and keeps what it was
// made of.
#include "millrace/base/text.h"

#include <gtest/gtest.h>

#include "millrace/base/result.h"

namespace millrace {
namespace {

TEST(Text, PutsArgumentsIntoTheEnglishSentence) {
    const Text text = say("test.wall", "Wall of {measured} is thinner than {limit}.",
                          {{"measured", Number{0.625, "mm"}}, {"limit", Number{0.8, "mm"}}});
    EXPECT_EQ(text.english(), "Wall of 0.62 mm is thinner than 0.8 mm.");
    EXPECT_EQ(text.key(), "test.wall");
    ASSERT_EQ(text.arguments().size(), 2U);
    EXPECT_EQ(std::get<Number>(text.arguments()[1].value).value, 0.8);
}

TEST(Text, ChoosesTheFormByCount) {
    const auto faces = [](int count) {
        return say("test.faces", "{count} face is hidden|{count} faces are hidden",
                   {{"count", count}});
    };
    EXPECT_EQ(faces(1).english(), "1 face is hidden");
    EXPECT_EQ(faces(0).english(), "0 faces are hidden");
    EXPECT_EQ(faces(12).english(), "12 faces are hidden");
}

TEST(Text, WritesNumbersWithTheirUnit) {
    EXPECT_EQ(to_string(Number{45.0, "deg"}), "45°");
    EXPECT_EQ(to_string(Number{12.345, "mm2"}), "12.35 mm²");
    EXPECT_EQ(to_string(Number{7.0, "%", 0}), "7 %");
    EXPECT_EQ(to_string(Number{1203, "count", 0}), "1203");
    EXPECT_EQ(to_string(Number{-0.001, "mm"}), "0 mm");
    EXPECT_EQ(to_string(Number{0.00041, "mm", -1}), "0.00041 mm");
    EXPECT_EQ(to_string(Number{100.0, "", 0}), "100");
}

TEST(Text, SentencesMayHoldSentences) {
    const Text inner = say("test.inner", "it is thin");
    const Text outer = say("test.outer", "No: {why}.", {{"why", inner}});
    EXPECT_EQ(outer.english(), "No: it is thin.");
    EXPECT_TRUE(outer.translatable());
    const Text mixed = say("test.outer", "No: {why}.", {{"why", Text::english_only("because")}});
    EXPECT_EQ(mixed.english(), "No: because.");
    EXPECT_FALSE(mixed.translatable());
}

TEST(Text, AnErrorIsSaidWithItsTranslatableSteps) {
    const Error error = Error{ErrorCode::Truncated, say("test.empty", "the file is empty"), {}}
                            .during("open the door")
                            .during(say("test.reading", "read '{file}'", {{"file", "a.stl"}}));
    EXPECT_EQ(to_string(error), "read 'a.stl': open the door: the file is empty");
    EXPECT_EQ(said(error).english(), "read 'a.stl': the file is empty");
    EXPECT_TRUE(said(error).translatable());
    EXPECT_FALSE(said(Error{ErrorCode::Internal, "a bug", {}}).translatable());
}

}  // namespace
}  // namespace millrace
