// A TCP proxy that breaks connections the ways networks do, as its seed and the test say:
//
//   Proxy proxy("127.0.0.1:20443", seed);
//   ConnectTo(proxy.address());
//   proxy.Strike(Proxy::Fault::kReset);
//
// It forwards bytes and understands none of them. Works on a thread of its own; thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/time/time.h"

namespace diandan::fault {

class Proxy {
 public:
  enum class Fault {
    kDrop,       // the next bytes are swallowed, those after them are not
    kCorrupt,    // one bit of the next bytes turns
    kHalfClose,  // one side hears the end, while the other goes on
    kReset,      // both sides are reset
  };
  static constexpr Fault kFaults[] = {Fault::kDrop, Fault::kCorrupt, Fault::kHalfClose, Fault::kReset};

  // On a free port of this machine, before a server at "127.0.0.1:PORT". Throws std::runtime_error.
  Proxy(const std::string& server, uint64_t seed);
  ~Proxy();  // connections end

  const std::string& address() const;
  // To every connection that is open now; which of its directions is a matter of chance.
  void Strike(Fault fault);
  // Bytes wait, each piece as long as chance says and no longer than this; zero until it is called.
  void DelayUpTo(absl::Duration delay);
  // While parted, connections are taken and bytes are read, and none is handed on.
  void Part(bool parted);
  // Connections that some fault was dealt to.
  int64_t struck() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace diandan::fault
