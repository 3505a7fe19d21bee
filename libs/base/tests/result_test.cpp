// A Result carries a value or an error that reads as one sentence, outermost step first.
#include "millrace/base/result.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace millrace {
namespace {

Result<int> half(int n) {
    if (n % 2 != 0) return Error{ErrorCode::InvalidArgument, std::to_string(n) + " is odd", {}};
    return n / 2;
}

Result<int> quarter(int n) {
    MILLRACE_TRY(const int first, half(n));
    MILLRACE_TRY(const int second, half(first));
    return second;
}

TEST(Result, TryPassesValuesAndErrorsOn) {
    EXPECT_EQ(quarter(8).value(), 2);
    EXPECT_EQ(quarter(6).error().message, "3 is odd");
}

TEST(Result, ErrorReadsOutermostStepFirst) {
    const Error error = Error{ErrorCode::Syntax, "facet 3 has no vertex", {}}
                            .during("read STL")
                            .during("read part 'a.stl'");
    EXPECT_EQ(to_string(error), "read part 'a.stl': read STL: facet 3 has no vertex");
}

TEST(Result, EveryErrorCodeHasItsOwnName) {
    std::set<std::string_view> names;
    for (const ErrorCode code : all_error_codes()) names.insert(to_string(code));
    EXPECT_EQ(names.size(), all_error_codes().size());
}

TEST(ResultDeathTest, ReadingTheValueOfAnErrorStops) {
    EXPECT_DEATH((void)half(1).value(), "1 is odd");
}

}  // namespace
}  // namespace millrace
