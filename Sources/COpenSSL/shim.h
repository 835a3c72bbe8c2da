#pragma once

// Everything that LedgerCrypto uses of libcrypto, and nothing of libssl. The headers of OpenSSL 3.0 are
// enough: what later versions add is asked for by name at run time.
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/store.h>
#include <openssl/ts.h>
#include <openssl/ui.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

// Below stand functions for macros, which Swift cannot see. No logic.

/// Frees a buffer that OpenSSL allocated, after overwriting it. OPENSSL_clear_free is a macro.
static inline void COpenSSL_clear_free(void *buffer, size_t byteCount) {
    OPENSSL_clear_free(buffer, byteCount);
}

/// Frees a buffer that OpenSSL allocated. OPENSSL_free is a macro.
static inline void COpenSSL_free(void *buffer) {
    OPENSSL_free(buffer);
}

/// Where the bytes of a memory BIO are, and how many. BIO_get_mem_data is a macro.
static inline long COpenSSL_BIO_get_mem_data(BIO *bio, char **bytes) {
    return BIO_get_mem_data(bio, bytes);
}

/// Frees a stack of certificates and each of them. sk_X509_pop_free is a macro.
static inline void COpenSSL_sk_X509_pop_free(STACK_OF(X509) *certificates) {
    sk_X509_pop_free(certificates, X509_free);
}

/// How a distinguished name is printed: RFC 2253, but with letters beyond ASCII as they are. The flags are
/// macros.
static inline unsigned long COpenSSL_XN_FLAG_RFC2253_UTF8(void) {
    return XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB;
}

/// Selects the public half of a key with its parameters. EVP_PKEY_PUBLIC_KEY is a macro that Swift cannot read.
static inline int COpenSSL_EVP_PKEY_PUBLIC_KEY(void) {
    return EVP_PKEY_PUBLIC_KEY;
}
