// Reveal: the audit event commits first, then fields are opened and streamed.
#include "diandan/volunteers/v1/reveal_service.grpc.pb.h"
#include "services/rpc/serving.h"
#include "services/rpc/stream.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/person_seal.h"
#include "services/volunteers/reveal_rules.h"
#include "services/volunteers/serving.h"

namespace diandan::volunteers {
namespace {

using Context = grpc::CallbackServerContext;

class RevealServiceImpl final : public rpc::Serving<v1::RevealService> {
 public:
  explicit RevealServiceImpl(Parts& parts) : parts_(parts), home_(parts.home) {
    Serve(this, &RevealServiceImpl::Reveal);
  }

  grpc::ServerWriteReactor<v1::RevealedPerson>* Reveal(Context* c, const v1::RevealRequest* q) {
    return rpc::Stream<v1::RevealedPerson>(
        home_, c, *q,
        [this, q](const rpc::Call& call, const rpc::Write<v1::RevealedPerson>& write) -> Status {
          v1::RevealedPerson none;
          DD_RETURN_IF_ERROR(rpc::RunInLane(call, call.county, call.request_id, *q, none, kReveal));
          std::vector<v1::RevealedPerson> people;
          DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& connection) -> Status {
            ReadView view(call, connection);
            return OpenAll(view, *q, people);
          }));
          for (const auto& person : people) {
            if (!write(person)) return absl::CancelledError();
          }
          return absl::OkStatus();
        });
  }

 private:
  Status OpenAll(ReadView& view, const v1::RevealRequest& q, std::vector<v1::RevealedPerson>& people) const {
    people.clear();
    view.Load([&](Touches& touches) {
      for (const std::string& name : q.volunteers()) {
        TouchVolunteer(IdOf(name), touches);
        touches.Add<PersonRow>(IdOf(name));
      }
    });
    for (const std::string& name : q.volunteers()) {
      v1::RevealedPerson& person = people.emplace_back();
      const std::string withheld = WithheldBecause(view.work(), IdOf(name), q.purpose());
      if (withheld.empty()) {
        DD_ASSIGN_OR_RETURN(v1::PersonalData clear,
                            OpenPerson(*parts_.keys, *view.work().Find<PersonRow>(IdOf(name))));
        person = ShowRevealed(*view.work().Find<VolunteerRow>(IdOf(name)), clear, q.purpose());
      } else {
        person.set_volunteer(name);
        person.set_withheld(withheld);
      }
    }
    return absl::OkStatus();
  }

  Parts& parts_;
  const rpc::Home& home_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeRevealService(Parts& parts) {
  return std::make_unique<RevealServiceImpl>(parts);
}

}  // namespace diandan::volunteers
