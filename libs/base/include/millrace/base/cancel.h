#pragma once

#include <atomic>
#include <memory>

namespace millrace {

/// A flag that a caller raises to ask a long computation to stop. Copies share the flag; a default
/// token never fires. Reading it is one relaxed load.
class CancelToken {
public:
    CancelToken() = default;
    [[nodiscard]] static CancelToken make() {
        CancelToken token;
        token.flag_ = std::make_shared<std::atomic<bool>>(false);
        return token;
    }
    void cancel() const {
        if (flag_) flag_->store(true, std::memory_order_relaxed);
    }
    [[nodiscard]] bool cancelled() const { return flag_ && flag_->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic<bool>> flag_;
};

}  // namespace millrace
