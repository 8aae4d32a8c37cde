#include "clients/demo/loop_story.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/demo/demo_people.h"
#include "clients/demo/demo_places.h"
#include "clients/demo/narrator.h"
#include "clients/demo/order_walk.h"
#include "diandan/hours/v1/ledger_service.grpc.pb.h"
#include "diandan/matching/v1/matching_service.grpc.pb.h"
#include "services/base/clock.h"
#include "services/base/codes.h"
#include "services/base/say_time.h"

namespace diandan::demo {

namespace o = orders::v1;
namespace h = hours::v1;
namespace m = matching::v1;

namespace {

constexpr char kVillage[] = "150525100201";
constexpr char kTeam[] = "village/150525100201";
constexpr char kClient[] = "王奶奶";
constexpr int kPeople = 2;
// The service lasts from the check-in until this, inside the clock skew that phones are allowed.
constexpr absl::Duration kServed = absl::Minutes(4);

absl::Time FromTimestamp(const google::protobuf::Timestamp& at) {
  return absl::FromUnixSeconds(at.seconds()) + absl::Nanoseconds(at.nanos());
}

Status NotSo(const std::string& problem) {
  return Refuse(errors::v1::INTERNAL_ERROR, {{"problem", problem}});
}

// The story in scenes. Each scene is what one person does; the next one stands on it.
class LoopStory {
 public:
  LoopStory(Stage& stage, std::ostream& out)
      : stage_(stage),
        tell_(out, stage.language()),
        walk_(stage, kCounty, stage.NewId()),
        began_(stage.now()) {}

  Status Tell() {
    tell_.Title(
        tell_.Say({"一张单子走完全程：点单 → 审单 → 派单 → 接单 → 服务 → 结单 → 评单 → 验单 → 记时",
                   "One order through the whole loop: place, approve, offer, accept, serve, complete, "
                   "rate, verify, credit"}));
    DD_RETURN_IF_ERROR(Gather());
    DD_RETURN_IF_ERROR(Place());
    DD_RETURN_IF_ERROR(Approve());
    DD_RETURN_IF_ERROR(Match());
    DD_RETURN_IF_ERROR(Offer());
    DD_RETURN_IF_ERROR(Accept());
    DD_RETURN_IF_ERROR(Serve());
    DD_RETURN_IF_ERROR(Complete());
    DD_RETURN_IF_ERROR(Verify());
    return Hours();
  }

 private:
  struct Helper {
    Actor actor;
    int before = 0;  // minutes
  };

  Status Gather() {
    for (auto [name, actor] : {std::pair{"naiman-clerk", &clerk_},
                               {"naiman-officer", &officer_},
                               {"naiman-dispatcher", &dispatcher_},
                               {"naiman-leader", &leader_},
                               {"naiman-reviewer", &reviewer_}}) {
      DD_ASSIGN_OR_RETURN(*actor, stage_.SignIn(name, kDemoPassword));
    }
    DD_RETURN_IF_ERROR(GatherHelpers());
    tell_.More(absl::StrCat(tell_.Say({"事前时长：", "Hours before: "}), HoursOf(/*after=*/false)));
    return absl::OkStatus();
  }

  // The first two who are not serving now, as their own statements say.
  Status GatherHelpers() {
    for (int i = 1; i <= kLoopVolunteers && helpers_.size() < kPeople; ++i) {
      Helper helper;
      DD_ASSIGN_OR_RETURN(helper.actor, stage_.SignIn(absl::StrCat("naiman-volunteer", i), kDemoPassword));
      DD_ASSIGN_OR_RETURN(h::VolunteerStatement statement, Statement(helper.actor));
      bool serving = false;
      for (const h::StatementLine& line : statement.lines()) {
        serving |= FromTimestamp(line.end_time()) > began_;
      }
      if (serving) continue;
      helper.before = statement.posted_minutes();
      helpers_.push_back(std::move(helper));
    }
    if (helpers_.size() == kPeople) return absl::OkStatus();
    tell_.More(tell_.Say({"八位演示志愿者都还在服务，同一段时间不能记两次：过四分钟再走一遍。",
                          "All eight demo volunteers are still serving, and no minute is credited twice: try "
                          "again in four minutes."}));
    return Refuse(errors::v1::OVERLAPPING_MINUTES);
  }

