#pragma once

#include "core/base/result.h"

#include <QSslConfiguration>

namespace explorer::http
{

/// TLS 1.2 and newer with the chain and the key of two PEM files. InvalidArgument ("certificate_invalid")
/// naming the file.
Result<QSslConfiguration> loadTls(const std::string &certificateFile, const std::string &keyFile);

} // namespace explorer::http
