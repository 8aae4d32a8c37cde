#include "services/hours/honour_service.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/hours/access_rules.h"
#include "services/hours/honour_parts_rules.h"
#include "services/hours/honour_review_rules.h"
#include "services/hours/honour_store.h"
#include "services/hours/paper/honour_poster.h"
#include "services/hours/queue_store.h"
#include "services/rpc/asker.h"

namespace diandan::hours {
namespace {

// Pages that anybody may turn.
constexpr int kPagesEach = 120, kPagesTogether = 2400;

// One nomination with what stands around it, and its words; for as long as `picture` lives.
struct Around {
  const NominationRow* row = nullptr;
  const NominationWordsRow* words = nullptr;
};
Around LoadNomination(db::Connection& db, const rpc::Home& home, CountyId county, const Uuid& id,
                      Picture& picture) {
  Touches first;
  first.set_county(county);
  first.Add<NominationRow>(id);
  first.Add<NominationWordsRow>(id);
  rpc::LoadForRead(db, home, first, picture);
  Around around{picture.Rows<NominationRow>().Find(county, id),
                picture.Rows<NominationWordsRow>().Find(county, id)};
  if (around.row == nullptr) return around;
  Touches more;
  more.set_county(county);
  TouchAroundNomination(*around.row, more);
  rpc::LoadForRead(db, home, more, picture);
  around.row = picture.Rows<NominationRow>().Find(county, id);
  around.words = picture.Rows<NominationWordsRow>().Find(county, id);
  return around;
}

Status MaySee(const Work& work, const NominationRow& row) {
  if (IsNominee(work, row) || work.caller.subject == row.nominated_by) return absl::OkStatus();
  return MaySeePlace(work.caller, work.county, row.place_path, HonourReaders());
}

void ShowSteps(const Work& work, const NominationRow& row, v1::Nomination& shown) {
  for (const auto* step : work.Children<NominationStepRow>(row.id)) {
    v1::NominationStep& out = *shown.add_steps();
    out.set_tier(step->tier);
    out.set_verdict(step->verdict);
    out.set_reason(step->reason);
    out.set_decided_by(step->decided_by);
    *out.mutable_decide_time() = ToTimestamp(step->decided_at);
  }
  for (const auto* objection : work.Children<ObjectionRow>(row.id)) {
    v1::Objection& out = *shown.add_objections();
    out.set_name(ResourceNameOf(row.county_id, "objections", objection->id));
    out.set_reason(objection->reason);
    out.set_state(objection->state);
    *out.mutable_object_time() = ToTimestamp(objection->objected_at);
    if (objection->decided_at) *out.mutable_decide_time() = ToTimestamp(*objection->decided_at);
  }
}

template <typename Row>
std::vector<Uuid> CampaignIdsOf(const std::vector<Row>& rows) {
  std::vector<Uuid> ids;
  for (const Row& row : rows) {
    if (std::find(ids.begin(), ids.end(), row.campaign_id) == ids.end()) ids.push_back(row.campaign_id);
  }
  return ids;
}

std::map<Uuid, CategoryRow> ById(std::vector<CategoryRow> rows) {
  std::map<Uuid, CategoryRow> found;
  for (CategoryRow& row : rows) found[row.id] = std::move(row);
  return found;
}

}  // namespace

HonourService::HonourService(const rpc::Home& home, const Keys& keys, rpc::Peers::ChannelTo channel_to,
                             std::string public_url)
    : home_(home),
      maker_(home, keys, std::move(channel_to)),
      public_url_(std::move(public_url)),
      throttle_(kPagesEach, kPagesTogether) {
  Serve(this, &HonourService::OpenCampaign, &HonourService::EndCampaign, &HonourService::ListCampaigns,
        &HonourService::Nominate, &HonourService::AnswerNomination, &HonourService::WithdrawNomination,
        &HonourService::ReviewNomination, &HonourService::ObjectToNomination, &HonourService::DecideObjection,
        &HonourService::AwardNomination, &HonourService::GetNomination, &HonourService::ListNominations,
        &HonourService::ListRedList, &HonourService::DownloadHonourPoster);
}

HonourService::Reactor* HonourService::OpenCampaign(Context* context, const v1::OpenCampaignRequest* request,
                                                    v1::Campaign* response) {
  return rpc::Mutate(home_, context, request, response, OpenCampaignVerb(),
                     [this, request](const rpc::Call& call) -> StatusOr<std::shared_ptr<const void>> {
                       DD_ASSIGN_OR_RETURN(std::shared_ptr<const void> host,
                                           maker_.Host(call, request->host()));
                       return host;
                     });
}

HonourService::Reactor* HonourService::EndCampaign(Context* context, const v1::EndCampaignRequest* request,
                                                   v1::Campaign* response) {
  return rpc::Mutate(home_, context, request, response, EndCampaignVerb());
}

HonourService::Reactor* HonourService::ListCampaigns(Context* context,
                                                     const v1::ListCampaignsRequest* request,
                                                     v1::ListCampaignsResponse* response) {
  return rpc::Read(home_, context, *request,
                   [request, response](const rpc::Call& call, db::Connection& db) -> Status {
                     DD_ASSIGN_OR_RETURN(const Page page, PageOf(*request));
                     auto rows = Campaigns(db, call.county, request->state(), page);
                     const bool more = CutToPage(rows, page);
                     std::vector<Uuid> ids;
                     for (const CampaignRow& row : rows) ids.push_back(row.id);
                     const auto categories = CategoriesOf(db, call.county, ids);
                     response->Clear();
                     for (const CampaignRow& row : rows) {
                       std::vector<const CategoryRow*> own;
                       for (const CategoryRow& each : categories) {
                         if (each.campaign_id == row.id) own.push_back(&each);
                       }
                       *response->add_campaigns() = ToProto(row, own);
                     }
                     if (more)
                       response->set_next_page_token(
                           NextPageToken(*request, QueueKey(rows.back().created_at, rows.back().id)));
                     return absl::OkStatus();
                   });
}

HonourService::Reactor* HonourService::Nominate(Context* context, const v1::NominateRequest* request,
                                                v1::Nomination* response) {
  return rpc::Mutate(home_, context, request, response, NominateVerb(),
                     [this, request](const rpc::Call& call) -> StatusOr<std::shared_ptr<const void>> {
                       DD_ASSIGN_OR_RETURN(std::shared_ptr<const void> facts, maker_.Nominee(call, *request));
                       return facts;
                     });
}

// A name is looked at for the nominee alone, and only of what they agreed to.
Status HonourService::Answer(const rpc::Call& call, const v1::AnswerNominationRequest& request,
                             v1::Nomination& response) const {
  std::optional<NominationRow> row;
  std::optional<NominationWordsRow> words;
  bool own = false;
  DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& db) -> Status {
    Picture picture;
    const Around around = LoadNomination(db, home_, call.county, IdOf(request.name()), picture);
    if (around.row == nullptr || around.words == nullptr) return absl::OkStatus();
    row = *around.row;
    words = *around.words;
    own = IsNominee(call.caller, *row, picture.Rows<TeamRow>().Find(call.county, row->nominee_id));
    return absl::OkStatus();
  }));
  std::shared_ptr<const AgreedWords> agreed;
  if (own && request.agreed() && !words->data_key.data.empty()) {
    DD_ASSIGN_OR_RETURN(agreed, maker_.Agreed(call, *row, *words, request.shown_as()));
  }
  return rpc::RunInLane(call, call.county, call.request_id, request, response, AnswerNominationVerb(),
                        agreed);
}