  Status Place() {
    o::OrderDraft draft;
    draft.set_menu_item(DemoName("menu_items", "menu/haircut"));
    draft.set_station(OrgName(kVillage));
    draft.set_client_address(kClient);
    draft.set_house("村东头第三家");
    draft.set_note("老人腿脚不便，麻烦带上推子。");
    draft.set_volunteers_wanted(kPeople);
    draft.set_on_behalf(true);
    const absl::Time start = began_ + absl::Minutes(1), end = began_ + absl::Minutes(90);
    DD_ASSIGN_OR_RETURN(o::Order order, walk_.Place(clerk_, draft, start, end));
    tell_.Step({"点单", "Place"}, clerk_.display_name,
               absl::StrCat("“", kClient, " ", order.title(), tell_.Say({"”，", "”, "}),
                            SayRange(start, end, began_, stage_.language()),
                            tell_.Say({"，代老人点，单号 ", ", on behalf of the resident, number "}),
                            order.number()));
    return Reached(order, o::PLACED);
  }

  Status Approve() {
    DD_ASSIGN_OR_RETURN(o::Order order, walk_.Approve(officer_));
    tell_.Step({"审单", "Approve"}, officer_.display_name,
               tell_.Say({"核对属实，是志愿服务，公开等人接", "checked; it is voluntary service; opened"}));
    return Reached(order, o::OPEN);
  }

  Status Match() {
    m::RankTeamsRequest request;
    request.set_parent(CountyParent());
    request.set_order(walk_.name());
    request.set_page_size(3);
    DD_ASSIGN_OR_RETURN(auto ranking,
                        stage_.Call(dispatcher_, &m::MatchingService::Stub::RankTeams, request));
    tell_.Step({"匹配", "Match"}, tell_.Say({"系统", "the system"}),
               absl::StrCat(tell_.Say({"全旗 ", "of "}), ranking.teams_considered(),
                            tell_.Say({" 支队伍里有 ", " teams "}), ranking.eligible(),
                            tell_.Say({" 支合适，前三：", " could serve; the best:"})));
    for (const m::RankedTeam& team : ranking.ranked()) tell_.More(SayRanked(team));
    return absl::OkStatus();
  }

  std::string SayRanked(const m::RankedTeam& team) const {
    std::vector<std::string> reasons;
    for (const m::TermPoints& term : team.terms()) {
      for (int kind : team.reasons()) {
        if (kind == term.kind()) reasons.push_back(term.sentence());
      }
    }
    return absl::StrCat(team.rank(), ". ", team.team_name(), tell_.Say({"（", " ("}), team.points(),
                        tell_.Say({" 分） ", " points): "}), absl::StrJoin(reasons, tell_.Say({"；", "; "})));
  }

  // Matching asks the best team of the village by itself. When it thought otherwise (the team has served this
  // half-day already), the clerk asks the village's own team.
  Status Offer() {
    DD_ASSIGN_OR_RETURN(o::Order order, walk_.Read(clerk_));
    bool asked = false;
    for (const o::Offer& offer : order.offers()) asked |= offer.team() == TeamName(kTeam);
    if (!asked) {
      auto offered = walk_.Offer(clerk_, {TeamName(kTeam)});
      if (offered.ok()) {
        order = *offered;
      } else if (ReasonOf(offered.status()) == errors::v1::ALREADY_OFFERED) {
        asked = true;
      } else {
        return offered.status();
      }
    }
    tell_.Step({"派单", "Offer"}, asked ? tell_.Say({"系统", "the system"}) : clerk_.display_name,
               tell_.Say({"邀请柳树营子村邻里互助队。是邀请，不是命令：可以不接，不用说原因",
                          "invites the village's own team. An invitation, never an order: it may be declined "
                          "without a reason"}));
    return Reached(order, o::OPEN);
  }

