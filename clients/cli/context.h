// What the body of a command works with: settings, output, the connection, names of things.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "clients/cli/client.h"
#include "clients/cli/output.h"
#include "clients/cli/say.h"
#include "clients/cli/settings.h"
#include "clients/cli/words.h"
#include "google/protobuf/repeated_field.h"
#include "services/base/clock.h"
#include "services/base/ids.h"

namespace diandan::cli {

class Names;

class Context {
 public:
  Context(Output& out, const Clock& clock, const MakeId& make_id = NewUuid);
  ~Context();

  Settings settings;
  Output& out;

  Client& client();
  Names& names();
  Language language() const { return settings.language; }
  std::string Say(const Wording& sentence, std::initializer_list<SaidFact> facts = {}) const {
    return cli::Say(sentence, settings.language, facts);
  }

  // What a table shows: words for people, names and bare figures for scripts (--plain).
  template <typename Enum>
  std::string Word(Enum value) const {
    const auto* word =
        google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(static_cast<int>(value));
    return for_scripts() ? NameOf(word) : WordOf(word, settings.language);
  }
  template <typename Enum>
  std::string Words(const google::protobuf::RepeatedField<int>& values) const {
    std::vector<std::string> words;
    for (int value : values) words.push_back(Word(static_cast<Enum>(value)));
    return Listed(words);
  }
  std::string Listed(const std::vector<std::string>& words) const {
    return absl::StrJoin(words, for_scripts() ? "," : settings.language == Language::kEnglish ? ", " : "、");
  }
  std::string Minutes(int64_t minutes) const;
  bool for_scripts() const { return settings.format == Format::kPlain; }

  // --county, else the county signed in to. NOT_SIGNED_IN or FIELD_INVALID.
  StatusOr<CountyId> County();
  StatusOr<std::string> Parent();  // "counties/150525"
  // --request-id, else made now; the same for the whole command. Also the id of what the command makes, so
  // that repeating it with --request-id repeats the very same request.
  const Uuid& request_id();
  // Ids of further things it makes, derived.
  Uuid DerivedId(const std::string& what) { return DeriveUuid(request_id(), what); }
  // The moment of the request: with --request-id the one written into it, so that a repeat says the same.
  absl::Time now();
  // The clock itself, for what lasts.
  const Clock& clock() const { return clock_; }
  // True once a change was sent: repeating it needs the same request_id.
  bool sent() const { return sent_; }
  // The person at the terminal wrote a word of the command anew: repeating it takes the new one.
  void set_rewritten(std::string old, std::string anew) { rewritten_ = {std::move(old), std::move(anew)}; }
  const std::optional<std::pair<std::string, std::string>>& rewritten() const { return rewritten_; }
  // The command has told its own refusal in full; only its exit code is left to give.
  Status Told(Status status) {
    told_ = true;
    return status;
  }
  bool told() const { return told_; }
  // Malformed --request-id, before anything else happens.
  Status CheckSettings() const;

  template <typename Stub, typename Request, typename Response>
  Status Read(Method<Stub, Request, Response> method, const std::type_identity_t<Request>& request,
              Response* response) {
    return client().Call(method, request, response);
  }

  // Sends a change, or with --dry-run shows what would be sent; `then` tells what came of it.
  template <typename Stub, typename Request, typename Response>
  Status Change(Method<Stub, Request, Response> method, std::type_identity_t<Request> request,
                const std::type_identity_t<std::function<void(const Response&)>>& then) {
    // What may be repeated as it is needs no id.
    if constexpr (requires { request.request_id(); }) {
      if (request.request_id().empty()) request.set_request_id(request_id().ToString());
    }
    if (settings.dry_run) return ShowUnsent(request);
    sent_ = true;
    Response response;
    DD_RETURN_IF_ERROR(client().Call(method, request, &response));
    then(response);
    return absl::OkStatus();
  }

  // All pages into one answer; pages as large as the request says, else as large as most lists allow.
  template <typename Stub, typename Request, typename Response>
  Status ReadAll(Method<Stub, Request, Response> method, Request request, Response* all) {
    if (request.page_size() == 0) request.set_page_size(kPage);
    for (;;) {
      Response page;
      DD_RETURN_IF_ERROR(client().Call(method, request, &page));
      std::string next = page.next_page_token();
      page.clear_next_page_token();
      all->MergeFrom(page);
      if (next.empty()) return absl::OkStatus();
      request.set_page_token(next);
    }
  }

  // What --dry-run answers.
  Status ShowUnsent(const google::protobuf::Message& request);

 private:
  static constexpr int kPage = 500;

  const Clock& clock_;
  const MakeId make_id_;
  std::unique_ptr<Client> client_;
  std::unique_ptr<Names> names_;
  Uuid request_id_;
  bool sent_ = false;
  bool told_ = false;
  std::optional<std::pair<std::string, std::string>> rewritten_;
};

}  // namespace diandan::cli
