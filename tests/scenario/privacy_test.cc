// Personal text is planted wherever somebody can type it; nothing that is stored or logged says it.
#include "absl/strings/escaping.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/rating_service.grpc.pb.h"
#include "diandan/orders/v1/wish_service.grpc.pb.h"
#include "diandan/volunteers/v1/account_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "services/base/seal.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/walk.h"

namespace diandan::scenario {
namespace {

namespace o = orders::v1;
namespace v = volunteers::v1;

using ::testing::HasSubstr;
using ::testing::Not;

// In the order they are typed below.
constexpr const char* kPlanted[] = {
    "Zhang Xiaoman",    "11010519491231002X",    "13612345678", "Zhang Dashan",        "13687654321",
    "xiaoman-signs-in", "seven brown foxes run", "Granny Wang", "house by the elm",    "her left leg hurts",
    "13511112222",      "please mend my stove",  "13533334444", "they were so patient"};

class Privacy : public ::testing::Test {
 protected:
  template <typename Request>
  Request Asking() {
    Request request;
    request.set_request_id(stage_.Id());
    return request;
  }

  void RegisterSomebody() {
    auto person = Asking<v::RegisterVolunteerRequest>();
    person.set_parent("counties/150525");
    person.set_volunteer_id(stage_.Id());
    person.set_org(stage_.station);
    person.set_chosen_name("A public name");
    person.set_sex(v::FEMALE);
    person.mutable_personal()->set_legal_name(kPlanted[0]);
    person.mutable_personal()->set_id_number(kPlanted[1]);
    person.mutable_personal()->set_phone(kPlanted[2]);
    person.mutable_personal()->set_guardian_name(kPlanted[3]);
    person.mutable_personal()->set_guardian_phone(kPlanted[4]);
    person.add_consents(v::RECORD);
    OrThrow(stage_.Call("admin", &v::VolunteerService::Stub::RegisterVolunteer, person));
    auto account = Asking<v::CreateAccountRequest>();
    account.set_parent("counties/150525");
    account.set_account_id(stage_.Id());
    account.set_sign_in_name(kPlanted[5]);
    account.set_password(kPlanted[6]);
    account.set_display_name("A colleague");
    OrThrow(stage_.Call("admin", &v::AccountService::Stub::CreateAccount, account));
  }

  o::OrderDraft Draft() {
    o::OrderDraft draft;
    draft.set_menu_item(stage_.menu_item);
    draft.set_station(stage_.station);
    draft.set_client_address(kPlanted[7]);
    draft.set_house(kPlanted[8]);
    draft.set_note(kPlanted[9]);
    draft.set_phone(kPlanted[10]);
    o::SessionDraft& session = *draft.add_sessions();
    session.set_session_id(stage_.Id());
    *session.mutable_start_time() = stage_.TimeOf(18, 0);
    *session.mutable_end_time() = stage_.TimeOf(19, 0);
    return draft;
  }

  void AskForHelp() {
    auto place = Asking<o::PlaceOrderRequest>();
    place.set_name(stage_.NameOf("orders", stage_.Id()));
    *place.mutable_order() = Draft();
    OrThrow(stage_.Call("clerk", &o::OrderService::Stub::PlaceOrder, place));
    auto series = Asking<o::PlaceSeriesRequest>();
    series.set_name(stage_.NameOf("series", stage_.Id()));
    *series.mutable_order() = Draft();
    series.set_every_weeks(1);
    series.add_weekdays(1);
    *series.mutable_until_time() = stage_.TimeOf(24 * 30, 0);
    OrThrow(stage_.Call("clerk", &o::OrderService::Stub::PlaceSeries, series));
    auto wish = Asking<o::LeaveWishRequest>();
    wish.set_name(stage_.NameOf("wishes", stage_.Id()));
    wish.set_station(stage_.station);
    wish.set_words(kPlanted[11]);
    wish.set_phone(kPlanted[12]);
    OrThrow(stage_.Call("resident", &o::WishService::Stub::LeaveWish, wish));
  }

  // A whole loop, and words to a rating.
  void RateInWords() {
    Walk walk(stage_);
    walk.UntilRoster();
    stage_.At(15, 30);
    const o::Order done = OrThrow(walk.Complete(15, 30));
    auto look = Asking<o::ViewSlipRequest>();
    look.set_name(done.name());
    auto rate = Asking<o::RateOrderRequest>();
    rate.set_name(done.name());
    rate.set_rater_kind(o::RESIDENT);
    rate.set_channel(o::RATING_SECRET);
    rate.set_rating_secret(
        OrThrow(stage_.Call("clerk", &o::RatingService::Stub::ViewSlip, look)).rating_secret());
    rate.set_score(5);
    rate.set_words(kPlanted[13]);
    rate.add_tags(o::ON_TIME);
    OrThrow(stage_.Call("resident", &o::RatingService::Stub::RateOrder, rate));
  }

  Stage stage_;
};

TEST_F(Privacy, WhatIsTypedIsReadNowhereInTheClear) {
  ::testing::internal::CaptureStderr();
  RegisterSomebody();
  AskForHelp();
  RateInWords();
  const std::string log = ::testing::internal::GetCapturedStderr();
  const std::string stored = stage_.Dump();
  // bytea prints as hexadecimal, and whoever guesses a text could prove the guess by its hash.
  for (const std::string word : kPlanted) {
    EXPECT_THAT(log, Not(HasSubstr(word)));
    EXPECT_THAT(stored, Not(HasSubstr(word))) << word;
    EXPECT_THAT(stored, Not(HasSubstr(absl::BytesToHexString(word)))) << word;
    EXPECT_THAT(stored, Not(HasSubstr(absl::BytesToHexString(Sha256(word))))) << word;
  }
  // What is public is there: both texts hold what they should.
  EXPECT_THAT(log, HasSubstr("RateOrder"));
  for (const char* word : {"A public name", "ON_TIME", "Haircut at home"})
    EXPECT_THAT(stored, HasSubstr(word));
}

}  // namespace
}  // namespace diandan::scenario
