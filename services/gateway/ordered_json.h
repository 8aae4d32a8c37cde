// JSON that is written member by member, in order. Not thread-safe.
#pragma once

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <string>

namespace diandan::gateway {

class OrderedJson {
 public:
  OrderedJson() : writer_(out_) {}
  OrderedJson& Key(const std::string& key) {
    writer_.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
    return *this;
  }
  void Text(const std::string& text) {
    writer_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }
  void Said(const std::string& key, const std::string& text) {
    if (!text.empty()) Key(key).Text(text);
  }
  void Number(const std::string& key, int64_t number) { Key(key).writer_.Int64(number); }
  void Truth(const std::string& key, bool truth) { Key(key).writer_.Bool(truth); }
  // JSON that is ready.
  void Raw(const std::string& json) { writer_.RawValue(json.data(), json.size(), rapidjson::kObjectType); }
  void Begin(const std::string& key = "") {
    if (!key.empty()) Key(key);
    writer_.StartObject();
  }
  void End() { writer_.EndObject(); }
  void List(const std::string& key) { Key(key).writer_.StartArray(); }
  void EndList() { writer_.EndArray(); }
  std::string Take() const { return std::string(out_.GetString(), out_.GetSize()); }

 private:
  rapidjson::StringBuffer out_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_;
};

}  // namespace diandan::gateway
