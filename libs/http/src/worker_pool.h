#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace millrace::http {

/// Threads that run handlers, and a bounded queue before them.
class WorkerPool {
public:
    WorkerPool(int threads, std::size_t queue_max) : queue_max_{queue_max} {
        for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
    }
    ~WorkerPool() { stop(); }
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// @return false when the queue is full or the pool is stopping.
    [[nodiscard]] bool post(std::function<void()> job) {
        {
            const std::lock_guard lock{mutex_};
            if (stopping_ || queue_.size() >= queue_max_) return false;
            queue_.push_back(std::move(job));
        }
        wake_.notify_one();
        return true;
    }

    /// Lets running jobs end, drops waiting ones, joins. Idempotent.
    void stop() {
        {
            const std::lock_guard lock{mutex_};
            stopping_ = true;
            queue_.clear();
        }
        wake_.notify_all();
        for (std::thread& thread : threads_)
            if (thread.joinable()) thread.join();
    }

private:
    void work() {
        while (true) {
            std::function<void()> job;
            {
                std::unique_lock lock{mutex_};
                wake_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
                if (stopping_) return;
                job = std::move(queue_.front());
                queue_.pop_front();
            }
            job();
        }
    }

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> queue_;
    std::vector<std::thread> threads_;
    std::size_t queue_max_;
    bool stopping_ = false;
};

}  // namespace millrace::http