HonourService::Reactor* HonourService::AnswerNomination(Context* context,
                                                        const v1::AnswerNominationRequest* request,
                                                        v1::Nomination* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) {
    return Answer(call, *request, *response);
  });
}

HonourService::Reactor* HonourService::WithdrawNomination(Context* context,
                                                          const v1::WithdrawNominationRequest* request,
                                                          v1::Nomination* response) {
  return rpc::Mutate(home_, context, request, response, WithdrawNominationVerb());
}
HonourService::Reactor* HonourService::ReviewNomination(Context* context,
                                                        const v1::ReviewNominationRequest* request,
                                                        v1::Nomination* response) {
  return rpc::Mutate(home_, context, request, response, ReviewNominationVerb());
}
HonourService::Reactor* HonourService::ObjectToNomination(Context* context,
                                                          const v1::ObjectToNominationRequest* request,
                                                          v1::Nomination* response) {
  return rpc::Mutate(home_, context, request, response, ObjectToNominationVerb());
}
HonourService::Reactor* HonourService::DecideObjection(Context* context,
                                                       const v1::DecideObjectionRequest* request,
                                                       v1::Nomination* response) {
  return rpc::Mutate(home_, context, request, response, DecideObjectionVerb());
}
HonourService::Reactor* HonourService::AwardNomination(Context* context,
                                                       const v1::AwardNominationRequest* request,
                                                       v1::Nomination* response) {
  return rpc::Mutate(home_, context, request, response, AwardNominationVerb());
}

