// IGES: what is refused before the kernel sees it. Whole files are read by the corpus tests.
#include <gtest/gtest.h>

#include "support.h"

namespace millrace::cad {
namespace {

std::string record(std::string text, char section, int number) {
    text.resize(72, ' ');
    std::string count = std::to_string(number);
    return text + section + std::string(7 - count.size(), ' ') + count + "\n";
}

std::string global() {
    return record("1H,,1H;,4Htest,4Htest,4Htest,4Htest,32,38,6,308,15,4Htest,1.,2,2HMM,", 'G', 1) +
           record("1,0.01,13H200101.000000,1E-6,1000.,4Htest,4Htest,11,0,13H200101.000000;", 'G',
                  2);
}

ErrorCode code_of(const std::string& text) {
    const auto result = read(bytes_of(text), {});
    EXPECT_FALSE(result.has_value());
    return result ? ErrorCode::Internal : result.error().code;
}

TEST(Iges, WithoutEntitiesHoldsNoGeometry) {
    EXPECT_EQ(code_of(record("", 'S', 1) + global() + record("S      1G      2", 'T', 1)),
              ErrorCode::NoGeometry);
}

TEST(Iges, CutFilesAreTruncated) {
    EXPECT_EQ(code_of(record("", 'S', 1) + global() + record("110,0.,0.,0.,1.,0.,0.;", 'P', 1)),
              ErrorCode::Truncated);
}

TEST(Iges, SectionsInAnotherOrderAreASyntaxError) {
    const auto result = read(bytes_of(record("", 'S', 1) + record("x", 'P', 1) + global()), {});
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, ErrorCode::Syntax);
    EXPECT_NE(result.error().message.find("line 3"), std::string::npos);
}

TEST(Iges, CurvesAloneAreNoPart) {
    std::string text = record("", 'S', 1) + global();
    text +=
        record("     110       1       0       0       0       0       0       000000000", 'D', 1);
    text +=
        record("     110       0       0       1       0                               0", 'D', 2);
    text +=
        record("110,0.,0.,0.,10.,0.,0.;                                                1", 'P', 1);
    text += record("S      1G      2D      2P      1", 'T', 1);
    EXPECT_EQ(code_of(text), ErrorCode::NoGeometry);
}

}  // namespace
}  // namespace millrace::cad
