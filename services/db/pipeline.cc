#include "services/db/pipeline.h"

#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/db/sql_error.h"

namespace diandan::db {
namespace {

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Owned = std::unique_ptr<PGresult, Clear>;

class LibpqResult final : public Result {
 public:
  explicit LibpqResult(Owned result) : result_(std::move(result)) {}
  int rows() const override { return PQntuples(result_.get()); }
  int columns() const override { return PQnfields(result_.get()); }
  int64_t affected() const override {
    int64_t rows = 0;
    return absl::SimpleAtoi(PQcmdTuples(result_.get()), &rows) ? rows : 0;
  }
  absl::string_view column_name(int column) const override { return PQfname(result_.get(), column); }
  bool null(int row, int column) const override { return PQgetisnull(result_.get(), row, column) == 1; }
  absl::string_view text(int row, int column) const override {
    if (null(row, column)) return {};
    return {PQgetvalue(result_.get(), row, column), size_t(PQgetlength(result_.get(), row, column))};
  }

 private:
  const Owned result_;
};

bool Succeeded(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

}  // namespace

void Pipeline::Run(const std::vector<const Together*>& statements) {
  sent_.clear();
  Check(PQenterPipelineMode(connection_));
  for (const Together* together : statements) {
    for (const Together::Statement& statement : together->statements()) Send(statement);
  }
  Check(PQpipelineSync(connection_));
  Receive();
}

// libpq takes nothing more only when the connection has gone, or when it is used as it must not be.
void Pipeline::Check(int taken) {
  if (taken != 1) throw Error(Error::Kind::kLost, "", PQerrorMessage(connection_));
}

void Pipeline::Send(const Together::Statement& statement) {
  auto [name, fresh] = names_.try_emplace(*statement.sql);
  if (fresh) {
    name->second = absl::StrCat("p", ++named_);
    Check(PQsendPrepare(connection_, name->second.c_str(), statement.sql->c_str(), 0, nullptr));
    sent_.push_back({.prepared = statement.sql});
  }
  const std::vector<std::string>& arrays = statement.arrays.values();
  std::vector<const char*> values;
  std::vector<int> lengths, formats(arrays.size(), 1);
  for (const std::string& array : arrays) {
    values.push_back(array.data());
    lengths.push_back(int(array.size()));
  }
  Check(PQsendQueryPrepared(connection_, name->second.c_str(), int(arrays.size()), values.data(),
                            lengths.data(), formats.data(),
                            statement.form == Together::Form::kBinary ? 1 : 0));
  sent_.push_back({.take = &statement.take});
}

void Pipeline::Receive() {
  std::vector<std::pair<const Together::Take*, Owned>> answers;
  std::optional<Error> failed;
  for (const Sent& sent : sent_) {
    Owned result(PQgetResult(connection_));
    if (!Succeeded(result.get())) {
      if (!failed) failed.emplace(Classified(connection_, result.get()));
      if (failed->kind == Error::Kind::kLost) throw *failed;
      if (sent.prepared != nullptr) names_.erase(*sent.prepared);
    } else if (sent.take != nullptr && *sent.take) {
      answers.emplace_back(sent.take, std::move(result));
    }
    while (Owned(PQgetResult(connection_)) != nullptr) {
    }
  }
  Check(PQresultStatus(Owned(PQgetResult(connection_)).get()) == PGRES_PIPELINE_SYNC);
  Check(PQexitPipelineMode(connection_));
  if (failed) throw *failed;
  for (auto& [take, answer] : answers) (*take)(LibpqResult(std::move(answer)));
}

}  // namespace diandan::db
