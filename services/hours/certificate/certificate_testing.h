// Certificates for tests: one that is always the same, any number of others, and ways to alter one.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "services/hours/certificate/facts.h"
#include "services/hours/certificate/sealed.h"

namespace diandan::certificate {

// 9:00 on 26 November 2026 in China, and minutes after it.
absl::Time NineAnd(int minutes);
SigningKey KeyOf(char seed);
Keyring RingOf(const SigningKey& key);

// Haircuts of a day: as many as asked for.
std::vector<Service> Haircuts(int count);
// Of 王利, with these services.
Facts FactsWith(const std::vector<Service>& services);

class Chance {
 public:
  explicit Chance(uint64_t seed) : engine_(seed) {}
  size_t Below(size_t bound) { return std::uniform_int_distribution<size_t>(0, bound - 1)(engine_); }
  // Any certificate that could have been issued.
  Facts AnyFacts();
  // `text` altered in one of many ways; `other` is another whole text, for splicing. Never one of the two.
  std::string Altered(const std::string& text, const std::string& other);

 private:
  Service AnyService();
  std::string Pick(const std::vector<std::string>& from) { return from[Below(from.size())]; }
  std::string AlterOnce(const std::string& text, const std::string& other);
  std::string AlterText(std::string text, const std::string& other);
  std::string AlterBytes(const std::string& text, const std::string& other);
  std::mt19937_64 engine_;
};

}  // namespace diandan::certificate