// Who decided and what was objected is for those who look after nominations; the nominee and the nominator
// read the deeds.
HonourService::Reactor* HonourService::GetNomination(Context* context,
                                                     const v1::GetNominationRequest* request,
                                                     v1::Nomination* response) {
  return rpc::Read(home_, context, *request,
                   [this, request, response](const rpc::Call& call, db::Connection& db) -> Status {
                     Picture picture;
                     const Around around =
                         LoadNomination(db, home_, call.county, IdOf(request->name()), picture);
                     const Work work(picture, call.county, call.caller, {}, call.now, 0);
                     DD_RETURN_IF_ERROR(NominationOf(work, request->name()).status());
                     DD_RETURN_IF_ERROR(MaySee(work, *around.row));
                     *response = ShowNomination(work, around.row->id);
                     if (MaySeePlace(call.caller, call.county, around.row->place_path, HonourReaders()).ok())
                       ShowSteps(work, *around.row, *response);
                     if (around.words == nullptr || around.words->data_key.data.empty())
                       return absl::OkStatus();
                     DD_ASSIGN_OR_RETURN(const v1::NominationWords words, maker_.Open(*around.words));
                     response->set_deeds(words.deeds());
                     response->set_shown_name(words.shown_name());
                     response->set_resident_name(words.legal_name());
                     response->set_consent_witness(words.consent_witness());
                     return absl::OkStatus();
                   });
}

HonourService::Reactor* HonourService::ListNominations(Context* context,
                                                       const v1::ListNominationsRequest* request,
                                                       v1::ListNominationsResponse* response) {
  return rpc::Read(home_, context, *request,
                   [this, request, response](const rpc::Call& call, db::Connection& db) -> Status {
                     DD_ASSIGN_OR_RETURN(const Page page, PageOf(*request));
                     NominationFilter filter;
                     filter.county = call.county;
                     filter.campaign = IdOf(request->campaign());
                     filter.state = request->state();
                     filter.nominee =
                         IdOf(request->volunteer().empty() ? request->team() : request->volunteer());
                     filter.visible = VisibleTo(call.caller, call.county, HonourReaders());
                     if (request->own()) filter.nominated_by = call.caller.subject;
                     if (request->own()) filter.visible.all = true;
                     if (OwnNominee(call, db, *request)) filter.visible.all = true;
                     if (!filter.visible.all && filter.visible.paths.empty())
                       return Refuse(errors::v1::NOT_ALLOWED);
                     auto rows = Nominations(db, filter, page);
                     const bool more = CutToPage(rows, page);
                     const auto ids = CampaignIdsOf(rows);
                     const auto campaigns = CampaignsById(db, call.county, ids);
                     const auto categories = ById(CategoriesOf(db, call.county, ids));
                     response->Clear();
                     for (const NominationRow& row : rows)
                       *response->add_nominations() =
                           ToProto(row, &campaigns.at(row.campaign_id), &categories.at(row.category_id));
                     if (more)
                       response->set_next_page_token(
                           NextPageToken(*request, QueueKey(rows.back().nominated_at, rows.back().id)));
                     return absl::OkStatus();
                   });
}

// The caller, or a team that the caller leads.
bool HonourService::OwnNominee(const rpc::Call& call, db::Connection& db,
                               const v1::ListNominationsRequest& request) const {
  NominationRow asked;
  asked.county_id = call.county;
  if (!request.volunteer().empty()) {
    asked.subject = v1::HONOURED_PERSON;
    asked.nominee_id = IdOf(request.volunteer());
    return IsNominee(call.caller, asked, nullptr);
  }
  if (request.team().empty()) return false;
  asked.subject = v1::HONOURED_TEAM;
  asked.nominee_id = IdOf(request.team());
  Touches touches;
  touches.set_county(call.county);
  touches.Add<TeamRow>(asked.nominee_id);
  Picture picture;
  rpc::LoadForRead(db, home_, touches, picture);
  return IsNominee(call.caller, asked, picture.Rows<TeamRow>().Find(call.county, asked.nominee_id));
}

// One that cannot be read any more stands nowhere.
StatusOr<std::vector<v1::RedListLine>> HonourService::Lines(db::Connection& db, CountyId county,
                                                            const std::vector<NominationRow>& rows) const {
  const auto campaign_ids = CampaignIdsOf(rows);
  const auto campaigns = CampaignsById(db, county, campaign_ids);
  const auto categories = ById(CategoriesOf(db, county, campaign_ids));
  std::vector<Uuid> ids;
  for (const NominationRow& row : rows) ids.push_back(row.id);
  std::map<Uuid, NominationWordsRow> sealed;
  for (NominationWordsRow& row : WordsOf(db, county, ids)) sealed[row.id] = std::move(row);
  std::vector<v1::RedListLine> lines;
  for (const NominationRow& row : rows) {
    const auto kept = sealed.find(row.id);
    if (kept == sealed.end() || kept->second.data_key.data.empty()) continue;
    DD_ASSIGN_OR_RETURN(const v1::NominationWords words, maker_.Open(kept->second));
    lines.push_back(ToLine(row, campaigns.at(row.campaign_id), categories.at(row.category_id), words));
  }
  return lines;
}

