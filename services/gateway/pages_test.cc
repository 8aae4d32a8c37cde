// The web apps from a folder: what is sent, how long it is kept, and that nothing beside it can be had.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "services/gateway/gzip.h"
#include "services/gateway/static_files.h"
#include "tests/support/matchers.h"
#include "tests/support/postgres.h"

namespace diandan::gateway {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class PagesTest : public ::testing::Test {
 protected:
  PagesTest() {
    Put("web/field/index.html", "<!doctype html>field");
    Put("web/field/assets/app-3f9a0c1d.js", std::string(2000, 'x'));
    Put("web/field/assets/app-3f9a0c1d.js.br", "as brotli");
    Put("web/field/service-worker.js", "self");
    Put("web/console/index.html", "<!doctype html>console");
    Put("secret.txt", "nobody's business");
    fs::create_symlink(folder_.path() + "/secret.txt", folder_.path() + "/web/field/link.txt");
    files_ = StaticFiles::Open(folder_.path() + "/web", clock_).value();
  }
  void Put(const std::string& path, const std::string& text) {
    fs::create_directories(fs::path(folder_.path() + "/" + path).parent_path());
    std::ofstream(folder_.path() + "/" + path) << text;
  }
  HttpResponse Get(const std::string& path, const std::string& header = "", const std::string& value = "") {
    path_ = path;
    HttpRequest request{.method = "GET", .path = path_};
    if (!header.empty()) request.headers.emplace_back(header, value);
    return files_->Get(request);
  }
  static std::string HeaderOf(const HttpResponse& response, const std::string& name) {
    for (const auto& [key, value] : response.headers) {
      if (key == name) return value;
    }
    return "";
  }

  testing::TemporaryFolder folder_;
  FakeClock clock_{absl::UnixEpoch()};
  std::unique_ptr<StaticFiles> files_;
  std::string path_;
};

TEST_F(PagesTest, EveryPathOfAnAppShowsItsPage) {
  for (const char* path : {"/field/", "/field/orders/7", "/field/index.html"})
    EXPECT_EQ(Get(path).content(), "<!doctype html>field") << path;
  EXPECT_EQ(Get("/console/review").content(), "<!doctype html>console");
  EXPECT_EQ(HeaderOf(Get("/field"), "location"), "/field/");
  EXPECT_EQ(HeaderOf(Get("/"), "location"), "/field/");
  EXPECT_EQ(Get("/field/assets/gone-11111111.js").status, 404);
  EXPECT_EQ(Get("/elsewhere").status, 404);
}

TEST_F(PagesTest, NothingBesideTheFolderCanBeHad) {
  for (const char* path :
       {"/../secret.txt", "/field/../../secret.txt", "/field/..%2f..%2fsecret.txt", "//secret.txt",
        "/field/link.txt", "/field/assets/app-3f9a0c1d.js.br", "/field/\0x"})
    EXPECT_THAT(std::string(Get(path).content()), Not(HasSubstr("nobody's"))) << path;
  EXPECT_EQ(Get("/field/link.txt").status, 404);
}

TEST_F(PagesTest, NamesWithAHashAreKeptForGoodOthersAskedForAgain) {
  EXPECT_EQ(HeaderOf(Get("/field/assets/app-3f9a0c1d.js"), "cache-control"),
            "public, max-age=31536000, immutable");
  EXPECT_EQ(HeaderOf(Get("/field/service-worker.js"), "cache-control"), "no-cache");
  const std::string etag = HeaderOf(Get("/field/"), "etag");
  EXPECT_EQ(Get("/field/", "if-none-match", etag).status, 304);
  EXPECT_EQ(Get("/field/", "if-none-match", "\"other\", W/" + etag).status, 304);
  EXPECT_EQ(Get("/field/", "if-none-match", "\"other\"").status, 200);
}

TEST_F(PagesTest, SentPackedToWhoAcceptsIt) {
  const std::string path = "/field/assets/app-3f9a0c1d.js";
  EXPECT_EQ(Get(path, "accept-encoding", "gzip, br").content(), "as brotli");
  const HttpResponse gzip = Get(path, "accept-encoding", "gzip, br;q=0");
  EXPECT_EQ(HeaderOf(gzip, "content-encoding"), "gzip");
  EXPECT_EQ(Gunzip(gzip.content(), 1 << 20), std::string(2000, 'x'));
  EXPECT_EQ(Get(path).content(), std::string(2000, 'x'));
}

TEST_F(PagesTest, PagesSayWhatMayRunInThem) {
  const HttpResponse page = Get("/field/");
  EXPECT_THAT(HeaderOf(page, "content-security-policy"), HasSubstr("script-src 'self';"));
  EXPECT_EQ(HeaderOf(page, "x-content-type-options"), "nosniff");
  EXPECT_EQ(HeaderOf(page, "strict-transport-security"), "");
  HttpRequest behind_tls{.method = "GET", .path = "/field/", .secure = true};
  EXPECT_EQ(HeaderOf(files_->Get(behind_tls), "strict-transport-security"), "max-age=31536000");
}

TEST_F(PagesTest, ANewBuildIsSeen) {
  Put("web/field/index.html", "<!doctype html>newer");
  fs::last_write_time(folder_.path() + "/web/field/index.html",
                      fs::file_time_type::clock::now() + std::chrono::hours(1));
  EXPECT_EQ(Get("/field/").content(), "<!doctype html>field") << "nobody looks at every request";
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(Get("/field/").content(), "<!doctype html>newer");
}

TEST_F(PagesTest, AMissingFolderIsNamed) {
  EXPECT_THAT(StaticFiles::Open(folder_.path() + "/none").status(), testing::InvalidAt("--web", "folder"));
}

}  // namespace
}  // namespace diandan::gateway
