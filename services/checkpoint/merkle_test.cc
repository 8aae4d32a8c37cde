#include "services/checkpoint/merkle.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace diandan::checkpoint {
namespace {

std::string Unhex(absl::string_view text) {
  std::string bytes;
  for (size_t i = 0; i + 1 < text.size(); i += 2)
    bytes.push_back(static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16)));
  return bytes;
}

// The leaves and roots that implementations of RFC 6962 hold themselves against.
const char* const kLeaves[] = {
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
const char* const kRoots[] = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                              "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                              "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                              "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                              "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                              "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                              "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                              "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                              "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

TEST(MerkleTest, RootsAreThoseOfRfc6962) {
  Edge edge;
  EXPECT_EQ(HexOf(edge.Root()), kRoots[0]);
  for (size_t i = 0; i < std::size(kLeaves); ++i) {
    edge.Append(LeafHash(Unhex(kLeaves[i])));
    EXPECT_EQ(edge.size(), int64_t(i + 1));
    EXPECT_EQ(HexOf(edge.Root()), kRoots[i + 1]);
  }
}

// As the RFC defines it: split at the largest power of two below the size.
Hash TreeHash(const std::vector<std::string>& leaves) {
  if (leaves.empty()) return HashOf("");
  if (leaves.size() == 1) return LeafHash(leaves[0]);
  size_t split = 1;
  while (2 * split < leaves.size()) split *= 2;
  return NodeHash(TreeHash({leaves.begin(), leaves.begin() + int64_t(split)}),
                  TreeHash({leaves.begin() + int64_t(split), leaves.end()}));
}

TEST(MerkleTest, AnEdgeGoesOnFromItsBytes) {
  std::vector<std::string> leaves;
  Edge edge;
  for (int i = 0; i < 100; ++i) {
    leaves.push_back(std::to_string(i));
    auto again = Edge::Of(edge.size(), edge.bytes());
    ASSERT_TRUE(again.ok());
    edge = *again;
    edge.Append(LeafHash(leaves.back()));
    EXPECT_EQ(HexOf(edge.Root()), HexOf(TreeHash(leaves))) << leaves.size();
  }
}

TEST(MerkleTest, BytesOfAnotherSizeAreNoEdge) {
  EXPECT_FALSE(Edge::Of(3, std::string(32, 'x')).ok());
  EXPECT_FALSE(Edge::Of(4, std::string(64, 'x')).ok());
  EXPECT_FALSE(Edge::Of(-1, "").ok());
  EXPECT_TRUE(Edge::Of(0, "").ok());
}

TEST(MerkleTest, ALeafIsNoNode) {
  const Hash left = LeafHash("left"), right = LeafHash("right");
  const std::string both = std::string(BytesOf(left)) + std::string(BytesOf(right));
  EXPECT_NE(HexOf(LeafHash(both)), HexOf(NodeHash(left, right)));
}

TEST(HashTest, OnlyItsOwnHexIsRead) {
  const Hash hash = HashOf("x");
  Hash again{};
  ASSERT_TRUE(HashFromHex(HexOf(hash), &again));
  EXPECT_EQ(again, hash);
  EXPECT_FALSE(HashFromHex(HexOf(hash).substr(2), &again));
  std::string upper = HexOf(hash);
  for (char& c : upper) c = char(std::toupper(c));
  EXPECT_FALSE(HashFromHex(upper, &again)) << "one way to say it";
}

}  // namespace
}  // namespace diandan::checkpoint
