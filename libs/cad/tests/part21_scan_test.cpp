// The pass over a STEP file before the kernel sees it: damage is named with its line.
#include "part21_scan.h"

#include <gtest/gtest.h>

namespace millrace::cad {
namespace {

std::string file(const std::string& data) {
    return "ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('AUTOMOTIVE_DESIGN { 1 0 }','X''Y'));\nENDSEC;\n"
           "DATA;\n" +
           data + "ENDSEC;\nEND-ISO-10303-21;\n";
}

Error error_of(const std::string& text) { return scan_part21(text).error(); }

TEST(Part21Scan, CountsEntitiesAndReadsTheSchema) {
    const Part21Outline outline =
        scan_part21(file("#1=A('it''s; #9',(#2,#3));\n/* ( ' */ #2 = B();\n")).value();
    EXPECT_EQ(outline.entities, 2u);
    ASSERT_EQ(outline.schemas.size(), 2u);
    EXPECT_EQ(outline.schemas[0], "AUTOMOTIVE_DESIGN { 1 0 }");
    EXPECT_TRUE(outline.end_mark);
}

TEST(Part21Scan, DamageIsNamedWithItsLine) {
    EXPECT_EQ(error_of(file("#1=A('open);\n")).message,
              "the text that begins in line 6 is never closed");
    EXPECT_EQ(error_of(file("#1=A();\n/* open\n")).message,
              "the comment that begins in line 7 is never closed");
    EXPECT_EQ(error_of(file("#1=A(;\n")).message, "line 6 ends a statement inside parentheses");
    EXPECT_EQ(error_of(file("#1=A());\n")).message, "line 6 closes a parenthesis too many");
    EXPECT_EQ(error_of(file("#0=A();\n")).code, ErrorCode::Syntax);
    EXPECT_EQ(error_of(file("#3000000000=A();\n")).code, ErrorCode::LimitExceeded);
    EXPECT_EQ(error_of(file("#1=A" + std::string(300, '(') + "\n")).code, ErrorCode::LimitExceeded);
}

TEST(Part21Scan, CutFilesAreTruncated) {
    const std::string whole = file("#1=A();\n#2=B();\n");
    EXPECT_EQ(error_of(whole.substr(0, whole.find("#2") + 3)).code, ErrorCode::Truncated);
    EXPECT_EQ(error_of(whole.substr(0, whole.find("DATA"))).code, ErrorCode::Truncated);
    const auto no_end = scan_part21(whole.substr(0, whole.find("END-ISO")));
    ASSERT_TRUE(no_end.has_value());
    EXPECT_FALSE(no_end->end_mark);
}

}  // namespace
}  // namespace millrace::cad
