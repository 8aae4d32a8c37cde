#include "services/orders/person_export_service.h"

#include <set>

#include "services/base/person_export.h"
#include "services/orders/own_rows_rules.h"
#include "services/orders/rating_rules.h"
#include "services/orders/rating_words.h"
#include "services/rpc/about_person.h"
#include "services/rpc/access_book.h"

namespace diandan::orders {

namespace v = volunteers::v1;

namespace {

const Verb& ExportOrdersOfPersonVerb() {
  static const Verb verb =
      ExportPersonVerb<v1::ExportPersonRequest, v1::PersonExported>("PERSON_ORDERS_EXPORTED");
  return verb;
}

// What the person did in this county is known there under their accounts.
StatusOr<std::set<std::string>> SubjectsOf(const rpc::Call& call, const Uuid& volunteer) {
  std::set<std::string> subjects;
  if (IsOwnCopy(call.caller, volunteer)) subjects.insert(call.caller.subject);
  DD_RETURN_IF_ERROR(rpc::EachAbout<rpc::AccessAccountRow>(call, "volunteer_id", volunteer, [&](auto& row) {
    subjects.insert("accounts/" + row.id.ToString());
    return absl::OkStatus();
  }));
  return subjects;
}

// Streams things of one kind after another; all of a kind are rows whose column names the person.
class OrdersCopy {
 public:
  OrdersCopy(const rpc::Call& call, const Uuid& volunteer, const rpc::Write<v1::PersonPart>& write)
      : call_(call), volunteer_(volunteer), write_(write) {}

  Status Send(const v1::PersonPart& part) const {
    return write_(part) ? absl::OkStatus() : absl::CancelledError();
  }

  template <typename Row, typename Shown, typename Whose>
  Status All(const char* column, const Whose& whose, Shown* (v1::PersonPart::*field)()) const {
    return rpc::EachAbout<Row>(call_, column, whose, [&](const Row& row) {
      v1::PersonPart part;
      *(part.*field)() = ShowOwn(row);
      return Send(part);
    });
  }
  template <typename Row, typename Shown>
  Status All(const char* column, Shown* (v1::PersonPart::*field)()) const {
    return All<Row>(column, volunteer_, field);
  }
  // With what the person wrote, for the person.
  Status Ratings(const Keys& keys) const {
    return rpc::EachAbout<RatingRow>(call_, "rater_volunteer", volunteer_, [&](const RatingRow& row) {
      Picture picture;
      const Work work(picture, call_.county, call_.caller, {}, call_.now, 0);
      v1::PersonPart part;
      ShowRating(work, row, *part.mutable_rating());
      if (IsOwnCopy(call_.caller, volunteer_)) OpenRatingWords(keys, row, *part.mutable_rating());
      return Send(part);
    });
  }
  Status LeaveOut(const char* what, v::LeftOutReason reason) const {
    return Send(LeftOutPart<v1::PersonPart>(what, reason));
  }

 private:
  const rpc::Call& call_;
  const Uuid volunteer_;
  const rpc::Write<v1::PersonPart>& write_;
};

}  // namespace

Status PersonExportServiceImpl::Export(const rpc::Call& call, const v1::ExportPersonRequest& request,
                                       const rpc::Write<v1::PersonPart>& write) const {
  const Uuid volunteer = IdOf(request.volunteer());
  DD_RETURN_IF_ERROR(MayExportPerson(call.caller, call.county, volunteer));
  v1::PersonPart none;
  DD_RETURN_IF_ERROR(
      rpc::RunInLane(call, call.county, call.request_id, request, none, ExportOrdersOfPersonVerb()));
  using Part = v1::PersonPart;
  const OrdersCopy copy(call, volunteer, write);
  DD_RETURN_IF_ERROR(copy.All<OrderRow>("placer_volunteer", &Part::mutable_placed));
  DD_RETURN_IF_ERROR(copy.All<RosterPlaceRow>("volunteer_id", &Part::mutable_roster_place));
  DD_RETURN_IF_ERROR(copy.All<FactRow>("volunteer_id", &Part::mutable_fact));
  DD_RETURN_IF_ERROR(copy.Ratings(*keys_));
  DD_RETURN_IF_ERROR(copy.All<BackFillRow>("volunteer_id", &Part::mutable_back_fill));
  DD_ASSIGN_OR_RETURN(const std::set<std::string> subjects, SubjectsOf(call, volunteer));
  for (const std::string& subject : subjects)
    DD_RETURN_IF_ERROR(copy.All<PhotoRow>("added_by", subject, &Part::mutable_photo));
  DD_RETURN_IF_ERROR(copy.All<CodeViewRow>("viewer_volunteer", &Part::mutable_slip_view));
  DD_RETURN_IF_ERROR(copy.All<NoticeRow>("volunteer_id", &Part::mutable_notice));
  DD_RETURN_IF_ERROR(copy.LeaveOut("ratings_received", v::ABOUT_OTHERS));
  DD_RETURN_IF_ERROR(copy.LeaveOut("others_on_the_roster", v::ABOUT_OTHERS));
  DD_RETURN_IF_ERROR(copy.LeaveOut("resident", v::ABOUT_OTHERS));
  DD_RETURN_IF_ERROR(copy.LeaveOut("photo_files", v::GIVEN_ELSEWHERE));
  return copy.LeaveOut("device_marks", v::GUARDS_THE_RECORD);
}

grpc::ServerWriteReactor<v1::PersonPart>* PersonExportServiceImpl::ExportPerson(
    Context* context, const v1::ExportPersonRequest* request) {
  return rpc::Stream<v1::PersonPart>(
      home_, context, *request,
      [this, request](const rpc::Call& call, const rpc::Write<v1::PersonPart>& write) {
        return Export(call, *request, write);
      });
}

}  // namespace diandan::orders
