// Text: letters of three by five squares, whose stroke, relief and number are known.
#include <gtest/gtest.h>

#include "bodies.h"

namespace millrace::facts {
namespace {

std::vector<Lettering> lettering(const LetterOptions& options) {
    return facts_of(plate_with_letters(options)).features.lettering;
}

TEST(Lettering, RaisedTextHasItsSizes) {
    for (const double stroke : {0.4, 1.0, 2.5}) {
        SCOPED_TRACE(stroke);
        const auto found = lettering({.text = "LEFT", .stroke_mm = stroke, .relief_mm = 0.3});
        ASSERT_EQ(found.size(), 1u);
        EXPECT_TRUE(found[0].raised);
        EXPECT_EQ(found[0].characters, 4u);
        EXPECT_NEAR(to_mm(found[0].relief), 0.3, 1e-9);
        EXPECT_NEAR(to_mm(found[0].stroke), stroke, 1e-6);
        EXPECT_NEAR(to_mm(found[0].letter), 5.0 * stroke, 1e-6);
        EXPECT_NEAR(to_deg(found[0].draft), 0.0, 1e-6);
        EXPECT_NEAR(found[0].normal.z, 1.0, 1e-9);
    }
}

TEST(Lettering, SunkTextIsEngraved) {
    const auto found = lettering({.text = "FELT", .relief_mm = 0.25, .raised = false});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_FALSE(found[0].raised);
    EXPECT_NEAR(to_mm(found[0].relief), 0.25, 1e-9);
    EXPECT_NEAR(to_mm(found[0].stroke), 1.0, 1e-6);
}

// A pattern of one shape is no text, and neither are two outlines or deep recesses.
TEST(Lettering, RepeatedFewOrDeepShapesAreNone) {
    EXPECT_TRUE(lettering({.text = "LLLLL"}).empty());
    EXPECT_TRUE(lettering({.text = "LE"}).empty());
    EXPECT_TRUE(lettering({.text = "LEFT", .stroke_mm = 3.0, .relief_mm = 3.5}).empty());
    EXPECT_TRUE(facts_of(box_part(20, 10, 5)).features.lettering.empty());
}

TEST(Lettering, AMeshHasNone) {
    EXPECT_TRUE(facts_of(as_mesh(plate_with_letters({}))).features.lettering.empty());
}

}  // namespace
}  // namespace millrace::facts
