#include "services/base/validate.h"

#include <memory>

#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/base/validate_test.pb.h"
#include "tests/support/matchers.h"

namespace diandan {
namespace {

using google::protobuf::Message;
using testing::InvalidAt;

class ValidateTest : public ::testing::Test {
 protected:
  std::unique_ptr<Message> Make(const std::string& type, const std::string& text) {
    const auto* descriptor = validate_test::Request::descriptor()->file()->FindMessageTypeByName(type);
    const auto* prototype = google::protobuf::MessageFactory::generated_factory()->GetPrototype(descriptor);
    std::unique_ptr<Message> message(prototype->New());
    // Merging lets a test name a field again to overrule it.
    EXPECT_TRUE(google::protobuf::TextFormat::MergeFromString(text, message.get())) << text;
    return message;
  }

  // An order that passes, with `more` added.
  Status CheckOrder(const std::string& more) {
    return Validate(
        *Make("Order", "title: '上门理发' kind: DEMAND sessions { start_time { seconds: 1 } } " + more));
  }
};

constexpr char kId[] = "01890a5d-ac96-774b-bcce-b302099a8057";

TEST_F(ValidateTest, AGoodOrderPasses) {
  EXPECT_OK(CheckOrder(""));
  EXPECT_OK(CheckOrder("remark: '第一行\\n第二行' people: 1 tags: '理发' kinds: ACTIVITY numbers: 9"));
}

TEST_F(ValidateTest, RequiredFieldsAreAllNamedAtOnce) {
  const Status status = Validate(*Make("Request", "order { title: '  ' }"));
  for (const char* field : {"request_id", "order.title", "order.kind", "order.sessions"}) {
    EXPECT_THAT(status, InvalidAt(field, "required"));
  }
  EXPECT_EQ(InfoOf(status).fields_size(), 4);
  EXPECT_THAT(Validate(*Make("Request", "")), InvalidAt("order", "required"));
}

TEST_F(ValidateTest, LengthsCountCharactersNotBytes) {
  EXPECT_OK(CheckOrder("title: '上门理发两次'"));
  EXPECT_THAT(CheckOrder("title: '上门理发三次呢'"), InvalidAt("title", "max_length:6"));
  EXPECT_THAT(CheckOrder("title: '发'"), InvalidAt("title", "min_length:2"));
  EXPECT_THAT(CheckOrder("tags: '理发' tags: '四个字的'"), InvalidAt("tags[1]", "max_length:3"));
  EXPECT_THAT(CheckOrder("picture: 'abc'"), InvalidAt("picture", "max_bytes:2"));
}

TEST_F(ValidateTest, PathsNameTheElement) {
  EXPECT_THAT(CheckOrder("sessions { minutes: 20 }"), InvalidAt("sessions[1].start_time", "required"));
  EXPECT_THAT(CheckOrder("redo_of { title: '理发' kind: DEMAND sessions { start_time {} minutes: 5 } }"),
              InvalidAt("redo_of.sessions[0].minutes", "min:15"));
}

TEST_F(ValidateTest, NumbersStayInTheirRange) {
  EXPECT_OK(CheckOrder("sessions { start_time {} minutes: 480 }"));
  EXPECT_THAT(CheckOrder("sessions { start_time {} minutes: 481 }"),
              InvalidAt("sessions[1].minutes", "max:480"));
  EXPECT_THAT(CheckOrder("sessions { start_time {} minutes: -1 }"),
              InvalidAt("sessions[1].minutes", "min:15"));
  EXPECT_THAT(CheckOrder("numbers: 1 numbers: 10"), InvalidAt("numbers[1]", "max:9"));
}

TEST_F(ValidateTest, ZeroCountsWhereTheFieldKnowsThatItIsSet) {
  EXPECT_THAT(CheckOrder("people: 0"), InvalidAt("people", "min:1"));
  EXPECT_OK(CheckOrder("sessions { start_time {} minutes: 0 }"));
}

TEST_F(ValidateTest, TooManyItems) {
  const Status status =
      CheckOrder("sessions { start_time {} } sessions { start_time {} } sessions { start_time {} }");
  EXPECT_THAT(status, InvalidAt("sessions", "max_items:3"));
  EXPECT_EQ(InfoOf(status).fields(0).value(), "4");
}

TEST_F(ValidateTest, AListIsSortedByWhatItNamesOnly) {
  for (const char* known : {"title", "title desc", "people", "people desc"})
    EXPECT_OK(CheckOrder(absl::StrCat("order_by: '", known, "'"))) << known;
  for (const char* unknown :
       {"phone", "title asc", "title  desc", " title", "Title", "title,people", "desc"}) {
    EXPECT_THAT(CheckOrder(absl::StrCat("order_by: '", unknown, "'")),
                InvalidAt("order_by", "one_of:title, title desc, people, people desc"))
        << unknown;
  }
}

TEST_F(ValidateTest, UnknownEnumValuesAreNamedWithTheKnownOnes) {
  auto order = Make("Order", "title: '理发' sessions { start_time {} } kinds: DEMAND");
  const auto* type = order->GetDescriptor();
  order->GetReflection()->SetEnumValue(order.get(), type->FindFieldByName("kind"), 77);
  order->GetReflection()->AddEnumValue(order.get(), type->FindFieldByName("kinds"), 78);
  order->GetReflection()->AddEnumValue(order.get(), type->FindFieldByName("kinds"), 0);
  const Status status = Validate(*order);
  EXPECT_THAT(status, InvalidAt("kind", "one_of:DEMAND, ACTIVITY"));
  EXPECT_THAT(status, InvalidAt("kinds[1]", "one_of:DEMAND, ACTIVITY"));
  EXPECT_THAT(status, InvalidAt("kinds[2]", "one_of:DEMAND, ACTIVITY")) << "a list has no value left out";
  EXPECT_EQ(InfoOf(status).fields(0).value(), "77");
}

TEST_F(ValidateTest, BrokenUtf8IsNamed) {
  auto order = Make("Order", "title: '理发' kind: DEMAND sessions { start_time {} }");
  order->GetReflection()->SetString(order.get(), order->GetDescriptor()->FindFieldByName("plain"),
                                    "ab\xE7\x90");
  EXPECT_THAT(Validate(*order), InvalidAt("plain", "utf8"));
}

TEST_F(ValidateTest, InvisibleCharactersAreRefusedEvenWithoutLimits) {
  EXPECT_THAT(CheckOrder("plain: 'a\\001'"), InvalidAt("plain", "control"));
  EXPECT_THAT(CheckOrder("plain: 'a\\342\\200\\256b'"), InvalidAt("plain", "control"));
  EXPECT_THAT(CheckOrder("plain: 'a\\nb'"), InvalidAt("plain", "single_line"));
  EXPECT_THAT(CheckOrder("remark: 'a\\000b'"), InvalidAt("remark", "control"));
  EXPECT_THAT(CheckOrder("notes { key: 'k' value: 'a\\001' }"), InvalidAt("notes[0].value", "control"));
}

TEST_F(ValidateTest, PersonalValuesAreMasked) {
  const Status own = CheckOrder("person { phone: '138000' }");
  EXPECT_THAT(own, InvalidAt("person.phone", "pattern:1[0-9]{10}"));
  EXPECT_EQ(InfoOf(own).fields(0).value(), "***");
  // Everything inside a personal message is personal.
  EXPECT_EQ(InfoOf(CheckOrder("hidden { nickname: '红柳村王奶奶' }")).fields(0).value(), "***");
  EXPECT_EQ(InfoOf(CheckOrder("person { nickname: '红柳村王奶奶' }")).fields(0).value(), "红柳村王奶奶");
}

TEST_F(ValidateTest, PatternsMatchTheWholeText) {
  EXPECT_OK(CheckOrder("person { phone: '13800000000' }"));
  EXPECT_THAT(CheckOrder("person { phone: '138000000001' }"),
              InvalidAt("person.phone", "pattern:1[0-9]{10}"));
}

TEST_F(ValidateTest, IdsAndResourceNames) {
  const auto check = [&](const std::string& more) {
    const std::string order = "order { title: '理发' kind: DEMAND sessions { start_time {} } } ";
    return Validate(*Make("Request", order + more));
  };
  const std::string id = std::string("request_id: '") + kId + "' ";
  EXPECT_OK(check(id + "station: 'counties/150525/orgs/" + kId + "' county: 'counties/150525'"));
  EXPECT_THAT(check("request_id: '01890A5D-AC96-774B-BCCE-B302099A8057'"), InvalidAt("request_id", "uuid"));
  EXPECT_THAT(check("request_id: '7'"), InvalidAt("request_id", "uuid"));
  EXPECT_THAT(check(id + "station: 'counties/150525/teams/" + kId + "'"),
              InvalidAt("station", "resource:orgs"));
  EXPECT_THAT(check(id + "station: 'counties/150525'"), InvalidAt("station", "resource:orgs"));
  EXPECT_THAT(check(id + "county: '150525'"), InvalidAt("county", "county"));
  EXPECT_THAT(check(id + "orders: 'x'"), InvalidAt("orders[0]", "resource:orders"));
}

TEST_F(ValidateTest, TimesOutsideTheCalendarAreRefused) {
  EXPECT_THAT(CheckOrder("sessions { start_time { seconds: 253402300800 } }"),
              InvalidAt("sessions[1].start_time", "timestamp"));
  EXPECT_THAT(CheckOrder("sessions { start_time { nanos: -1 } }"),
              InvalidAt("sessions[1].start_time", "timestamp"));
}

TEST_F(ValidateTest, AtMostTwentyFieldsAreNamed) {
  std::string many;
  for (int i = 0; i < 40; ++i) many += "tags: '四个字的' ";
  EXPECT_EQ(InfoOf(CheckOrder(many)).fields_size(), 20);
}

TEST_F(ValidateTest, TheCountyIsThatOfTheFirstResourceField) {
  const std::string id = kId;
  EXPECT_EQ(CountyOf(*Make("Request", "station: 'counties/150525/orgs/" + id + "' county: 'counties/2'")),
            150525);
  EXPECT_EQ(CountyOf(*Make("Request", "county: 'counties/2'")), 2);
  EXPECT_EQ(CountyOf(*Make("Request",
                           "orders: 'counties/3/orders/" + id + "' orders: 'counties/4/orders/" + id + "'")),
            3);
  EXPECT_EQ(CountyOf(*Make("Request", "station: 'nonsense' county: 'counties/2'")), 0);
  EXPECT_EQ(CountyOf(*Make("Request", "order {}")), 0);
  EXPECT_EQ(CountyOf(*Make("Empty", "")), 0);
}

TEST_F(ValidateTest, TheRequestId) {
  EXPECT_EQ(RequestIdOf(*Make("Request", std::string("request_id: '") + kId + "'"))->ToString(), kId);
  EXPECT_EQ(RequestIdOf(*Make("Request", "request_id: 'x'")), std::nullopt);
  EXPECT_EQ(RequestIdOf(*Make("Empty", "")), std::nullopt);
}

}  // namespace
}  // namespace diandan
