#include "services/hours/certificate/certificate_testing.h"

#include "absl/strings/str_cat.h"
#include "services/base/certificate_number.h"
#include "services/base/clock.h"
#include "services/hours/certificate/base45.h"

namespace diandan::certificate {

absl::Time NineAnd(int minutes) {
  return absl::FromCivil(absl::CivilSecond(2026, 11, 26, 9), ChinaTime()) + absl::Minutes(minutes);
}

SigningKey KeyOf(char seed) { return SigningKey(Key::FromBytes(std::string(Key::kSize, seed)).value()); }
Keyring RingOf(const SigningKey& key) { return {{key.public_key(), "2026-11-01"}}; }

std::vector<Service> Haircuts(int count) {
  std::vector<Service> services;
  for (int i = 0; i < count; ++i) {
    services.push_back(
        {"上门理发", NineAnd(90 * i), NineAnd(90 * i + 75), 70, "红柳村新时代文明实践站", "", "", ""});
  }
  return services;
}

Facts FactsWith(const std::vector<Service>& services) {
  Facts facts;
  facts.number = "150525-7K3M-9QX4-2TRV";
  facts.issued = absl::CivilDay(2026, 11, 29);
  facts.issuer = "奈曼旗新时代文明实践中心";
  facts.holder = MaskHolder("王利");
  facts.id_number = "1505**********123X";
  facts.volunteer_number = "150525-7K3M";
  SetServices(services, facts);
  return facts;
}

Service Chance::AnyService() {
  const int start = static_cast<int>(Below(2'000'000)) - 1'900'000;
  const int length = 1 + static_cast<int>(Below(600));
  Service service;
  service.title =
      Pick({"上门理发", "代办代购", "政策宣讲", "文艺演出《乡村新风》", "义诊", "Computer lessons"});
  service.start = NineAnd(start);
  service.end = NineAnd(start + length);
  service.minutes = length;
  service.unit = Pick({"红柳村新时代文明实践站", "柳湾镇新时代文明实践所", "奈曼旗新时代文明实践中心"});
  if (Below(2) == 0) service.place = Pick({"红柳村", "白音他拉苏木"});
  if (Below(2) == 0) service.team = Pick({"小白杨理发队", "蒲公英志愿服务队"});
  if (Below(2) == 0) service.order_number = Pick({"7K3M", "9QX4", "2TRV5"});
  return service;
}

Facts Chance::AnyFacts() {
  std::vector<Service> services(1 + Below(6));
  for (Service& service : services) service = AnyService();
  Facts facts;
  facts.number = MakeCertificateNumber(150525);
  facts.issued = absl::CivilDay(2026, 1, 1) + static_cast<int>(Below(3000));
  facts.issuer = Pick({"奈曼旗新时代文明实践中心", "柳湾镇新时代文明实践所"});
  facts.holder = MaskHolder(Pick({"王利", "欧阳小丽", "乌云毕力格", "阿不都热合曼·买买提", "Li Wei"}));
  if (Below(2) == 0) facts.id_number = absl::StrCat("1505**********", 1000 + Below(9000));
  if (Below(2) == 0) facts.volunteer_number = absl::StrCat("150525-", Pick({"7K3M", "QX42", "2TRVA"}));
  if (Below(2) == 0) facts.stars = 1 + static_cast<int>(Below(5));
  SetServices(services, facts);
  return facts;
}

std::string Chance::AlterText(std::string text, const std::string& other) {
  static constexpr absl::string_view kCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  const size_t at = Below(text.size());
  switch (Below(6)) {
    case 0:
      text[at] = kCharacters[Below(kCharacters.size())];
      break;
    case 1:
      text.erase(at, 1 + Below(4));
      break;
    case 2:
      text.insert(at, 1, kCharacters[Below(kCharacters.size())]);
      break;
    case 3:
      std::swap(text[at], text[Below(text.size())]);
      break;
    case 4:
      text.resize(at);
      break;
    default:
      text = text.substr(0, at) + other.substr(std::min(at, other.size()));
  }
  return text;
}

std::string Chance::AlterBytes(const std::string& text, const std::string& other) {
  const size_t prefix = kCertificatePrefix.size();
  std::string bytes, others;
  FromBase45(text.substr(prefix), &bytes);
  FromBase45(other.substr(prefix), &others);
  const size_t at = Below(bytes.size());
  switch (Below(5)) {
    case 0:
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << Below(8)));
      break;
    case 1:
      bytes[at] = static_cast<char>(Below(256));
      break;
    case 2:
      bytes.erase(at, 1 + Below(3));
      break;
    case 3:
      bytes.insert(at, 1, static_cast<char>(Below(256)));
      break;
    default:
      // The one's words under the other's signature.
      bytes = bytes.substr(0, bytes.size() - 64) + others.substr(others.size() - 64);
  }
  return absl::StrCat(kCertificatePrefix, Base45(bytes));
}

std::string Chance::AlterOnce(const std::string& text, const std::string& other) {
  return Below(2) == 0 ? AlterText(text, other) : AlterBytes(text, other);
}

std::string Chance::Altered(const std::string& text, const std::string& other) {
  std::string altered = text;
  while (altered == text || altered == other) altered = AlterOnce(text, other);
  return altered;
}

}  // namespace diandan::certificate