  Status Accept() {
    DD_ASSIGN_OR_RETURN(o::Order order, walk_.Accept(leader_, TeamName(kTeam)));
    tell_.Step({"接单", "Accept"}, leader_.display_name, tell_.Say({"接了", "accepts"}));
    DD_RETURN_IF_ERROR(Reached(order, o::ACCEPTED));
    std::vector<std::string> people, names;
    for (const Helper& helper : helpers_) {
      people.push_back(helper.actor.volunteer);
      names.push_back(helper.actor.display_name);
    }
    DD_ASSIGN_OR_RETURN(o::Roster roster, walk_.SetRoster(leader_, people));
    tell_.Step({"排人", "Roster"}, leader_.display_name,
               absl::StrCat(absl::StrJoin(names, tell_.Say({"、", ", "})),
                            tell_.Say({"；资格、培训、保险、同意书都查过，合格 ", "; eligible: "}),
                            roster.entries_size()));
    return absl::OkStatus();
  }

  // Each volunteer types the rolling code on the leader's screen into the own phone.
  Status Serve() {
    DD_ASSIGN_OR_RETURN(std::string bytes, walk_.SessionKey(leader_));
    DD_ASSIGN_OR_RETURN(Key key, Key::FromBytes(bytes));
    const absl::Time in = stage_.now();
    for (const Helper& helper : helpers_) {
      DD_ASSIGN_OR_RETURN(o::Fact fact,
                          walk_.CheckIn(helper.actor, RollingCode(key, Direction::kIn, in), in));
      tell_.Step(
          {"签到", "Check in"}, helper.actor.display_name,
          tell_.Say({"用自己的手机输入队长屏幕上的动态码", "types the rolling code of the leader's screen"}));
      tell_.State(fact.order_state());
      if (fact.order_state() != o::IN_SERVICE) return NotSo("the check-in did not start the service");
    }
    out_at_ = in + kServed;
    for (const Helper& helper : helpers_) {
      DD_RETURN_IF_ERROR(
          walk_.CheckOut(helper.actor, RollingCode(key, Direction::kOut, out_at_), out_at_).status());
      tell_.Step({"签退", "Check out"}, helper.actor.display_name,
                 absl::StrCat(tell_.Say({"另一个动态码；记录的签退时间是签到后 ", "another code, recorded "}),
                              SayMinutes(absl::ToInt64Minutes(kServed), stage_.language()),
                              tell_.Say({"", " after the check-in"})));
    }
    tell_.More(tell_.Say(
        {"（演示不等人：签退时间写在手机时钟允许的 5 分钟误差以内，所以只记这几分钟，一分不多记。）",
         "(A demonstration does not wait: the check-out lies within the 5 minutes that phones' "
         "clocks may differ, so just these minutes are credited.)"}));
    return absl::OkStatus();
  }

  Status Complete() {
    DD_ASSIGN_OR_RETURN(o::Slip slip, walk_.ViewSlip(clerk_));
    tell_.Step(
        {"小票", "Slip"}, clerk_.display_name,
        tell_.Say({"打印小票交给老人：结单码在老人手里，评价码可撕下；服务队看不到",
                   "prints the slip for the resident: closing code and rating secret, never shown to the "
                   "team"}));
    DD_ASSIGN_OR_RETURN(o::Order order, walk_.Complete(leader_, slip.closing_code(), kPeople, out_at_));
    tell_.Step({"结单", "Complete"}, leader_.display_name,
               tell_.Say({"老人满意，报出结单码；到场 2 人",
                          "with the closing code the resident reads out; 2 came"}));
    DD_RETURN_IF_ERROR(Reached(order, o::COMPLETED));
    DD_ASSIGN_OR_RETURN(o::Rating rating, walk_.Rate(slip.rating_secret(), 5, {o::SKILLED, o::WARM_HEARTED},
                                                     "剪得精神，谢谢孩子们。"));
    tell_.Step({"评单", "Rate"}, kClient,
               absl::StrCat(tell_.Say({"凭评价码打 ", "by the rating secret: "}), rating.score(),
                            tell_.Say({" 分，不用账号", " of 5, without an account"})));
    return absl::OkStatus();
  }