HonourService::Reactor* HonourService::ListRedList(Context* context, const v1::ListRedListRequest* request,
                                                   v1::ListRedListResponse* response) {
  return rpc::Slow(
      home_, context, *request,
      [this, request, response, asker = rpc::AskerOf(*context)](const rpc::Call& call) -> Status {
        if (!throttle_.Take(asker, call.now)) return Refuse(errors::v1::OVERLOADED);
        DD_ASSIGN_OR_RETURN(const Page page, PageOf(*request));
        DD_ASSIGN_OR_RETURN(*response->mutable_centre_name(), maker_.Centre(call));
        return rpc::ReadCounty(call, [&](db::Connection& db) -> Status {
          auto rows =
              PublicNominations(db, call.county, IdOf(request->campaign()), request->on_notice(), page);
          const bool more = CutToPage(rows, page);
          DD_ASSIGN_OR_RETURN(const auto lines, Lines(db, call.county, rows));
          response->clear_lines();
          for (const v1::RedListLine& line : lines) *response->add_lines() = line;
          if (!more) return absl::OkStatus();
          const NominationRow& last = rows.back();
          const absl::Time at = request->on_notice() ? *last.notice_until : *last.awarded_at;
          response->set_next_page_token(NextPageToken(*request, QueueKey(at, last.id)));
          return absl::OkStatus();
        });
      });
}

namespace {

constexpr int kMostOnPoster = 300;

// Those of one category beside each other, the category of the latest award first; within it as they were
// awarded.
paper::PosterContents PosterOf(const std::vector<v1::RedListLine>& lines, const CampaignRow& campaign) {
  paper::PosterContents contents;
  contents.title = campaign.title;
  contents.host = HostName(campaign);
  std::vector<std::string> categories;
  for (const v1::RedListLine& line : lines) {
    const std::string title = HonourTitle(line.kind(), line.title());
    if (std::find(categories.begin(), categories.end(), title) == categories.end())
      categories.push_back(title);
    contents.lines.push_back({title, line.shown_name(), line.place_name(), line.deeds()});
    contents.day = std::max(contents.day, absl::ToCivilDay(FromProto(line.award_time()), ChinaTime()));
  }
  const auto rank = [&](const paper::HonouredLine& line) {
    return std::find(categories.begin(), categories.end(), line.category) - categories.begin();
  };
  std::stable_sort(contents.lines.begin(), contents.lines.end(),
                   [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return contents;
}

}  // namespace

// Drawn outside the transaction, on the work pool.
HonourService::Reactor* HonourService::DownloadHonourPoster(Context* context,
                                                            const v1::DownloadHonourPosterRequest* request,
                                                            v1::HonourPoster* response) {
  return rpc::Slow(
      home_, context, *request,
      [this, request, response, asker = rpc::AskerOf(*context)](const rpc::Call& call) -> Status {
        if (!throttle_.Take(asker, call.now)) return Refuse(errors::v1::OVERLOADED);
        const Uuid id = IdOf(request->campaign());
        std::map<Uuid, CampaignRow> campaigns;
        std::vector<v1::RedListLine> lines;
        DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& db) -> Status {
          campaigns = CampaignsById(db, call.county, {id});
          Page page;
          page.size = kMostOnPoster;
          auto rows = PublicNominations(db, call.county, id, /*on_notice=*/false, page);
          CutToPage(rows, page);
          DD_ASSIGN_OR_RETURN(lines, Lines(db, call.county, rows));
          return absl::OkStatus();
        }));
        if (campaigns.empty() || lines.empty())
          return Refuse(errors::v1::NOT_FOUND, {{"name", request->campaign()}});
        paper::PosterContents contents = PosterOf(lines, campaigns.at(id));
        if (!public_url_.empty())
          contents.page_url = absl::StrCat(public_url_, "/honours/", call.county, "/");
        const bool a4 = request->sheet() == v1::A4_SHEET;
        DD_ASSIGN_OR_RETURN(*response->mutable_pdf(),
                            paper::DrawHonourPoster(contents, a4 ? paper::kA4 : paper::kA3));
        response->set_file_name(absl::StrCat("光荣榜-", campaigns.at(id).title, a4 ? "-A4.pdf" : "-A3.pdf"));
        return absl::OkStatus();
      });
}

}  // namespace diandan::hours
