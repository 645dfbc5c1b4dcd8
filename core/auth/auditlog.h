#pragma once

#include "core/storage/auditstore.h"

namespace explorer::auth
{

/// Who changed what others see, and when. Each line's hash covers the one before it, so that a line changed
/// or taken out of the middle breaks the chain from there on (Schneier, Kelsey: Cryptographic Support for
/// Secure Logs on Untrusted Machines, 1998, without the keys: who may write the database may also make it
/// anew).
class AuditLog
{
public:
    explicit AuditLog(storage::Database &database) : m_database(database), m_store(database) {}

    /// Inside the write job of the action itself, so that neither is there without the other.
    static Result<void> append(storage::Connection &connection, api::AuditEntry entry);
    /// `cursor` is the answer's before (invalid: InvalidArgument, "cursor_invalid"); `action` empty: all,
    /// ending in a dot: all that begin with it.
    Result<api::AuditPage> page(const std::string &action, const std::string &cursor, int size);

    struct Verification {
        std::int64_t checked = 0;
        /// The sequence of the first line that does not fit; 0 where all do.
        std::int64_t brokenAt = 0;
    };
    /// Reads every line.
    Result<Verification> verify();

private:
    storage::Database &m_database;
    storage::AuditStore m_store;
};

} // namespace explorer::auth
