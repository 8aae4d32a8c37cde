#include "tests/support/certificates.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <stdexcept>

namespace diandan::testing {
namespace {

template <auto free>
struct Freed {
  template <typename T>
  void operator()(T* thing) const {
    free(thing);
  }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using CertificatePtr = std::unique_ptr<X509, Freed<X509_free>>;
using File = std::unique_ptr<FILE, Freed<std::fclose>>;

File Create(const std::string& path) {
  File file(std::fopen(path.c_str(), "w"));
  if (!file) throw std::runtime_error("cannot write " + path);
  return file;
}

void AddExtension(X509* certificate, X509* issuer, int id, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, id, value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

// Signed by `issuer`, or by itself when that is null.
CertificatePtr MakeCertificate(const std::string& name, long serial, EVP_PKEY* key, X509* issuer,
                               EVP_PKEY* issuer_key) {
  CertificatePtr certificate(X509_new());
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509* signer = issuer == nullptr ? certificate.get() : issuer;
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
  AddExtension(certificate.get(), signer, NID_basic_constraints,
               issuer == nullptr ? "critical,CA:TRUE" : "CA:FALSE");
  AddExtension(certificate.get(), signer, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
  X509_sign(certificate.get(), issuer == nullptr ? key : issuer_key, EVP_sha256());
  return certificate;
}

}  // namespace

struct CertificateAuthority::State {
  std::string folder, file;
  KeyPtr key;
  CertificatePtr certificate;
  long serial = 1;
};

CertificateAuthority::CertificateAuthority(std::string folder, const std::string& name)
    : state_(std::make_unique<State>()) {
  state_->folder = std::move(folder);
  state_->file = state_->folder + "/" + name + ".crt";
  state_->key.reset(EVP_EC_gen("P-256"));
  state_->certificate = MakeCertificate(name, state_->serial++, state_->key.get(), nullptr, nullptr);
  PEM_write_X509(Create(state_->file).get(), state_->certificate.get());
}
CertificateAuthority::~CertificateAuthority() = default;

rpc::TlsFiles CertificateAuthority::Issue(const std::string& name) {
  const std::string stem = state_->folder + "/" + name;
  KeyPtr key(EVP_EC_gen("P-256"));
  CertificatePtr certificate =
      MakeCertificate(name, state_->serial++, key.get(), state_->certificate.get(), state_->key.get());
  PEM_write_PrivateKey(Create(stem + ".key").get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  PEM_write_X509(Create(stem + ".crt").get(), certificate.get());
  return {.certificate = stem + ".crt", .private_key = stem + ".key", .authority = state_->file};
}

}  // namespace diandan::testing
