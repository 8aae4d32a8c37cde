// A database for the tests of connections, and what kind of Error something ends with.
#pragma once

#include <gtest/gtest.h>

#include <functional>

#include "services/db/query.h"
#include "tests/support/postgres.h"

namespace diandan::db {

inline ConnectOptions Options() {
  static const std::string database = diandan::testing::FreshDatabase();
  return {.conninfo = database, .application_name = "query_test"};
}

inline Error::Kind KindOf(const std::function<void()>& body) {
  try {
    body();
  } catch (const Error& error) {
    return error.kind;
  }
  ADD_FAILURE() << "no error";
  return Error::Kind::kOther;
}

}  // namespace diandan::db
