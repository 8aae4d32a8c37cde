// Whether an account exists is told neither by what sign-in answers nor by how long it takes. Known and
// unknown names are asked in turn, so that whatever else the machine does slows both, and what is held to a
// limit is the ratio of their medians: without the hash of a password an unknown name is answered in a
// fraction of it.
#include <algorithm>
#include <cmath>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "diandan/volunteers/v1/sign_in_service.grpc.pb.h"
#include "gtest/gtest.h"
#include "services/rpc/client.h"
#include "tests/scenario/stage.h"
#include "tests/support/figures.h"

namespace diandan::security {
namespace {

namespace v = volunteers::v1;
using scenario::Stage;

constexpr int kTries = 100;
constexpr double kMostApart = 1.25;

// Of two samples drawn from one distribution this is 0 on average and beyond 2 one time in twenty (Mann and
// Whitney).
double Apart(const std::vector<double>& a, const std::vector<double>& b) {
  double wins = 0;
  for (const double x : a) {
    for (const double y : b) wins += x > y ? 1 : x == y ? 0.5 : 0;
  }
  const double n = static_cast<double>(a.size()), m = static_cast<double>(b.size());
  return (wins - n * m / 2) / std::sqrt(n * m * (n + m + 1) / 12);
}

double Median(std::vector<double> sample) {
  std::sort(sample.begin(), sample.end());
  return sample[sample.size() / 2];
}

TEST(Timing, AnUnknownNameIsAnsweredLikeAWrongPassword) {
  const std::shared_ptr<scenario::Hosting> hosting = scenario::HostInOneServer(scenario::MondayMorning());
  Stage stage(hosting, scenario::kCounty);
  v::SignInService::Stub sign_in(hosting->ChannelTo("volunteers"));
  std::vector<double> known, unknown;
  absl::Time now = scenario::MondayMorning();
  for (int i = 0; i < 2 * kTries; ++i) {
    hosting->SetClock(now += absl::Minutes(2));  // so that nothing is throttled
    const bool is_known = i % 2 == 0;
    v::SignInRequest request;
    request.set_sign_in_name(is_known ? "scenario-150525-reviewer" : "scenario-150525-nobodyy");
    request.set_password("not the password at all");
    v::SignInResponse response;
    grpc::ClientContext context;
    const absl::Time from = absl::Now();
    const Status status = rpc::FromGrpc(sign_in.SignIn(&context, request, &response));
    (is_known ? known : unknown).push_back(absl::ToDoubleMilliseconds(absl::Now() - from));
    ASSERT_EQ(ReasonOf(status), errors::v1::SIGN_IN_FAILED);
    ASSERT_TRUE(InfoOf(status).params().empty()) << "the answers differ in nothing";
  }
  const double ratio = Median(unknown) / Median(known);
  EXPECT_LT(std::max(ratio, 1 / ratio), kMostApart);
  testing::TellFigures(absl::StrFormat(
      "sign-in: %d wrong passwords %.1f ms, %d unknown names %.1f ms (medians, ratio %.2f); %.1f standard "
      "errors apart%s",
      kTries, Median(known), kTries, Median(unknown), ratio, Apart(known, unknown),
      HasFailure() ? "  FAILED" : ""));
}

}  // namespace
}  // namespace diandan::security
