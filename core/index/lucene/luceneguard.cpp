#include "core/index/lucene/luceneguard.h"

#include "core/index/lucene/lucene_p.h"
#include "core/index/lucene/lucenetext.h"

#include <cerrno>

namespace explorer::index
{
namespace
{

Error fromLibrary(const std::string &what, const Lucene::LuceneException &exception)
{
    const std::string text = what + ": " + toUtf8(exception.getError());
    switch (exception.getType()) {
    case Lucene::LuceneException::CorruptIndex:
    case Lucene::LuceneException::FileNotFound:
    case Lucene::LuceneException::NoSuchDirectory:
        return makeError(ErrorCode::Corrupt, "index_corrupt", text);
    case Lucene::LuceneException::IO:
    case Lucene::LuceneException::Merge:
        // The library does not hand on the system's error code; the one left behind is the best there is.
        if (errno == ENOSPC || errno == EDQUOT)
            return makeError(ErrorCode::ResourceExhausted, "disk_full", text);
        return makeError(ErrorCode::Io, "index_io", text);
    default:
        return makeError(ErrorCode::Internal, "index_failed", text);
    }
}

} // namespace

Error errorOfCurrentException(const std::string &what)
{
    try {
        throw;
    } catch (const Lucene::LuceneException &exception) {
        return fromLibrary(what, exception);
    } catch (const IndexFailure &failure) {
        return failure.error;
    } catch (const std::bad_alloc &) {
        return makeError(ErrorCode::ResourceExhausted, "out_of_memory", what + ": not enough memory");
    } catch (const std::exception &exception) {
        return makeError(ErrorCode::Internal, "index_failed", what + ": " + exception.what());
    } catch (...) {
        return makeError(ErrorCode::Internal, "index_failed", what + ": an unknown failure");
    }
}

} // namespace explorer::index
