#include "clients/cli/ledger_checkpoints.h"

#include <algorithm>
#include <functional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/order_text.h"
#include "clients/cli/texts.h"
#include "diandan/hours/v1/hours_events_service.grpc.pb.h"
#include "diandan/matching/v1/matching_events_service.grpc.pb.h"
#include "diandan/orders/v1/orders_events_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteers_events_service.grpc.pb.h"
#include "services/checkpoint/log_file.h"

namespace diandan::cli {

namespace c = checkpoint;
namespace e = events::v1;

namespace {

constexpr int kShown = 10;
constexpr int kPage = 500;

constexpr Wording kHeadCheckpoints{"服务\t第几号\t什么时候\t几个县", "service\tnumber\ttime\tcounties"};
constexpr Wording kSaved{"{service}：存到第 {number} 号，这次 {count} 份，{file}",
                         "{service}: saved up to checkpoint {number}, {count} of them now, {file}"};
constexpr Wording kNotSealing{"{service}：这台服务器没有开封存（--checkpoints=none）。",
                              "{service}: this server does not seal (--checkpoints=none)."};

// The four services answer the same request.
struct Service {
  const char* name;
  std::function<Status(Context&, const e::ListCheckpointsRequest&, e::ListCheckpointsResponse*)> ask;
};

template <typename Stub>
Service Asking(const char* name, Method<Stub, e::ListCheckpointsRequest, e::ListCheckpointsResponse> method) {
  return {name, [method](Context& context, const auto& request, auto* response) {
            return context.Read(method, request, response);
          }};
}

const std::vector<Service>& Services() {
  static const std::vector<Service> services = {
      Asking("volunteers", &volunteers::v1::VolunteersEvents::Stub::ListCheckpoints),
      Asking("orders", &orders::v1::OrdersEvents::Stub::ListCheckpoints),
      Asking("matching", &matching::v1::MatchingEvents::Stub::ListCheckpoints),
      Asking("hours", &hours::v1::HoursEvents::Stub::ListCheckpoints)};
  return services;
}

// The newest first, until `enough` says so.
Status Read(Context& context, const Service& service, int page_size,
            const std::function<bool(const e::ListCheckpointsResponse&)>& enough,
            e::ListCheckpointsResponse* all) {
  e::ListCheckpointsRequest request;
  request.set_page_size(page_size);
  for (;;) {
    e::ListCheckpointsResponse page;
    DD_RETURN_IF_ERROR(service.ask(context, request, &page));
    const std::string next = page.next_page_token();
    all->MergeFrom(page);
    if (next.empty() || enough(*all)) return absl::OkStatus();
    request.set_page_token(next);
  }
}

Status Contradicted(const Service& service, int64_t saved, int64_t stored) {
  return Refuse(
      errors::v1::CHECKPOINT_CONTRADICTED,
      {{"service", service.name}, {"published", absl::StrCat(saved)}, {"stored", absl::StrCat(stored)}});
}

// Adds what is new to the folder's copy. What is there already has to be what the server says still.
Status Save(Context& context, const Service& service, const std::string& folder) {
  DD_ASSIGN_OR_RETURN(const auto log, c::LogFile::Open(folder, service.name));
  const int64_t saved = log->chain().number();
  e::ListCheckpointsResponse all;
  auto enough = [&](const e::ListCheckpointsResponse& so_far) {
    return so_far.checkpoints_size() > 0 && so_far.checkpoints().rbegin()->number() <= saved;
  };
  DD_RETURN_IF_ERROR(Read(context, service, kPage, enough, &all));
  std::vector<c::Note> notes;
  int64_t newest = 0;
  bool same = saved == 0;
  for (const auto& told : all.checkpoints()) {
    newest = std::max(newest, told.number());
    DD_ASSIGN_OR_RETURN(c::Note note, c::ReadNote(told.note()));
    if (told.number() == saved) same = note.text == log->chain().text();
    if (told.number() > saved) notes.push_back(std::move(note));
  }
  if (!same) return Contradicted(service, saved, newest);
  std::reverse(notes.begin(), notes.end());
  for (const c::Note& note : notes) {
    if (!c::SignedBy(note.checkpoint.key, note)) {
      return Refuse(errors::v1::CHECKPOINT_FORGED, {{"number", absl::StrCat(note.checkpoint.number)}});
    }
  }
  DD_RETURN_IF_ERROR(log->Append(notes));
  context.out.Note(context.Say(kSaved, {{"service", service.name},
                                        {"number", absl::StrCat(log->chain().number())},
                                        {"count", absl::StrCat(notes.size())},
                                        {"file", absl::StrCat(folder, "/", service.name, ".log")}}));
  return absl::OkStatus();
}

std::vector<const Service*> Chosen(const std::string& name) {
  std::vector<const Service*> chosen;
  for (const Service& service : Services()) {
    if (name.empty() || name == service.name) chosen.push_back(&service);
  }
  return chosen;
}

void AddRows(Context& context, const Service& service, const e::ListCheckpointsResponse& found,
             Table& table) {
  for (const auto& checkpoint : found.checkpoints()) {
    table.rows.push_back({service.name, absl::StrCat(checkpoint.number()),
                          SayStamp(context, checkpoint.time()), absl::StrCat(checkpoint.counties())});
  }
}

}  // namespace

Status ListCheckpoints(Context& context, const WantedCheckpoints& wanted) {
  const auto chosen = Chosen(wanted.service);
  if (chosen.empty()) {
    return InvalidField("--service", wanted.service, "one_of:volunteers, orders, matching, hours");
  }
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadCheckpoints), '\t');
  table.right = {1, 3};
  e::ListCheckpointsResponse all;
  Status stopped;
  for (const Service* service : chosen) {
    if (!wanted.save.empty()) {
      DD_RETURN_IF_ERROR(Save(context, *service, wanted.save));
      continue;
    }
    e::ListCheckpointsResponse found;
    auto enough = [&](const auto&) { return !wanted.all; };
    DD_RETURN_IF_ERROR(Read(context, *service, wanted.all ? kPage : kShown, enough, &found));
    if (!found.sealing()) context.out.Note(context.Say(kNotSealing, {{"service", service->name}}));
    if (found.problem() != errors::v1::REASON_UNSPECIFIED)
      stopped = Refuse(found.problem(), {{"service", service->name}});
    AddRows(context, *service, found, table);
    all.MergeFrom(found);
  }
  if (wanted.save.empty()) context.out.Show(all, table);
  return stopped;
}

Status ShowCheckpointKey(Context& context) {
  e::ListCheckpointsRequest request;
  request.set_page_size(1);
  e::ListCheckpointsResponse response;
  DD_RETURN_IF_ERROR(Services().back().ask(context, request, &response));
  if (!response.sealing()) context.out.Note(context.Say(kNotSealing, {{"service", Services().back().name}}));
  context.out.Done(response, response.key(), {response.key()});
  return absl::OkStatus();
}

}  // namespace diandan::cli
