#include "services/hours/record/xml_reader.h"

#include <expat.h>

#include <utility>

namespace diandan::hours::record {
namespace {

// "x:row" → "row"; attributes keep what follows the last colon, too.
absl::string_view LocalName(absl::string_view name) {
  const size_t colon = name.rfind(':');
  return colon == absl::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

struct XmlReader::State {
  XML_Parser parser = XML_ParserCreate(nullptr);
  XmlHandler handler;
  Status status;

  void Keep(Status result) {
    if (result.ok() || !status.ok()) return;
    status = std::move(result);
    XML_StopParser(parser, XML_FALSE);
  }
  static void Begin(void* self, const char* name, const char** attributes) {
    auto& state = *static_cast<State*>(self);
    std::map<std::string, std::string> given;
    for (; attributes[0] != nullptr; attributes += 2)
      given[std::string(LocalName(attributes[0]))] = attributes[1];
    if (state.handler.begin) state.Keep(state.handler.begin(LocalName(name), given));
  }
  static void End(void* self, const char* name) {
    auto& state = *static_cast<State*>(self);
    if (state.handler.end) state.Keep(state.handler.end(LocalName(name)));
  }
  static void Text(void* self, const char* text, int size) {
    auto& state = *static_cast<State*>(self);
    if (state.handler.text) state.Keep(state.handler.text({text, static_cast<size_t>(size)}));
  }
  static void Doctype(void* self, const char*, const char*, const char*, int) {
    static_cast<State*>(self)->Keep(absl::InvalidArgumentError("a document type"));
  }
};

XmlReader::XmlReader(XmlHandler handler) : state_(new State) {
  state_->handler = std::move(handler);
  XML_SetUserData(state_->parser, state_);
  XML_SetElementHandler(state_->parser, State::Begin, State::End);
  XML_SetCharacterDataHandler(state_->parser, State::Text);
  XML_SetStartDoctypeDeclHandler(state_->parser, State::Doctype);
}

XmlReader::~XmlReader() {
  XML_ParserFree(state_->parser);
  delete state_;
}

Status XmlReader::Feed(absl::string_view bytes, bool last) {
  const auto result = XML_Parse(state_->parser, bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
  if (!state_->status.ok()) return state_->status;
  return result == XML_STATUS_OK ? absl::OkStatus() : absl::InvalidArgumentError("no XML");
}

}  // namespace diandan::hours::record
