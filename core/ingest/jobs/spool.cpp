#include "core/ingest/jobs/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace explorer::ingest
{
namespace
{

tl::unexpected<Error> ioFailure(const char *what)
{
    const int problem = errno;
    if (problem == ENOSPC || problem == EDQUOT)
        return fail(ErrorCode::ResourceExhausted, "disk_full",
                    "The disk is full. Make room; what was received so far is kept.");
    return fail(ErrorCode::Io, "spool_failed",
                std::string("The file of the job could not be ") + what + ": " + std::strerror(problem) +
                    ". Check the data directory.");
}

class Descriptor
{
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

} // namespace

std::filesystem::path Spool::file(const std::string &job) const { return m_directory / (job + ".part"); }

Result<void> Spool::append(const std::string &job, std::int64_t offset, std::string_view bytes)
{
    std::error_code problem;
    std::filesystem::create_directories(m_directory, problem);
    const Descriptor descriptor(::open(file(job).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    if (descriptor.number() < 0)
        return ioFailure("opened");
    const auto end = ::lseek(descriptor.number(), 0, SEEK_END);
    if (end < offset)
        return fail(ErrorCode::InvalidArgument, "wrong_offset",
                    "The file has " + std::to_string(end) + " bytes so far. Go on from there.");
    // What is there beyond was written, but not answered for.
    if (::ftruncate(descriptor.number(), offset) != 0 || ::lseek(descriptor.number(), offset, SEEK_SET) < 0)
        return ioFailure("cut");
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor.number(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return ioFailure("written");
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::fsync(descriptor.number()) != 0)
        return ioFailure("made durable");
    if (offset > 0)
        return {};
    // The file's name, too.
    const Descriptor directory(::open(m_directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return directory.number() >= 0 && ::fsync(directory.number()) == 0 ? Result<void>()
                                                                       : ioFailure("made durable");
}

void Spool::remove(const std::string &job) const
{
    std::error_code ignored;
    std::filesystem::remove(file(job), ignored);
}

} // namespace explorer::ingest