  Status Verify() {
    DD_ASSIGN_OR_RETURN(auto entries, walk_.Entries(reviewer_));
    // In the order in which people came, whatever their ids are.
    std::sort(entries.begin(), entries.end(), [this](const h::Entry& a, const h::Entry& b) {
      return PlaceOf(a.volunteer()) < PlaceOf(b.volunteer());
    });
    if (entries.size() != kPeople) return NotSo(absl::StrCat(entries.size(), " entries"));
    for (const h::Entry& entry : entries) {
      tell_.More(absl::StrCat(tell_.Say({"待验 ", "pending "}), NameOf(entry.volunteer()), " ",
                              SayMinutes(entry.reported_minutes(), stage_.language()),
                              tell_.Say({"，证据等级 ", ", evidence grade "}), h::Grade_Name(entry.grade())));
    }
    DD_ASSIGN_OR_RETURN(auto decided, walk_.Decide(reviewer_, entries, h::VERIFY, h::EVIDENCE_SUFFICES));
    for (const h::Entry& entry : decided) {
      credited_ = entry.posted_minutes();
      tell_.Step({"验单", "Verify"}, reviewer_.display_name,
                 absl::StrCat(NameOf(entry.volunteer()), tell_.Say({" 核实，入账 ", ": verified, credited "}),
                              SayMinutes(entry.posted_minutes(), stage_.language())));
      if (entry.state() != h::POSTED) return NotSo("the entry is not posted");
    }
    DD_ASSIGN_OR_RETURN(o::Order order, walk_.Read(clerk_));
    return Reached(order, o::VERIFIED);
  }

  Status Hours() {
    for (Helper& helper : helpers_) {
      DD_ASSIGN_OR_RETURN(h::VolunteerStatement statement, Statement(helper.actor));
      after_.push_back(statement.posted_minutes());
      if (credited_ <= 0 || statement.posted_minutes() - helper.before != credited_) {
        return NotSo("the hours did not grow by what was verified");
      }
    }
    tell_.More(absl::StrCat(tell_.Say({"事后时长：", "Hours after: "}), HoursOf(/*after=*/true)));
    return absl::OkStatus();
  }

  StatusOr<h::VolunteerStatement> Statement(const Actor& volunteer) {
    h::GetVolunteerStatementRequest request;
    request.set_volunteer(volunteer.volunteer);
    return stage_.Call(volunteer, &h::LedgerService::Stub::GetVolunteerStatement, request);
  }

  // Tells where the order stands, and stops the story when it stands elsewhere.
  Status Reached(const o::Order& order, o::OrderState wanted) {
    tell_.State(order.state());
    if (order.state() == wanted) return absl::OkStatus();
    return NotSo(absl::StrCat("expected ", o::OrderState_Name(wanted)));
  }

  std::string HoursOf(bool after) const {
    std::vector<std::string> parts;
    for (size_t i = 0; i < helpers_.size(); ++i) {
      parts.push_back(absl::StrCat(helpers_[i].actor.display_name, " ",
                                   SayMinutes(after ? after_[i] : helpers_[i].before, stage_.language())));
    }
    return absl::StrJoin(parts, tell_.Say({"，", ", "}));
  }

  // Which of the helpers it is.
  size_t PlaceOf(const std::string& volunteer) const {
    size_t place = 0;
    while (place < helpers_.size() && helpers_[place].actor.volunteer != volunteer) ++place;
    return place;
  }

  std::string NameOf(const std::string& volunteer) const {
    const size_t place = PlaceOf(volunteer);
    return place < helpers_.size() ? helpers_[place].actor.display_name : "?";
  }

  Stage& stage_;
  Narrator tell_;
  OrderWalk walk_;
  const absl::Time began_;
  Actor clerk_, officer_, dispatcher_, leader_, reviewer_;
  std::vector<Helper> helpers_;
  std::vector<int> after_;
  absl::Time out_at_;
  int credited_ = 0;
};

}  // namespace

Status TellLoop(Stage& stage, std::ostream& out) { return LoopStory(stage, out).Tell(); }

}  // namespace diandan::demo
