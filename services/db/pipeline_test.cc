#include "services/db/pipeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/db/query_testing.h"

namespace diandan::db {
namespace {

TEST(PipelineTest, ACommitWritesAllOrNothingAndAFailedPrepareIsTriedAgain) {
  const std::string insert = "INSERT INTO later SELECT * FROM unnest($1::text[])";
  const std::string too_long = "INSERT INTO later SELECT repeat(w, 5) FROM unnest($1::text[]) AS w";
  auto connection = Connection::Open(Options());
  const auto commit = [&](std::initializer_list<const std::string*> statements) {
    Together together;
    for (const std::string* sql : statements)
      together.Add(*sql, Arrays().Add(Cells::Of<std::string>().Add(std::string("点单"))));
    connection->Begin();
    connection->CommitWith(together);
  };
  EXPECT_EQ(KindOf([&] { commit({&insert}); }), Error::Kind::kOther);
  connection->Rollback();
  Connection::Open(Options())->Script("CREATE TABLE later (words text CHECK (length(words) < 5))");
  EXPECT_EQ(KindOf([&] { commit({&insert, &too_long}); }), Error::Kind::kConstraint);
  connection->Rollback();
  EXPECT_EQ(connection->Run("SELECT FROM later")->rows(), 0);
  commit({&insert, &insert});
  EXPECT_EQ(connection->Run("SELECT FROM later WHERE words = '点单'")->rows(), 2);
}

TEST(PipelineTest, WhatGoesWithBeginSeesItsCountiesAndIsAnsweredInOrder) {
  const std::string words = "SELECT w, current_setting('app.counties') FROM unnest($1::text[]) AS w",
                    none = "SELECT 1 WHERE false";
  auto connection = Connection::Open(Options());
  std::vector<std::string> answers;
  Together asked;
  asked.Add(words, Arrays().Add(Cells::Of<std::string>().Add(std::string("点单 'x' \\")).AddNull()),
            [&](const Result& found) {
              for (int i = 0; i < found.rows(); ++i)
                answers.push_back(absl::StrCat(found.null(i, 0) ? "-" : found.text(i, 0), found.text(i, 1)));
            });
  asked.Add(none, {}, [&](const Result& found) { answers.push_back(absl::StrCat(found.rows())); });
  connection->BeginWith({150525, 150526}, asked);
  EXPECT_THAT(answers, ::testing::ElementsAre("点单 'x' \\{150525,150526}", "-{150525,150526}", "0"));
  connection->Rollback();
  EXPECT_EQ(connection->Run("SELECT current_setting('app.counties', true)")->text(0, 0), "");
}

TEST(PipelineTest, AfterAFailureInAMessageTheConnectionGoesOn) {
  const std::string good = "SELECT 7", bad = "SELECT 1 / 0", misspelt = "SELEKT";
  auto connection = Connection::Open(Options());
  int taken = 0;
  for (const std::string* wrong : {&bad, &misspelt, &bad, &misspelt}) {
    Together asked;
    asked.Add(good, {}, [&](const Result&) { ++taken; });
    asked.Add(*wrong);
    asked.Add(good);
    EXPECT_EQ(KindOf([&] { connection->RunAll(asked); }), Error::Kind::kOther);
    EXPECT_EQ(taken, 0) << "one failed, so nobody is told anything";
  }
  Together asked;
  asked.Add(good, {}, [&](const Result& found) { taken += found.Get<int32_t>(0, 0); });
  connection->RunAll(asked);
  EXPECT_EQ(taken, 7);
  EXPECT_FALSE(connection->broken());
}

TEST(PipelineTest, AConnectionThatIsCutInAMessageIsLost) {
  const std::string cut = "SELECT pg_terminate_backend(pg_backend_pid())", after = "SELECT 1";
  auto connection = Connection::Open(Options());
  Together asked;
  asked.Add(cut);
  asked.Add(after);
  EXPECT_EQ(KindOf([&] { connection->RunAll(asked); }), Error::Kind::kLost);
  EXPECT_TRUE(connection->broken());
}

}  // namespace
}  // namespace diandan::db
