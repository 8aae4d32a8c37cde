// order rate, rating list, rating review, rating rates: what the people served say.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "clients/cli/words.h"
#include "diandan/orders/v1/rating_rates_service.grpc.pb.h"
#include "diandan/orders/v1/rating_service.grpc.pb.h"
#include "services/base/clock.h"

namespace diandan::cli {

namespace o = orders::v1;

namespace {

using Ratings = o::RatingService::Stub;

struct Opinion {
  std::string order, words;
  std::shared_ptr<std::vector<std::string>> secret;  // empty = not given
  std::vector<std::string> tags;
  o::RaterKind by = o::RATER_KIND_UNSPECIFIED;
  bool call_back = false, on_behalf = false;
  int score = 0;
};

// As the other choices are typed, "on-time".
StatusOr<o::RatingTag> TagOf(const std::string& typed) {
  const auto* tags = o::RatingTag_descriptor();
  for (int i = 1; i < tags->value_count(); ++i) {
    if (ChoiceWord(tags->value(i)->name()) == ChoiceWord(typed))
      return static_cast<o::RatingTag>(tags->value(i)->number());
  }
  return InvalidField("--tag", typed, absl::StrCat("one_of:", absl::StrJoin(ChoiceWords(tags), ", ")));
}

// Whoever holds the secret, calls or speaks for somebody rates for the resident; else a side of its own.
Status Rate(Context& context, const Opinion& opinion) {
  o::RateOrderRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(opinion.order));
  request.set_rater_kind(opinion.by == o::RATER_KIND_UNSPECIFIED ? o::RESIDENT : opinion.by);
  request.set_channel(opinion.call_back                     ? o::RATING_CALL_BACK
                      : opinion.on_behalf                   ? o::ON_BEHALF
                      : request.rater_kind() != o::RESIDENT ? o::SIGNED_IN
                                                            : o::RATING_SECRET);
  if (request.channel() == o::RATING_SECRET) {
    const std::string from = opinion.secret->empty() ? "" : opinion.secret->front();
    DD_ASSIGN_OR_RETURN(*request.mutable_rating_secret(),
                        ReadSecret(context, "--rating-secret", from, kAskRatingSecret));
    request.set_device(context.client().device());
  }
  request.set_score(opinion.score);
  for (const std::string& typed : opinion.tags) {
    DD_ASSIGN_OR_RETURN(o::RatingTag tag, TagOf(typed));
    request.add_tags(tag);
  }
  request.set_words(opinion.words);
  return context.Change(&Ratings::RateOrder, request, [&](const o::Rating& rating) {
    context.out.Done(rating, context.Say(kRated), {rating.rating_id(), absl::StrCat(rating.score())});
  });
}

// In words; a figure for scripts.
std::string SayScore(const Context& context, int score) {
  const bool known = score >= 1 && score <= static_cast<int>(std::size(kScores));
  return known && !context.for_scripts() ? context.Say(kScores[score - 1]) : absl::StrCat(score);
}

Status ListRatings(Context& context, const std::string& typed) {
  o::ListRatingsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(typed));
  o::ListRatingsResponse response;
  DD_RETURN_IF_ERROR(context.Read(&Ratings::ListRatings, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadRatings), '\t');
  for (const auto& rating : response.ratings()) {
    std::vector<std::string> remarks;
    if (rating.annulled()) remarks.push_back(context.Say(kAnnulled));
    if (rating.follow_up()) remarks.push_back(context.Say(kFollowUp));
    if (rating.outranked()) remarks.push_back(context.Say(kOutranked));
    table.rows.push_back({rating.rating_id(), context.Word(rating.rater_kind()),
                          context.Word(rating.channel()), SayScore(context, rating.score()),
                          context.Words<o::RatingTag>(rating.tags()), SayStamp(context, rating.rated_time()),
                          absl::StrJoin(remarks, " ")});
  }
  context.out.Show(response, table);
  return absl::OkStatus();
}

