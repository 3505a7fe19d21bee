// Compiled twice: as it stands it must compile; with MILLRACE_MUST_NOT_COMPILE it must not.
#include "millrace/base/quantity.h"

using namespace millrace::literals;

[[maybe_unused]] static millrace::Duration cutting_time(millrace::Length path,
                                                        millrace::Speed feed) {
#ifdef MILLRACE_MUST_NOT_COMPILE
    return path + feed;
#else
    return path / feed;
#endif
}
