// One value from any thread to a coroutine that waits for it. Internal to the HTTP server.
#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "boost/asio/awaitable.hpp"
#include "boost/asio/post.hpp"
#include "boost/asio/redirect_error.hpp"
#include "boost/asio/steady_timer.hpp"
#include "boost/asio/use_awaitable.hpp"

namespace diandan::gateway {

template <typename T>
class Mailbox : public std::enable_shared_from_this<Mailbox<T>> {
 public:
  explicit Mailbox(const boost::asio::any_io_executor& executor)
      : wait_(executor, boost::asio::steady_timer::time_point::max()) {}

  // The executor must still run.
  void Put(T value) {
    boost::asio::post(wait_.get_executor(),
                      [self = this->shared_from_this(), value = std::move(value)]() mutable {
                        self->value_ = std::move(value);
                        self->wait_.cancel();
                      });
  }

  // On the executor's one thread, by one coroutine.
  boost::asio::awaitable<T> Take() {
    while (!value_) {
      boost::system::error_code woken;
      co_await wait_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, woken));
    }
    T value = std::move(*value_);
    value_.reset();
    co_return value;
  }

 private:
  boost::asio::steady_timer wait_;
  std::optional<T> value_;
};

}  // namespace diandan::gateway
