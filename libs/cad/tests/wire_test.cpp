// The answer of the sandboxed reader survives its way, and a child that lies is not believed.
#include "wire.h"

#include <gtest/gtest.h>

#include "mesh_parts.h"
#include "millrace/base/rng.h"
#include "support.h"

namespace millrace::cad {
namespace {

ReadFile sample() {
    ReadFile file;
    file.format = Format::Stl;
    file.schema = "AP242";
    file.units = {LengthUnit::Inch, UnitSource::Guessed,
                  Text::english_only("A reason, in ½ sentences."), true, LengthUnit::Metre};
    file.diagnostics = {
        {Severity::Warning, "a_code", Text::english_only(std::string(500, 'x') + " end")}};
    EXPECT_TRUE(add_mesh_parts("box", box_mesh({0, 0, 0}, {1, 1, 1}), {}, file).has_value());
    return file;
}

TEST(Wire, AnswersSurvive) {
    const ReadFile file = answer_from_bytes(answer_to_bytes(sample())).value();
    EXPECT_EQ(file.format, Format::Stl);
    EXPECT_EQ(file.schema, "AP242");
    EXPECT_EQ(file.units.unit, LengthUnit::Inch);
    EXPECT_EQ(file.units.reason, "A reason, in ½ sentences.");
    EXPECT_EQ(file.units.suggestion, LengthUnit::Metre);
    EXPECT_EQ(file.diagnostics[0].message, std::string(500, 'x') + " end");
    EXPECT_EQ(file.parts[0].name, "box");
    EXPECT_EQ(file.parts[0].mesh.triangles.size(), 12u);
}

TEST(Wire, ErrorsSurvive) {
    const Error error =
        answer_from_bytes(answer_to_bytes(Error{ErrorCode::Syntax, "line 3 is odd", {"read"}}))
            .error();
    EXPECT_EQ(error.code, ErrorCode::Syntax);
    EXPECT_EQ(to_string(error), "read: line 3 is odd");
}

TEST(Wire, SentencesSurviveWithTheirArguments) {
    ReadFile file = sample();
    const Text inner = say("test.inner", "part '{name}'", {{"name", "Träger"}});
    file.diagnostics[0].message =
        say("test.outer", "{part} has {count} edges of {length}",
            {{"part", inner}, {"count", 3}, {"length", Number{0.25, "mm", -1}}});
    const ReadFile back = answer_from_bytes(answer_to_bytes(file)).value();
    EXPECT_EQ(back.diagnostics[0].message, file.diagnostics[0].message);
    EXPECT_TRUE(back.diagnostics[0].message.translatable());
}

TEST(Wire, DamagedAnswersAreErrorsNotCrashes) {
    const std::vector<std::byte> bytes = answer_to_bytes(sample());
    for (std::size_t size = 0; size < bytes.size(); size += 3)
        EXPECT_FALSE(answer_from_bytes(std::span{bytes}.first(size)).has_value());
    Rng rng{3};
    for (int i = 0; i < 5000; ++i) {
        std::vector<std::byte> damaged = bytes;
        damaged[rng.below(damaged.size())] = static_cast<std::byte>(rng.below(256));
        const auto answer = answer_from_bytes(damaged);
        EXPECT_TRUE(!answer || !answer->parts.empty());
    }
}

TEST(PrintableName, IsValidTextWithoutControlCharacters) {
    EXPECT_EQ(printable_name("  Träger\n2 "), "Träger 2");
    EXPECT_EQ(printable_name("a\xFF"
                             "b\xC3"),
              "a?b?");
    EXPECT_EQ(printable_name(std::string(1000, 'n')).size(), 196u);
}

}  // namespace
}  // namespace millrace::cad