// Low ones by default: those have a clock.
Status ListToReview(Context& context, o::RatingQueue queue, const std::string& place) {
  o::ListRatingsToReviewRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_queue(queue == o::RATING_QUEUE_UNSPECIFIED ? o::LOW_RATINGS : queue);
  if (!place.empty()) {
    DD_ASSIGN_OR_RETURN(const std::string org, context.names().Org(place));
    DD_ASSIGN_OR_RETURN(*request.mutable_org_path(), context.names().PathOf(org));
  }
  o::ListRatingsToReviewResponse all;
  DD_RETURN_IF_ERROR(context.ReadAll(&Ratings::ListRatingsToReview, request, &all));
  if (all.ratings_size() == 0 && context.out.format() == Format::kTable) {
    context.out.Note(context.Say(kNothingRatedSo));
    return absl::OkStatus();
  }
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadRatingsToReview), '\t');
  for (const o::RatingToReview& one : all.ratings()) {
    const o::Rating& rating = one.rating();
    const std::string station = absl::StrCat(request.parent(), "/orgs/",
                                             one.station_path().substr(one.station_path().rfind('.') + 1));
    table.rows.push_back({one.order_number(), one.title(), context.names().SayOrg(station),
                          context.names().SayTeam(one.team()), context.Word(rating.channel()),
                          SayScore(context, rating.score()), context.Words<o::RatingTag>(rating.tags()),
                          SayLastMinute(context, rating.due_time()),
                          context.Words<o::RatingDoubt>(one.doubts()), rating.rating_id()});
  }
  context.out.Show(all, table);
  return absl::OkStatus();
}

Status Review(Context& context, const std::string& typed, const std::string& rating,
              o::RatingVerdict verdict) {
  o::ReviewRatingRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(typed));
  request.set_rating_id(rating);
  request.set_verdict(verdict);
  return context.Change(&Ratings::ReviewRating, request, [&](const o::Rating& done) {
    context.out.Done(done, context.Say(kRatingReviewed), {done.rating_id()});
  });
}

// "3 of 4 (30–95 %)"; for scripts three figures.
std::string SayShare(const Context& context, const o::ShareOf& share) {
  const auto percent = [](int32_t per_mille) { return absl::StrCat((per_mille + 5) / 10); };
  if (context.for_scripts())
    return absl::StrCat(share.hits(), "/", share.of(), "/", share.low_per_mille(), "-",
                        share.high_per_mille());
  return context.Say(kShareWithRange, {{"hits", absl::StrCat(share.hits())},
                                       {"of", absl::StrCat(share.of())},
                                       {"low", percent(share.low_per_mille())},
                                       {"high", percent(share.high_per_mille())}});
}

std::vector<std::string> RatesLine(Context& context, const std::string& who, const o::RatesOf& rates) {
  std::vector<std::string> line = {who, absl::StrCat(rates.closed())};
  for (const o::ChannelRate& rate : rates.channels()) line.push_back(absl::StrCat(rate.share().hits()));
  line.push_back(SayShare(context, rates.answered()));
  line.push_back(SayShare(context, rates.in_person()));
  return line;
}

Status ShowRates(Context& context, const std::string& place, const std::string& from,
                 const std::string& until) {
  o::GetRatingRatesRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  if (!place.empty()) {
    DD_ASSIGN_OR_RETURN(const std::string org, context.names().Org(place));
    DD_ASSIGN_OR_RETURN(*request.mutable_org_path(), context.names().PathOf(org));
  }
  if (!from.empty()) {
    DD_ASSIGN_OR_RETURN(const absl::CivilDay day, ParseDay(context, "--from", from));
    SetTime(absl::FromCivil(day, ChinaTime()), request.mutable_start_time());
  }
  if (!until.empty()) {
    DD_ASSIGN_OR_RETURN(const absl::CivilDay day, ParseDay(context, "--until", until));
    SetTime(absl::FromCivil(day + 1, ChinaTime()), request.mutable_end_time());
  }
  o::RatingRates rates;
  DD_RETURN_IF_ERROR(context.Read(&o::RatingRatesService::Stub::GetRatingRates, request, &rates));
  Table table{.head = absl::StrSplit(context.Say(kHeadRates), '\t'), .right = {1, 2, 3, 4, 5}};
  table.rows.push_back(RatesLine(context, context.Say(kRatesTogether), rates.all()));
  for (const o::RatesOf& one : rates.places()) {
    const std::string& path = one.org_path();
    const std::string org = absl::StrCat(request.parent(), "/orgs/", path.substr(path.rfind('.') + 1));
    table.rows.push_back(RatesLine(context, context.names().SayOrg(org), one));
  }
  for (const o::RatesOf& one : rates.teams())
    table.rows.push_back(RatesLine(context, context.names().SayTeam(one.team()), one));
  context.out.Show(rates, table);
  return absl::OkStatus();
}

}  // namespace

