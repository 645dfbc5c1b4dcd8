#include "core/storage/sqlerror_p.h"

namespace explorer::storage
{
namespace
{

// From sqlite3.h; the low byte is the primary code.
constexpr int kBusy = 5;
constexpr int kLocked = 6;
constexpr int kReadOnly = 8;
constexpr int kCorrupt = 11;
constexpr int kFull = 13;
constexpr int kConstraint = 19;
constexpr int kNotADatabase = 26;
constexpr int kConstraintForeignKey = 787;
constexpr int kConstraintPrimaryKey = 1555;
constexpr int kConstraintUnique = 2067;

Error constraintError(int code)
{
    if (code == kConstraintUnique || code == kConstraintPrimaryKey)
        return makeError(ErrorCode::AlreadyExists, "already_exists",
                         "An entry with the same key is already there.");
    if (code == kConstraintForeignKey)
        return makeError(
            ErrorCode::NotFound, "reference_unknown",
            "What this entry belongs to is no longer there. It was probably removed at the same time.");
    return makeError(ErrorCode::Internal, "constraint_failed",
                     "The database refused a value that breaks one of its rules.");
}

Error primaryError(int code)
{
    switch (code & 0xff) {
    case kFull:
        return makeError(
            ErrorCode::ResourceExhausted, "disk_full",
            "The disk is full, so nothing can be written. Free some space; writing then goes on by itself.");
    case kCorrupt:
    case kNotADatabase:
        return makeError(
            ErrorCode::Corrupt, "database_corrupt",
            "The database file is damaged. Stop the program and restore the file from a backup.");
    case kBusy:
    case kLocked:
        return makeError(ErrorCode::Unavailable, "database_busy",
                         "The database is locked by another program. Close it, or try again in a moment.");
    case kReadOnly:
        return makeError(
            ErrorCode::Io, "database_read_only",
            "The database file may not be written. Check the permissions of the data directory.");
    case kConstraint:
        return constraintError(code);
    default:
        return makeError(ErrorCode::Io, "database_error",
                         "The database could not be read or written. Check the disk and the data directory.");
    }
}

} // namespace

Error toError(const QSqlError &error)
{
    const int code = error.nativeErrorCode().toInt();
    std::string words = "SQLite " + std::to_string(code) + ": " + error.databaseText().toStdString();
    if (!error.driverText().isEmpty())
        words += " (" + error.driverText().toStdString() + ")";
    return primaryError(code).withContext(std::move(words));
}

} // namespace explorer::storage