void AddRatingCommands(Command& root, Context& context) {
  Command& rate =
      OrderGroup(root).Sub("rate", {"评单：5 很满意 … 1 很不满意", "Rate: 5 very good … 1 very bad"});
  auto number = rate.Argument("ORDER", kHelpOrder);
  auto score =
      rate.Number("--score", {"5 很满意，4 满意，3 一般，2 不满意，1 很不满意", "5 very good to 1 very bad"},
                  Need::kRequired);
  auto secret = rate.OptionalValue("--rating-secret", "FILE", kHelpSecretFrom);
  auto call_back = rate.Flag("--call-back", {"打电话问的", "Asked by telephone"});
  auto on_behalf = rate.Flag("--on-behalf", {"站里代评，会注明", "By the station for the resident; marked"});
  auto by = rate.Choice<o::RaterKind>("--by", {"队、站或组织自己评", "A side of its own"}, Need::kOptional);
  auto tags = rate.Options("--tag", "WORD",
                           {"哪里好、哪里不好；可以写几次", "What was good or bad; may be repeated"});
  auto words = rate.Option("--words", "TEXT", {"一句话，加密存", "A sentence; stored encrypted"});
  rate.Changes();
  rate.Runs([=, &context] {
    return Rate(context, Opinion{*number, *words, secret, *tags, *by, *call_back, *on_behalf, *score});
  });

  Command& ratings = root.Sub("rating", {"评价", "Ratings"});
  Command& list = ratings.Sub("list", {"一张单子的评价", "Ratings of one order"});
  auto listed = list.Argument("ORDER", kHelpOrder);
  list.Runs([=, &context] { return ListRatings(context, *listed); });
  Command& waiting =
      ratings.Sub("waiting", {"要处理的评价：不满意的（最急的在前）、来路可疑的、全部",
                              "Ratings to see to: low ones, the soonest due first; doubtful ones; all"});
  auto queue = waiting.Choice<o::RatingQueue>(
      "--queue", {"看哪些；不写是不满意的", "Which; low ones by default"}, Need::kOptional);
  auto place = waiting.Option("--org", "ORG", kHelpOrg);
  waiting.Runs([=, &context] { return ListToReview(context, *queue, *place); });
  Command& rates = ratings.Sub("rates", {"评了多少、怎么评的：本人、回访、代评、没评；按地方和队伍，带范围",
                                         "How many answered, by which way, by place and team, with ranges"});
  auto counted = rates.Option("--org", "ORG", kHelpOrg);
  auto from =
      rates.Option("--from", "DAY", {"从哪天结的单起；不写是 92 天以来", "First day; 92 days by default"});
  auto until = rates.Option("--until", "DAY", {"到哪天为止", "Last day"});
  rates.Runs([=, &context] { return ShowRates(context, *counted, *from, *until); });
  Command& review =
      ratings.Sub("review", {"要回访，说好了，或判定不算数", "Follow up, talked over, or annul"});
  auto whose = review.Argument("ORDER", kHelpOrder);
  auto which = review.Argument("RATING", {"评价的编号", "The rating's id"});
  auto verdict = review.Choice<o::RatingVerdict>("--verdict", {"怎么处理", "What to do"});
  review.Changes();
  review.Runs([=, &context] { return Review(context, *whose, *which, *verdict); });
}

}  // namespace diandan::cli
